"""Reads rules, and dates as rule files write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ggzroute.documents import Document
from ggzroute.domain.bron import Bron
from ggzroute.domain.kaart import Kaart
from ggzroute.problems import Problem
from ggzroute.rules.conclusion_reading import ConclusionReader
from ggzroute.rules.condition_reading import ConditionReader
from ggzroute.rules.conditions import binder
from ggzroute.rules.model import Rule
from ggzroute.vocabulary import Vocabulary


def read_day(raw: Any) -> dt.date | None:
    """A date that may stand as text or be absent."""
    return raw if isinstance(raw, dt.date) or raw is None else dt.date.fromisoformat(raw)


class RuleReader:
    """Reads the rules of one file whose structure is right."""

    def __init__(
        self, document: Document, vocabulary: Vocabulary, kaart: Kaart, pakket: str, problems: list[Problem]
    ) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.kaart = kaart
        self.pakket = pakket
        self.problems = problems

    def rule(self, entry: Mapping[str, Any], n: int) -> Rule:
        """The rule that stands as number ``n``, from 0, in the file."""
        path = ("regels", n)
        condition = ConditionReader(self.document, self.vocabulary, self.problems).read(entry["als"], (*path, "als"))
        bound = binder(condition)
        reader = ConclusionReader(
            self.document, self.vocabulary, self.kaart, bound.bind if bound else None, self.problems
        )
        conclusions = [
            conclusion
            for m, line in enumerate(entry["dan"])
            for kind, body in line.items()
            for conclusion in reader.read(kind, body, (*path, "dan", m, kind))
        ]
        valid = entry.get("geldig") or {}
        return Rule(
            id=entry["id"],
            titel=entry["titel"],
            soort=entry["soort"],
            sterkte=entry["sterkte"],
            basis=entry["basis"],
            niveau=entry.get("niveau", "casus"),
            bron=tuple(Bron(document=b["document"], plaats=b["plaats"]) for b in entry["bron"]),
            als=condition,
            dan=tuple(conclusions),
            van=read_day(valid.get("van")),
            tot=read_day(valid.get("tot")),
            toelichting=entry.get("toelichting", ""),
            let_op=entry.get("let_op", ""),
            pakket=self.pakket,
            bestand=self.document.name,
            regel=self.document.where(path)[0],
        )
