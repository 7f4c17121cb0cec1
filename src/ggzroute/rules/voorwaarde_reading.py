"""Reads named conditions: those of gates, of interventions and of checklists."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ggzroute.documents import Document, Path_
from ggzroute.problems import Problem, listing, nearest
from ggzroute.rules.condition_reading import ConditionReader
from ggzroute.rules.conditions import ALWAYS, Condition
from ggzroute.rules.terms import TermError, fact_term
from ggzroute.rules.voorwaarden import GEEN_BEZWAAR, Voorwaarde
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.reading import read_sources


class VoorwaardeReader:
    """Reads the named conditions of one document; what is wrong is added to ``problems``."""

    def __init__(self, document: Document, vocabulary: Vocabulary, problems: list[Problem]) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.problems = problems
        self.conditions = ConditionReader(document, vocabulary, problems)

    def many(
        self,
        raw: Sequence[Mapping[str, Any]],
        path: Path_,
        uitkomsten: Collection[str] = (),
        *,
        bij_nee: str = GEEN_BEZWAAR,
        bij_onbekend: str = GEEN_BEZWAAR,
    ) -> tuple[Voorwaarde, ...]:
        """A list of named conditions, each code once.

        Args:
            raw: the list.
            path: where it stands.
            uitkomsten: outcomes that a condition may call for; the one for when nothing stands in the way is none.
            bij_nee: the outcome that a condition calls for when it does not hold and does not say so itself.
            bij_onbekend: the same for when it is unknown.
        """
        self.unique([entry["code"] for entry in raw], "de code", path, "code")
        standard = {"bij_nee": bij_nee, "bij_onbekend": bij_onbekend}
        return tuple(self._one(entry, (*path, n), uitkomsten, standard) for n, entry in enumerate(raw))

    def condition(self, entry: Mapping[str, Any], key: str, path: Path_) -> Condition | None:
        """The condition under ``key``, or ``None`` when there is none."""
        return self.conditions.read(entry[key], (*path, key)) if key in entry else None

    def outcome(self, code: str, path: Path_, uitkomsten: Collection[str]) -> str:
        """A code that must be one of the outcomes."""
        if code not in uitkomsten:
            self.wrong(
                "GGZ221",
                f"de uitkomst '{code}' kan hier niet",
                path,
                toegestaan=listing(uitkomsten),
                bedoelt_u=nearest(code, uitkomsten),
            )
        return code

    def fact(self, text: str, path: Path_) -> bool:
        """Whether ``text`` is a fact of the vocabulary, or a part of one; a fault when it is not."""
        try:
            fact_term(text, self.vocabulary)
        except TermError as error:
            self.wrong(error.code, error.wat, path, toegestaan=error.toegestaan, bedoelt_u=error.bedoelt_u)
            return False
        return True

    def unique(self, names: Sequence[str], word: str, path: Path_, key: str) -> None:
        """A fault for each name in a list that stood there before; ``key`` is where in an entry the name stands."""
        for n, name in enumerate(names):
            if name in names[:n]:
                self.wrong("GGZ220", f"{word} '{name}' staat hier al", (*path, n, key), herstel="Noem alles één keer")

    def wrong(self, code: str, wat: str, path: Path_, **more: str) -> None:
        """Note what is wrong at a place."""
        self.problems.append(self.document.problem(code, wat, path, **more))

    def _one(
        self, entry: Mapping[str, Any], path: Path_, uitkomsten: Collection[str], standard: Mapping[str, str]
    ) -> Voorwaarde:
        if ("als" in entry) is ("gegeven" in entry):
            both = "staan 'als' en 'gegeven' allebei" if "als" in entry else "ontbreekt 'als' of 'gegeven'"
            self.wrong(
                "GGZ222",
                f"bij '{entry['code']}' {both}",
                path,
                herstel="Schrijf 'als' met voorwaarden, of 'gegeven' met een feit dat ingevuld moet zijn",
            )
        if "gegeven" in entry:
            self.fact(entry["gegeven"], (*path, "gegeven"))
        accepted = (*uitkomsten, GEEN_BEZWAAR)
        called = {
            key: self.outcome(entry[key], (*path, key), accepted) if key in entry else word
            for key, word in standard.items()
        }
        return Voorwaarde(
            code=entry["code"],
            eis=entry["eis"],
            bron=read_sources(entry["bron"]),
            als=self.condition(entry, "als", path) or ALWAYS,
            gegeven=entry.get("gegeven"),
            vervalt_als=self.condition(entry, "vervalt_als", path),
            na_de_rest=entry.get("na_de_rest") == "ja",
            anders=entry.get("anders", ""),
            basis=entry.get("basis", ""),
            let_op=entry.get("let_op", ""),
            **called,
        )
