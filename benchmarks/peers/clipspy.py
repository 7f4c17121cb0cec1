"""clipspy (CLIPS): one fact for the casus and one for each betrokkene, and the same with features found by hand."""

from __future__ import annotations

from typing import Any

import clips
from clips._clips import lib

from benchmarks.decision import (
    ADVIEZEN,
    ANYBODY,
    FEATURES,
    FLAT_REGIE,
    LEEF,
    PATHS,
    REGIE,
    SIZES,
    Test,
    derive,
    first,
    ways,
)
from benchmarks.peers import Decide, Variant

NEEDS = ("clipspy",)

_RESULTS = ("(defglobal ?*pad* = (create$))", "(defglobal ?*adviezen* = (create$))")
_CHOICE = ("(defglobal ?*regie* = nil)", "(defglobal ?*regel* = nil)")


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _slot(feature: str, operator: str, wanted: Any) -> str:
    match operator:
        case "!=":
            return f"({feature} ~{_literal(wanted)})"
        case ">=":
            return f"({feature} ?{feature}&:(>= ?{feature} {wanted}))"
        case "in":
            return f"({feature} {'|'.join(_literal(one) for one in wanted)})"
    return f"({feature} {_literal(wanted)})"


def _somebody(feature: str) -> str:
    return " ".join(f"({key} {_literal(wanted)})" for key, wanted in ANYBODY[feature].items())


def _patterns(tests: tuple[Test, ...]) -> str:
    """Tests as a pattern on the casus, and one on betrokkenen for each feature about them."""
    slots = [_slot(*test) for test in tests if test[0] in PATHS or test[0] in SIZES]
    members = [f":(member$ {_literal(LEEF[test[0]])} ?l)" for test in tests if test[0] in LEEF]
    people = [
        f"(exists (persoon {_somebody(feature)}))" if wanted else f"(not (persoon {_somebody(feature)}))"
        for feature, _, wanted in tests
        if feature in ANYBODY
    ]
    if members:
        slots.append(f"(leefgebieden $?l&{'&'.join(members)})")
    return " ".join([f"(casus {' '.join(slots)})", *people])


def _pad(pad: tuple[str, ...]) -> str:
    return f"(bind ?*pad* (create$ {' '.join(map(_literal, pad))}))"


def _advises(code: str) -> str:
    return f'(bind ?*adviezen* (create$ ?*adviezen* "{code}"))'


def program() -> list[str]:
    """The decision as constructs of CLIPS."""
    slots = " ".join(f"(slot {feature})" for feature in (*PATHS, *SIZES))
    found = [
        f"(deftemplate casus {slots} (multislot leefgebieden))",
        "(deftemplate persoon (slot nr) (slot id) (slot soort) (slot kring) (slot rol) (slot actief))",
        *_RESULTS,
        *_CHOICE,
    ]
    found += [f"(defrule pad{n} {_patterns(tests)} => {_pad(pad)})" for n, (tests, pad) in enumerate(ways())]
    for id_, rang, tests, _, feature in REGIE:
        wanted = _somebody(feature)
        nobody_before = f"(persoon (nr ?n) (id ?id) {wanted}) (not (persoon (nr ?m&:(< ?m ?n)) {wanted}))"
        chosen = f'(bind ?*regie* ?id) (bind ?*regel* "{id_}") (assert (gekozen))'
        found.append(
            f"(defrule {id_} (declare (salience {100 + rang})) {_patterns(tests)} (not (gekozen)) "
            f"{nobody_before} => {chosen})"
        )
    for n, (code, tests) in enumerate(ADVIEZEN):
        found.append(f"(defrule {code} (declare (salience {50 - n})) {_patterns(tests)} => {_advises(code)})")
    return found


def flat_program() -> list[str]:
    """The same over features."""
    found = [f"(deftemplate f {' '.join(f'(slot {feature})' for feature in FEATURES)})", *_RESULTS, *_CHOICE]

    def pattern(tests: tuple[Test, ...]) -> str:
        return f"(f {' '.join(_slot(*test) for test in tests)})"

    found += [f"(defrule pad{n} {pattern(tests)} => {_pad(pad)})" for n, (tests, pad) in enumerate(ways())]
    for n, (id_, tests, _) in enumerate(FLAT_REGIE):
        chosen = f'(bind ?*regel* "{id_}") (assert (gekozen))'
        found.append(f"(defrule {id_} (declare (salience {190 - n})) {pattern(tests)} (not (gekozen)) => {chosen})")
    for n, (code, tests) in enumerate(ADVIEZEN):
        found.append(f"(defrule {code} (declare (salience {50 - n})) {pattern(tests)} => {_advises(code)})")
    return found


def _environment(constructs: list[str]) -> Any:
    """A new environment; without the mend below every fact stays, and each run takes longer than the one before."""
    clips.facts.Fact.__del__ = lambda self: lib.ReleaseFact(self._fact)
    environment = clips.Environment()
    for construct in constructs:
        environment.build(construct)
    return environment


def _text(value: Any) -> str | None:
    return None if isinstance(value, clips.Symbol) else value


def _facts() -> Decide:
    environment = _environment(program())
    casus, persoon = environment.find_template("casus"), environment.find_template("persoon")
    found = {value.name: value for value in environment.globals()}

    def decide(record: Any) -> dict[str, Any]:
        environment.reset()
        for n, one in enumerate(record["betrokkenen"]):
            persoon.assert_fact(nr=n, **one)
        leef, ask = record["leefgebieden"], record["hulpvraag"]
        flat = {key: record[key] for key in PATHS if key in record}
        sizes = {"n_leef": len(leef), "n_betrokkenen": len(record["betrokkenen"])}
        casus.assert_fact(**flat, **ask, **sizes, leefgebieden=tuple(leef))
        environment.run()
        return {
            "pad": found["pad"].value,
            "regie": _text(found["regie"].value),
            "regel": _text(found["regel"].value),
            "adviezen": found["adviezen"].value,
        }

    return decide


def _flat() -> Decide:
    environment = _environment(flat_program())
    template = environment.find_template("f")
    found = {value.name: value for value in environment.globals()}
    feature_of = {id_: feature for id_, _, feature in FLAT_REGIE}

    def decide(record: Any) -> dict[str, Any]:
        environment.reset()
        template.assert_fact(**derive(record))
        environment.run()
        regel = _text(found["regel"].value)
        regie = first(record, feature_of[regel]) if regel else None
        return {"pad": found["pad"].value, "regie": regie, "regel": regel, "adviezen": found["adviezen"].value}

    return decide


VARIANTS = {
    "a fact for the casus and for each betrokkene": Variant(_facts),
    "features by hand, one flat fact": Variant(_flat),
}
