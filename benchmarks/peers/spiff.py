"""SpiffWorkflow: the route as BPMN, parsed once; regie and adviezen in one script task, with compiled code kept."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.spiff.parser.process import SpiffBpmnParser

from benchmarks.decision import ADVIEZEN, ANYBODY, FLAT_REGIE, LEEF, PATHS, ROUTE, SIZES, Test
from benchmarks.peers import Decide, Variant

NEEDS = ("SpiffWorkflow",)

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="http://bpmn.io/schema/bpmn">'
    '<bpmn:process id="besluit" isExecutable="true">'
)


def _somebody(feature: str) -> str:
    return " and ".join(f"b[{key!r}] == {wanted!r}" for key, wanted in ANYBODY[feature].items())


def _value(feature: str) -> str:
    if feature in PATHS:
        first, *rest = PATHS[feature]
        return first + "".join(f"[{key!r}]" for key in rest)
    if feature in LEEF:
        return f"({LEEF[feature]!r} in leefgebieden)"
    if feature in SIZES:
        return f"len({SIZES[feature]})"
    return f"any([{_somebody(feature)} for b in betrokkenen])"


def _tests(tests: tuple[Test, ...]) -> str:
    return " and ".join(f"{_value(feature)} {op} {wanted!r}" for feature, op, wanted in tests) or "True"


def _rest() -> str:
    """The script for regie and adviezen."""
    lines, word = [], "if"
    for id_, tests, feature in FLAT_REGIE:
        who = f"[b['id'] for b in betrokkenen if {_somebody(feature)}][0]"
        lines.append(f"{word} {_tests(tests)}:\n    regie, regel = {who}, {id_!r}")
        word = "elif"
    lines.append("else:\n    regie = regel = None")
    lines.append("adviezen = []")
    lines += [f"if {_tests(tests)}:\n    adviezen.append({code!r})" for code, tests in ADVIEZEN]
    return "\n".join(lines)


def bpmn() -> str:
    """The process as BPMN."""
    flows: list[tuple[str, str, str]] = [("begin", "leeg", ""), ("leeg", "start", "")]
    scripts, default = {"leeg": "pad = []", "rest": _rest()}, {}
    for id_, now in ROUTE.items():
        if isinstance(now, tuple):
            flows.append((id_, now[1], _tests((now[0],))))
            default[id_] = len(flows)
            flows.append((id_, now[2], ""))
        else:
            scripts[id_] = f"pad.append({id_!r})"
            flows.append((id_, now or "rest", ""))
    flows.append(("rest", "klaar", ""))

    def inside(id_: str) -> str:
        incoming = "".join(f"<bpmn:incoming>f{n}</bpmn:incoming>" for n, flow in enumerate(flows) if flow[1] == id_)
        outgoing = "".join(f"<bpmn:outgoing>f{n}</bpmn:outgoing>" for n, flow in enumerate(flows) if flow[0] == id_)
        return incoming + outgoing

    parts = [f'<bpmn:startEvent id="begin">{inside("begin")}</bpmn:startEvent>']
    for id_, script in scripts.items():
        text = f"<bpmn:script>{escape(script)}</bpmn:script>"
        parts.append(f'<bpmn:scriptTask id="{id_}" name="{id_}">{inside(id_)}{text}</bpmn:scriptTask>')
    for id_, n in default.items():
        parts.append(f'<bpmn:exclusiveGateway id="{id_}" default="f{n}">{inside(id_)}</bpmn:exclusiveGateway>')
    parts.append(f'<bpmn:endEvent id="klaar">{inside("klaar")}</bpmn:endEvent>')
    for n, (van, naar, test) in enumerate(flows):
        kind = 'xsi:type="bpmn:tFormalExpression"'
        when = f"<bpmn:conditionExpression {kind}>{escape(test)}</bpmn:conditionExpression>" if test else ""
        parts.append(f'<bpmn:sequenceFlow id="f{n}" sourceRef="{van}" targetRef="{naar}">{when}</bpmn:sequenceFlow>')
    return _HEAD + "".join(parts) + "</bpmn:process></bpmn:definitions>"


class _Keeping(TaskDataEnvironment):  # type: ignore[misc]
    """Scripts compiled once; the engine itself compiles each of them every time."""

    def __init__(self) -> None:
        super().__init__()
        self._code: dict[tuple[str, str], Any] = {}

    def _compiled(self, text: str, mode: str) -> Any:
        if (mode, text) not in self._code:
            self._code[mode, text] = compile(text.strip(), "<script>", mode)
        return self._code[mode, text]

    def evaluate(self, expression: str, context: Any, external_context: Any = None) -> Any:
        return super().evaluate(self._compiled(expression, "eval"), context, external_context)

    def execute(self, script: str, context: Any, external_context: Any = None) -> Any:
        return super().execute(self._compiled(script, "exec"), context, external_context)


def _make(environment: type) -> Decide:
    parser = SpiffBpmnParser()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "besluit.bpmn"
        path.write_text(bpmn(), encoding="utf-8")
        parser.add_bpmn_file(str(path))
        spec, below = parser.get_spec("besluit"), parser.get_subprocess_specs("besluit")
    engine = PythonScriptEngine(environment())

    def decide(record: Any) -> dict[str, Any]:
        workflow = BpmnWorkflow(spec, below, script_engine=engine)
        workflow.get_next_task(spec_name="begin").data.update(record)
        workflow.run_all()
        found = workflow.data if "pad" in workflow.data else workflow.last_task.data
        return {key: found[key] for key in ("pad", "regie", "regel", "adviezen")}

    return decide


VARIANTS = {
    "BPMN and scripts, compiled code kept": Variant(lambda: _make(_Keeping)),
    "BPMN and scripts": Variant(lambda: _make(TaskDataEnvironment)),
}
