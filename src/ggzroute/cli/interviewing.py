"""``ggzroute interview``: asks one fact at a time, says what became certain, and writes the casus back."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from ggzroute.cli.asking import Asker, Skip, Stop
from ggzroute.cli.screen import error_console, output
from ggzroute.domain.advies import OpenVraag
from ggzroute.evaluation import evaluate
from ggzroute.exceptions import CasusError
from ggzroute.interview import Interview, begin
from ggzroute.loading import load_casus, read_bytes
from ggzroute.registry import load_pack
from ggzroute.vocabulary import Vocabulary
from ggzroute.writing import replace_file, with_answers

_MOST: Final = 4
"""So many outcomes are named with a question."""
_OUTCOMES: Final = {
    "route": "de route",
    "regie": "wie de regie heeft",
    "maatje": "het maatje",
    "contact": "het contact",
}


def interview_casus(path: Path, out: Path | None, pack_name: str, *, afgeleid: bool) -> int:
    """Ask until nothing is left that can change what binds, or until the one who answers stops."""
    if not sys.stdin.isatty():
        error_console().print("Een interview heeft een terminal nodig waarin iemand antwoord kan geven.", markup=False)
        return 2
    pack = load_pack(pack_name)
    casus = load_casus(path, vocabulary=pack.vocabulary)
    talk = begin(evaluate(casus, pack, afgeleid=afgeleid))
    return Conversation(talk, pack.vocabulary, path, out or path, output()).run(Asker())


class Conversation:
    """One conversation at the terminal.

    Attributes:
        talk: the interview so far.
        later: facts that cannot be asked here, because they need more than one line.
    """

    def __init__(self, talk: Interview, vocabulary: Vocabulary, source: Path, target: Path, console: Console) -> None:
        self.talk = talk
        self.vocabulary = vocabulary
        self.source = source
        self.target = target
        self.console = console
        self.later: list[str] = []

    def run(self, asker: Asker) -> int:
        """Ask, tell and save until the end."""
        self._say("U kunt altijd stoppen met Ctrl-C; wat u antwoordde, is dan bewaard.")
        while (question := self._next()) is not None:
            self._introduce(question)
            try:
                answer = asker.ask(self.vocabulary[question.feit], self._people())
            except Skip:
                self.later.append(question.feit)
                continue
            except Stop:
                self._say(f"Gestopt. Ga later verder met: ggzroute interview {self.target}")
                return 0
            self._answer(question, answer)
        self._end()
        return 0

    def _next(self) -> OpenVraag | None:
        question = self.talk.volgende()
        if question is not None and question.feit in self.later:
            question = next((q for q in self.talk.open if q.feit not in self.later), None)
        return question

    def _introduce(self, question: OpenVraag) -> None:
        self._say("")
        about = list(dict.fromkeys(_outcome(name) for name in sorted(question.uitkomsten, key=_weightiest)))
        rest = f" en nog {len(about) - _MOST}" if len(about) > _MOST else ""
        hangs = ", ".join(about[:_MOST]) + rest
        self._say(f"Nog hoogstens {len(self.talk.open) - len(self.later)} vragen. Deze gaat over: {hangs}.")
        sensitive = " Dit is gevoelig; antwoorden hoeft niet." if question.gevoelig else ""
        self._say(f"Wie kan dit weten: {', '.join(question.antwoord_door)}.{sensitive}")

    def _answer(self, question: OpenVraag, answer: Any) -> None:
        try:
            after = self.talk.antwoord(question.feit, answer)
        except CasusError as error:
            for problem in error.problems:
                self._say(f"Dit past niet: {problem.wat}. {problem.herstel or ''}".strip())
            return
        before, self.talk = self.talk, after
        self._save()
        for line in self._certain(after.zeker(before)):
            self._say(f"Nu zeker: {line}")

    def _certain(self, outcomes: Sequence[str]) -> Iterator[str]:
        """What nothing can change any more, in a few lines."""
        yield from (self._told(name) for name in outcomes if name in ("route", "regie", "maatje"))
        said = {name for _, name in self.talk.besluit.adviezen} | set(self.talk.besluit.onderbrekingen)
        names = [name.partition(":")[2] for name in outcomes if ":" in name]
        for word, found in (("wel", [n for n in names if n in said]), ("niet", [n for n in names if n not in said])):
            if found:
                yield f"{word} {', '.join(name.replace('_', ' ') for name in found)}."

    def _told(self, outcome: str) -> str:
        decided = self.talk.besluit
        who = f" ({', '.join(decided.regievoerder)})" if decided.regievoerder else ""
        return {
            "route": f"de route: {(decided.pad or 'wacht nog').replace('_', ' ')}.",
            "regie": f"de regie: {decided.regie.replace('_', ' ')}{who}.",
            "maatje": f"het maatje: {decided.maatje.replace('_', ' ')}.",
        }[outcome]

    def _save(self) -> None:
        """Write the answers to the target, with the comments of what stands there, or else of the source."""
        basis = self.target if self.target.exists() else self.source
        data = self.talk.casus.to_dict()
        text = with_answers(read_bytes(basis).decode("utf-8-sig"), basis.name, data["feiten"], data.get("gevraagd", []))
        replace_file(self.target, text)

    def _people(self) -> tuple[str, ...]:
        return tuple(b.id for b in self.talk.casus.betrokkenen)

    def _end(self) -> None:
        self._say("")
        if self.later:
            self._say("Deze feiten vragen meer dan een regel. Vul ze in het bestand in als u ze weet:")
            for fact in self.later:
                self._say(f"- {fact}: {self.vocabulary[fact].vraag}")
        else:
            self._say("Klaar: geen enkel feit kan nog veranderen wat bindt.")
        decided = self.talk.besluit
        self._say(
            f"Route: {decided.pad or 'wacht nog'}. Regie: {decided.regie}. Maatje: {decided.maatje}.".replace("_", " ")
        )
        self._say(f"Alles staat in {self.target}. Bekijk het met: ggzroute evaluate {self.target}")

    def _say(self, text: str) -> None:
        self.console.print(text, markup=False, soft_wrap=False)


def _weightiest(name: str) -> tuple[bool, str]:
    return ":" in name, name


def _outcome(name: str) -> str:
    kind, _, rest = name.partition(":")
    if kind in ("advies", "onderbreking"):
        return rest.replace("_", " ")
    return _OUTCOMES[kind]
