"""Reads what happened: the content of one event, held to its kind, the vocabulary and the forbidden inputs.

No problem holds a value: it names the place and what is accepted there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from ggzroute.documents import Path_, from_data, show_path
from ggzroute.domain.casus import Casus, Toestand
from ggzroute.domain.decode import BETROKKENE_KEYS, casus_from_document
from ggzroute.domain.netwerk import NU, RELATIES, Relatie
from ggzroute.exceptions import CasusError
from ggzroute.problems import Problem
from ggzroute.rules.conclusions import Adviseer, OnderbreekRoute
from ggzroute.rules.pack import RulePack
from ggzroute.traject.lezer import Lezer
from ggzroute.traject.soorten import (
    SOORTEN,
    Antwoord,
    BetrokkeneErbij,
    Correctie,
    Inhoud,
    Migratie,
    RelatieErbij,
    RelatieWeg,
    velden,
)
from ggzroute.traject.veld import GETAL, JA_NEE, TEKST, Veld
from ggzroute.vocabulary import Soort, Type

ELDERS: Final[Mapping[str, str]] = {
    "regie.regievoerder": "regievoerder_afgesproken of regie_overgedragen",
    "contact.pogingen": "contact_geprobeerd",
    "plaatsing.maanden_sinds": "geplaatst",
    **dict.fromkeys(
        (f"toestemming.{part}" for part in ("ontvanger", "doel", "onderwerpen", "geldig_tot")), "toestemming_gegeven"
    ),
    "toestemming.ingetrokken": "toestemming_gegeven of toestemming_ingetrokken",
}
"""Facts that an event of their own says, so that no answer can say otherwise."""

MADE_ELSEWHERE: Final[Mapping[str, str]] = {
    "voert_regie_over": "regievoerder_afgesproken of regie_overgedragen",
    "is_maatje_van": "maatje_afgesproken",
    "gaf_toestemming_voor": "toestemming_gegeven",
    "behandelt": "behandeling_gestart",
}
"""Relations that an event of their own makes."""

ENDED_ELSEWHERE: Final[Mapping[str, str]] = {
    "voert_regie_over": "regie_overgedragen",
    "gaf_toestemming_voor": "toestemming_ingetrokken",
    "behandelt": "behandeling_gestopt",
}
"""Relations that an event of their own ends."""


class InhoudReader(Lezer):
    """Reads contents of one document."""

    def read(self, soort: str, raw: Any, path: Path_) -> Inhoud | None:
        """The content of an event of a known kind, or ``None`` after problems were noted."""
        if not isinstance(raw, Mapping):
            self.misfit(raw, path, "een blok met sleutels")
            return None
        kind = SOORTEN[soort]
        if missing := [name for name in kind.nodig if name not in self.pack.vocabulary]:
            self.note(
                "GGZ306",
                f"voor '{soort}' is het feit '{missing[0]}' nodig, en dat staat niet in de begrippen",
                path,
                herstel="Voeg het toe aan het pakket, of gebruik landelijk",
            )
            return None
        before = len(self.problems)
        special = _SPECIAL.get(kind)
        found = special(self, raw, path) if special else self._plain(kind, raw, path)
        return found if len(self.problems) == before else None

    # ---- kinds whose fields say everything

    def _plain(self, kind: type[Inhoud], raw: Mapping[Any, Any], path: Path_) -> Inhoud | None:
        fields = velden(kind)
        self.keys(raw, tuple(fields), path)
        found = {name: self._field(name, veld, raw.get(name), (*path, name)) for name, veld in fields.items()}
        if kind.soort == "activiteit_gedaan":
            self._one_of_both(found, path)
        if any(found[name] is None for name, veld in fields.items() if veld.verplicht):
            return None
        return kind(**found)

    def _field(self, name: str, veld: Veld, raw: Any, path: Path_) -> Any:
        kind = veld.type or self._type_of(veld)
        if kind is None:
            if raw is not None or veld.verplicht:
                wat = f"'{name}' kan hier niet: het feit '{veld.feit}' staat niet in de begrippen"
                self.note("GGZ306", wat, path)
            return None
        return self.value(kind, raw, path, required=veld.verplicht)

    def _type_of(self, veld: Veld) -> Type | None:
        begrip = self.pack.vocabulary.get(veld.feit)
        if begrip is None:
            return None
        return begrip.type.velden.get(veld.deel) if veld.deel else begrip.type

    def _one_of_both(self, found: Mapping[str, Any], path: Path_) -> None:
        given = [name for name in ("stap", "handeling") if found[name] is not None]
        if len(given) != 1:
            self.note("GGZ305", "geef 'stap' of 'handeling', en niet allebei", path)
        if given == ["handeling"]:
            known = handelingen(self.pack)
            if found["handeling"] not in known:
                self.note(
                    "GGZ518",
                    "geen regel van het pakket adviseert deze handeling",
                    (*path, "handeling"),
                    herstel="Neem de code over van een advies uit dit pakket",
                )

    # ---- kinds that are read in a way of their own

    def _answer(self, raw: Mapping[Any, Any], path: Path_) -> Inhoud | None:
        self.keys(raw, ("feit", "waarde"), path)
        name = self.value(TEKST, raw.get("feit"), (*path, "feit"), required=True)
        if "waarde" not in raw or raw["waarde"] is None:
            self.missing((*path, "waarde"), "een waarde, onbekend, geweigerd of nvt")
            return None
        if name is None:
            return None
        if name in ELDERS:
            wat = f"'{name}' wordt niet als antwoord genoteerd"
            self.note("GGZ517", wat, (*path, "feit"), herstel=f"Noteer een gebeurtenis van soort {ELDERS[name]}")
            return None
        return self._casus_part(
            path, _fact_place, feiten={name: raw["waarde"]}, then=lambda casus: _answered(name, casus)
        )

    def _newcomer(self, raw: Mapping[Any, Any], path: Path_) -> Inhoud | None:
        row = {"betrokken": NU, **raw}  # that is what the event says, so it need not be said again
        found = self._casus_part(
            path, _row_place, betrokkenen=[row], then=lambda casus: BetrokkeneErbij(betrokkene=casus.betrokkenen[0])
        )
        if isinstance(found, BetrokkeneErbij):
            who = found.betrokkene
            if who.organisatie is not None and who.organisatie not in self.pack.kaart.organisaties:
                wat = "deze organisatie staat niet op de sociale kaart van het pakket"
                herstel = "Gebruik een id van de sociale kaart, of laat 'organisatie' weg en geef 'soort'"
                self.note("GGZ311", wat, (*path, "organisatie"), herstel=herstel)
            if who.betrokken not in (None, NU):
                wat = "wie erbij komt, is nu betrokken"
                self.note("GGZ302", wat, (*path, "betrokken"), toegestaan=NU)
        return found

    def _relation(
        self, raw: Mapping[Any, Any], path: Path_, accepted: tuple[str, ...], elsewhere: Mapping[str, str]
    ) -> Relatie | None:
        """A relation, but for the kinds that an event of their own says."""
        self.keys(raw, accepted, path)
        kinds = {"van": TEKST, "soort": _RELATION, "naar": TEKST}
        fields = {key: self.value(kind, raw.get(key), (*path, key), required=True) for key, kind in kinds.items()}
        state = self.value(JA_NEE, raw.get("stand"), (*path, "stand"))
        purpose = self.value(TEKST, raw.get("doel"), (*path, "doel"))
        finished = self.value(JA_NEE, raw.get("afgerond"), (*path, "afgerond"))
        if fields["soort"] in elsewhere:
            wat = f"een relatie '{fields['soort']}' wordt hier niet genoteerd"
            herstel = f"Noteer een gebeurtenis van soort {elsewhere[fields['soort']]}"
            self.note("GGZ517", wat, (*path, "soort"), herstel=herstel)
        if None in fields.values() or fields["soort"] in elsewhere:
            return None
        return Relatie(**fields, stand=state != "nee", doel=purpose, afgerond=finished)

    def _relation_on(self, raw: Mapping[Any, Any], path: Path_) -> Inhoud | None:
        found = self._relation(raw, path, ("van", "soort", "naar", "stand", "doel", "afgerond"), MADE_ELSEWHERE)
        return RelatieErbij(relatie=found) if found else None

    def _relation_off(self, raw: Mapping[Any, Any], path: Path_) -> Inhoud | None:
        found = self._relation(raw, path, ("van", "soort", "naar"), ENDED_ELSEWHERE)
        return RelatieWeg(relatie=found) if found else None

    def _migration(self, raw: Mapping[Any, Any], path: Path_) -> Inhoud | None:
        self.keys(raw, ("van", "naar", "stappen", "vervallen"), path)
        van = self.value(TEKST, raw.get("van"), (*path, "van"), required=True)
        naar = self.value(TEKST, raw.get("naar"), (*path, "naar"), required=True)
        steps, gone = raw.get("stappen"), raw.get("vervallen") or []
        if not _texts(steps, Mapping) or not _texts(gone, list):
            self.note("GGZ302", "de stappen passen niet", path, toegestaan="een blok met oude en nieuwe id's")
            return None
        return Migratie(van=van or "", naar=naar or "", stappen=dict(steps or {}), vervallen=frozenset(gone))

    def _casus_part(
        self, path: Path_, place: Callable[[Problem], Path_], *, then: Callable[[Casus], Inhoud], **part: Any
    ) -> Inhoud | None:
        """Part of a casus, read by the reader of casussen, its problems told at the place in this document."""
        try:
            casus = casus_from_document(Casus, from_data({"id": "deel", **part}), self.pack.vocabulary)
        except CasusError as error:
            for problem in error.problems:
                tail = place(problem)
                line, column = self.document.where((*path, *tail))
                self.problems.append(
                    attrs.evolve(
                        problem,
                        bestand=self.document.name or None,
                        regel=line,
                        kolom=column,
                        plek=show_path((*path, *tail)),
                    )
                )
            return None
        return then(casus)


def handelingen(pack: RulePack) -> frozenset[str]:
    """The actions that rules of a pack can advise."""
    said = (c for rule in pack.regels.values() for c in rule.dan if isinstance(c, Adviseer | OnderbreekRoute))
    return frozenset(conclusion.handeling for conclusion in said)


def correction(betreft: int, inhoud: Inhoud | None) -> Correctie:
    """A correction of an event: with content in its place, or without when it did not happen."""
    return Correctie(betreft=betreft, vervalt=None if inhoud else "ja", inhoud=inhoud)


def read_correction(reader: InhoudReader, raw: Any, path: Path_, kinds: Mapping[int, str]) -> Correctie | None:
    """A correction; ``kinds`` says of which kind each earlier event is."""
    if not isinstance(raw, Mapping):
        reader.misfit(raw, path, "een blok met sleutels")
        return None
    before = len(reader.problems)
    reader.keys(raw, ("betreft", "vervalt", "inhoud"), path)
    number = reader.value(GETAL, raw.get("betreft"), (*path, "betreft"), required=True)
    gone = reader.value(JA_NEE, raw.get("vervalt"), (*path, "vervalt"))
    if (gone == "ja") == ("inhoud" in raw):
        reader.note("GGZ305", "geef 'vervalt: ja' of 'inhoud', en niet allebei", path)
    if number is not None and kinds.get(number) in (None, "correctie", "migratie"):
        reader.note(
            "GGZ519",
            "een correctie gaat over een eerdere gebeurtenis die zelf geen correctie of migratie is",
            (*path, "betreft"),
            herstel="Geef het nummer van de gebeurtenis zelf",
        )
    if len(reader.problems) > before:
        return None
    content = reader.read(kinds[number], raw["inhoud"], (*path, "inhoud")) if "inhoud" in raw else None
    return correction(number, content) if len(reader.problems) == before else None


def _texts(raw: Any, kind: type) -> bool:
    items: Iterator[Any] = iter((*raw, *raw.values()) if isinstance(raw, Mapping) else raw or ())
    return isinstance(raw, kind) and all(isinstance(item, str) and 0 < len(item) <= 200 for item in items)  # noqa: PLR2004


def _answered(name: str, casus: Casus) -> Antwoord:
    return Antwoord(feit=name, waarde=casus.feiten.get(name, Toestand.ONBEKEND))


def _fact_place(problem: Problem) -> Path_:
    """Where a problem of a fact stands in an answer: at its name, or at its value."""
    return ("feit",) if problem.code in _ABOUT_THE_NAME else ("waarde",)


def _row_place(problem: Problem) -> Path_:
    """Where a problem of a betrokkene stands in the event: at one of its keys, or at the whole."""
    key = problem.plek.partition("].")[2]
    return (key,) if key in BETROKKENE_KEYS else ()


_ABOUT_THE_NAME: Final = ("GGZ306", "GGZ307", "GGZ310")
_RELATION: Final = Type(soort=Soort.KEUZE, waarden={soort: soort for soort in RELATIES})
_SPECIAL: Final[Mapping[type[Inhoud], Callable[[InhoudReader, Mapping[Any, Any], Path_], Inhoud | None]]] = {
    Antwoord: InhoudReader._answer,  # noqa: SLF001 - the table of this class
    BetrokkeneErbij: InhoudReader._newcomer,  # noqa: SLF001
    RelatieErbij: InhoudReader._relation_on,  # noqa: SLF001
    RelatieWeg: InhoudReader._relation_off,  # noqa: SLF001
    Migratie: InhoudReader._migration,  # noqa: SLF001
}
