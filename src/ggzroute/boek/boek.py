"""The book as templates see it: the pack, the words for its parts, and a link to everything that has a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Final

import attrs

from ggzroute.boek import verwijzen
from ggzroute.boek.plaatsen import Plaatsen, Vermelding, cite
from ggzroute.boek.proef import GEMAAKT, Proef, try_all
from ggzroute.boek.samenhang import Gebruik, Verband, hang_together, replaced, use_of
from ggzroute.boek.stof import Stof
from ggzroute.boek.verwijzen import Link, place
from ggzroute.domain.bron import Bron
from ggzroute.domain.namen import Namen, readable
from ggzroute.rules.conditions import Condition
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack
from ggzroute.taal.voorwaarde import Deel, Woordenlijst, clause, parts_of
from ggzroute.taal.woorden import day_text
from ggzroute.taal.zin import sentence

_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "regel": "Regels",
        "tabel": "Beslistabellen",
        "conflict": "Conflicten",
        "casus": "Casussen",
        "poort": "Poorten",
        "interventie": "Interventies",
        "workflow": "Workflows",
        "organisatie": "Sociale kaart",
        "bevinding": "Bevindingen",
    }
)
"""Kind of what stands on a place in a source, to a heading."""


@attrs.frozen(eq=False, repr=False, slots=False)
class Boek:
    """Everything that the pages of a book need.

    Attributes:
        stof: what it is made of.
    """

    stof: Stof

    @property
    def pack(self) -> RulePack:
        """The pack."""
        return self.stof.pack

    @cached_property
    def pakketten(self) -> Mapping[str, RulePack]:
        """The pack and those it builds on, by name."""
        return {pack.pakket: pack for pack in self.stof.pakketten}

    @cached_property
    def known(self) -> Woordenlijst:
        """What names facts and organisations."""
        return Woordenlijst(vocabulary=self.pack.vocabulary, kaart=self.pack.kaart)

    @cached_property
    def proef(self) -> Proef:
        """What the casussen do with the rules."""
        return try_all(self.stof.pakketten)

    @cached_property
    def verbanden(self) -> Mapping[str, Verband]:
        """What each rule has to do with others."""
        return hang_together(self.pack.regels)

    @cached_property
    def gebruik(self) -> Gebruik:
        """What the rules do with each fact."""
        return use_of(self.pack.regels.values())

    @cached_property
    def vervangen(self) -> Mapping[str, Rule]:
        """Rules of used packs that are said otherwise here."""
        return replaced(self.pack)

    @cached_property
    def plaatsen(self) -> Plaatsen:
        """Every place in a source, with what stands on it."""
        return Plaatsen.of(cite(self.stof, self.proef, self.vervangen.values()))

    @cached_property
    def namen(self) -> Namen:
        """Labels of the codes on the sociale kaart."""
        return Namen.of(self.pack.kaart, self.pack.vocabulary)

    def geldt(self, rule: Rule) -> bool:
        """Whether a rule is valid on the day of the book."""
        return rule.valid_on(self.stof.datum)

    def dag(self, day: dt.date) -> str:
        """A day in words."""
        return day_text(day)

    def delen(self, condition: Condition) -> tuple[Deel, ...]:
        """A condition part by part."""
        return parts_of(condition, self.known)

    def zin(self, condition: Condition) -> str:
        """A condition as a clause."""
        return clause(condition, self.known)

    def regelzin(self, rule: Rule) -> str:
        """What a rule says, as one sentence."""
        return str(sentence(rule, self.known))

    def pakketnaam(self, pakket: str) -> str:
        """The Dutch name of a pack."""
        return self.pakketten[pakket].naam if pakket in self.pakketten else pakket

    # --- links

    def regel(self, id_: str) -> Link:
        """To a rule; to the rules as a whole when there is none of that id."""
        rule = self.pack.regels.get(id_)
        if rule is None:
            return Link(id_, verwijzen.REGELS)
        return Link(id_, place(verwijzen.chapter_of(rule.soort), "regel", id_), rule.titel)

    def regels(self, ids: Iterable[str]) -> list[Link]:
        """To some rules, each once, in their order."""
        return [self.regel(id_) for id_ in dict.fromkeys(ids)]

    def feit(self, name: str) -> Link:
        """To a fact, by its question."""
        begrip = self.pack.vocabulary.get(name)
        if begrip is None:
            return Link(readable(name), verwijzen.BEGRIPPEN)
        return Link(begrip.vraag, place(verwijzen.BEGRIPPEN, "feit", name), name)

    def feiten(self, names: Iterable[str]) -> list[Link]:
        """To some facts, in the order of the vocabulary."""
        wanted = set(names)
        return [self.feit(name) for name in self.pack.vocabulary if name in wanted]

    def bron(self, bron: Bron) -> Link:
        """To a place in a source."""
        number = self.plaatsen.nummer(bron)
        title = self.pack.bronnen[bron.document].titel if bron.document in self.pack.bronnen else bron.document
        return Link(str(bron), place(verwijzen.BRONNEN, "plaats", f"{bron.document}-{number}"), title)

    def bronnen(self, sources: Iterable[Bron]) -> list[Link]:
        """To some places in sources, each once."""
        return [self.bron(bron) for bron in dict.fromkeys(sources)]

    def casus(self, name: str) -> Link:
        """To a casus."""
        found = self.proef.casussen[name].fixture
        return Link(found.id, place(verwijzen.CASUSSEN, "casus", name), found.titel)

    def conflict(self, id_: str) -> Link:
        """To a conflict."""
        what = next((conflict.wat for conflict in self.pack.conflicten if conflict.id == id_), "")
        return Link(id_, place(verwijzen.CONFLICTEN, "conflict", id_), what)

    def organisatie(self, id_: str) -> Link:
        """To an organisation or function on the sociale kaart."""
        return Link(self.pack.kaart.label(id_), place(verwijzen.KAART, "kaart", id_))

    def tabel(self, id_: str) -> Link:
        """To a decision table."""
        title = next((found.tabel.titel for found in self.stof.tabellen if found.tabel.id == id_), "")
        return Link(id_, place(verwijzen.TABELLEN, "tabel", id_), title)

    def poort(self, id_: str) -> Link:
        """To a gate."""
        return Link(self.pack.poorten[id_].titel, place(verwijzen.POORTEN, "poort", id_))

    def interventie(self, id_: str) -> Link:
        """To an intervention."""
        return Link(self.pack.interventies[id_].titel, place(verwijzen.POORTEN, "interventie", id_))

    def stap(self, workflow: str, id_: str) -> Link:
        """To a step of a workflow."""
        return Link(
            self.pack.workflows[workflow].stappen[id_].tekst, place(verwijzen.WORKFLOWS, f"stap-{workflow}", id_)
        )

    def workflow(self, naam: str) -> Link:
        """To a workflow."""
        return Link(self.pack.workflows[naam].titel, place(verwijzen.WORKFLOWS, "workflow", naam))

    def op_plaats(self, document: str, plaats: str) -> list[tuple[str, list[Link]]]:
        """What stands on a place in a source: kinds with their links. A casus that was made comes from no source."""
        found: dict[str, list[Link]] = {}
        for one in self.plaatsen.alle[document][plaats]:
            if one.soort != "casus" or self.proef.casussen[one.naam].fixture.soort != GEMAAKT:
                found.setdefault(_KINDS[one.soort], []).append(self.vermelding(one))
        return [(kind, found[kind]) for kind in dict.fromkeys(_KINDS.values()) if kind in found]

    def vermelding(self, one: Vermelding) -> Link:
        """To what stands on a place in a source."""
        match one.soort:
            case "regel":
                return self.regel(one.naam)
            case "tabel":
                return self.tabel(one.naam)
            case "conflict":
                return self.conflict(one.naam)
            case "poort":
                return self.poort(one.naam)
            case "interventie":
                return self.interventie(one.naam)
            case "workflow":
                return self.workflow(one.naam)
            case "organisatie":
                return self.organisatie(one.naam)
            case "casus":
                return self.casus(one.naam)
        return Link("bevindingen", verwijzen.VERANTWOORDING)

    # --- small words

    def namen_van(self, code: str) -> str:
        """A code of an organisation, function, kind or role, in words."""
        if code in self.pack.kaart:
            return self.pack.kaart.label(code)
        return self.namen.soorten.get(code) or self.namen.rollen.get(code) or readable(code)

    def chapters(self) -> Iterator[tuple[str, str, int]]:
        """Page, title and number of rules of each chapter with rules."""
        kinds = [rule.soort for rule in self.pack.regels.values()]
        for soort, title in verwijzen.SOORTEN.items():
            if soort in kinds:
                yield verwijzen.chapter_of(soort), title, kinds.count(soort)
