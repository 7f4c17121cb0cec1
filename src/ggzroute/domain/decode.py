"""Reads a casus: structure, vocabulary, forbidden inputs and the invariants of the network, all problems at once.

The same rules stand in ``casus.schema.json`` for editors; a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, TypeVar

from ggzroute.documents import Document, Path_, from_data, read_text
from ggzroute.domain.casus import Casus, Toestand
from ggzroute.domain.invarianten import check_network
from ggzroute.domain.netwerk import (
    KENMERKEN,
    PERSOON_SOORTEN,
    PROFESSIONEEL,
    RELATIES,
    SOCIAAL,
    SOCIALE_SOORTEN,
    Betrokkene,
    Relatie,
)
from ggzroute.domain.waarden import MAX_TEXT, Fault, Normaliser
from ggzroute.exceptions import CasusError, DocumentError
from ggzroute.problems import Problem, named, nearest, shown
from ggzroute.vocabulary import STATES, Soort, Type, Vocabulary, plain_type
from ggzroute.vocabulary_reading import standard_vocabulary

C = TypeVar("C", bound=Casus)

CASUS_KEYS: Final = ("id", "peildatum", "feiten", "betrokkenen", "relaties", "synthetisch")
FIXTURE_KEYS: Final = (
    "gevraagd",
    "documentatie",
    "workflow",
    "afgeleid",
    "route",
    "routes",
    "situaties",
    "verwacht",
    "mag_niet",
)
BETROKKENE_KEYS: Final = ("id", "organisatie", "functie", "soort", *KENMERKEN)
RELATIE_KEYS: Final = ("van", "soort", "naar", "stand", "sinds", "tot", "doel", "afgerond")

MAX_BETROKKENEN: Final = 5000
MAX_RELATIES: Final = 50_000

_UNKNOWN: Final = (None, *STATES)
_TEXT: Final = Type(soort=Soort.TEKST)
_DATE: Final = Type(soort=Soort.DATUM)
_YES_NO: Final = Type(soort=Soort.JA_NEE, waarden={"ja": "ja", "nee": "nee"})


def _choice_of(codes: Collection[str]) -> Type:
    return Type(soort=Soort.KEUZE, waarden={code: code for code in codes})


_KENMERKEN: Final = tuple((key, _choice_of(values)) for key, values in KENMERKEN.items())
_RELATIE: Final = _choice_of(RELATIES)


def casus_from_text(cls: type[C], text: str | bytes, vocabulary: Vocabulary | None, name: str) -> C:
    """A casus from YAML or JSON text; see :meth:`Casus.from_yaml`."""
    try:
        document = read_text(text, name)
    except DocumentError as error:
        raise CasusError(error.problems) from None
    return casus_from_document(cls, document, vocabulary)


def casus_from_data(cls: type[C], data: Any, vocabulary: Vocabulary | None) -> C:
    """A casus from Python data; see :meth:`Casus.from_dict`."""
    return casus_from_document(cls, from_data(data), vocabulary)


def casus_from_document(cls: type[C], document: Document, vocabulary: Vocabulary | None = None) -> C:
    """A casus from a document.

    Raises:
        CasusError: with every problem of the document.
    """
    reader = _Reader(document, standard_vocabulary() if vocabulary is None else vocabulary)
    fields = reader.read()
    if reader.problems:
        raise CasusError(reader.problems)
    return cls(**fields, vocabulary=reader.vocabulary)


def _all_read(raw: Any, betrokkenen: tuple[Betrokkene, ...]) -> bool:
    """Whether every betrokkene could be read, so that an id that is not there is really missing."""
    rows = len(raw) if isinstance(raw, list | tuple) else -1
    return raw is None or (rows == len(betrokkenen) and all(b.id for b in betrokkenen))


class _Reader:
    """Reads one document; ``problems`` grows as it goes."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.normaliser = Normaliser(vocabulary)
        self.problems: list[Problem] = []

    def read(self) -> dict[str, Any]:
        data = self.document.data
        if not isinstance(data, Mapping):
            self._note(
                "GGZ300",
                f"een casus is een blok met sleutels, hier staat {plain_type(data)}",
                (),
                toegestaan=", ".join(CASUS_KEYS),
            )
            return {}
        self._keys(data, (*CASUS_KEYS, *FIXTURE_KEYS), ())
        fields = {
            "id": self._required_text(data, "id", ()),
            "peildatum": self._one(_DATE, data, "peildatum", ()),
            "synthetisch": self._one(_YES_NO, data, "synthetisch", ()) == "ja",
            "feiten": self._feiten(data.get("feiten")),
            "betrokkenen": tuple(self._betrokkenen(data.get("betrokkenen"))),
            "relaties": tuple(self._relaties(data.get("relaties"))),
            "gevraagd": self._gevraagd(data.get("gevraagd")),
        }
        whole = _all_read(data.get("betrokkenen"), fields["betrokkenen"])
        self.problems += check_network(
            self.document, fields["betrokkenen"], fields["relaties"], fields["feiten"], whole=whole
        )
        return fields

    def _gevraagd(self, names: Any) -> frozenset[str]:
        """Names of the facts that were asked in an interview."""
        if names is None:
            return frozenset()
        known = isinstance(names, list) and all(isinstance(n, str) and n in self.vocabulary for n in names)
        if not known:
            self._note("GGZ319", "'gevraagd' is een lijst met namen van feiten", ("gevraagd",))
            return frozenset()
        return frozenset(names)

    def _note(self, code: str, wat: str, path: Path_, **more: str) -> None:
        self.problems.append(self.document.problem(code, wat, path, plek=self._plek(path), **more))

    def _plek(self, path: Path_) -> str:
        """The path as it may be shown: keys that are values of the casus are left out."""
        text = ""
        for depth, part in enumerate(path):
            if isinstance(part, int):
                text += f"[{part + 1}]"
            elif depth > 1 and path[0] == "feiten" and not self._known_key(path, depth):
                text += "[…]"
            else:
                name = shown(part)
                text += ("." if text else "") + name.strip("'") if name.startswith("'") else "[…]"
        return text

    def _known_key(self, path: Path_, depth: int) -> bool:
        begrip = self.vocabulary.get(str(path[1]))
        names = (
            (*begrip.type.sleutels, *begrip.type.velden, *(begrip.type.waarde.velden if begrip.type.waarde else ()))
            if begrip
            else ()
        )
        return path[depth] in names

    def _keys(self, data: Mapping[Any, Any], accepted: tuple[str, ...], path: Path_) -> None:
        for key in data:
            if key in accepted:
                continue
            path_to_key = (*path, key if isinstance(key, str) else "")
            if isinstance(key, str) and self.normaliser.refuse(key, ()):
                self._faults(path_to_key)
            else:
                near = nearest(key, accepted) if isinstance(key, str) else ""
                shown_keys = [k for k in accepted if k not in FIXTURE_KEYS]
                self._note(
                    "GGZ301",
                    f"{shown(key)} bestaat hier niet",
                    path_to_key,
                    toegestaan=", ".join(shown_keys),
                    bedoelt_u=near,
                )

    def _faults(self, path: Path_) -> None:
        """Note what the normaliser refused."""
        if not self.normaliser.faults:
            return
        for fault in self.normaliser.faults:
            self._fault(fault, path)
        self.normaliser.faults.clear()

    def _fault(self, fault: Fault, path: Path_) -> None:
        near = fault.bedoelde_sleutel
        self._note(fault.code, fault.wat, (*path, *fault.path), toegestaan=fault.toegestaan, bedoelt_u=near)

    def _one(self, kind: Type, row: Mapping[Any, Any], key: str, path: Path_) -> Any:
        """A value outside the facts: unknown is ``None``. Most are absent or a code that is accepted as it is."""
        raw = row.get(key)
        if raw is None or (type(raw) is str and raw in kind.waarden):
            return raw
        value = self.normaliser.value(kind, raw)
        self._faults((*path, key))
        return None if isinstance(value, Toestand) else value

    def _text(self, row: Mapping[Any, Any], key: str, path: Path_) -> str | None:
        raw = row.get(key)
        if raw is None or (type(raw) is str and len(raw) <= MAX_TEXT and raw not in STATES):
            return raw
        text: str | None = self._one(_TEXT, row, key, path)
        return text

    def _required_text(self, data: Mapping[Any, Any], key: str, path: Path_) -> str:
        value = self._text(data, key, path)
        if not value and data.get(key) in (*_UNKNOWN, ""):
            self._note("GGZ305", f"'{key}' ontbreekt", path, toegestaan="een korte code zonder persoonsgegevens")
        return value or ""

    def _feiten(self, raw: Any) -> dict[str, Any]:
        if raw is None:
            return {}
        if not isinstance(raw, Mapping):
            self._note(
                "GGZ302",
                f"hier staat {plain_type(raw)}, en dat past niet",
                ("feiten",),
                toegestaan="een blok met feiten",
            )
            return {}
        facts: dict[str, Any] = {}
        codes = self.vocabulary.codes
        for name, value in raw.items():
            known = value if type(value) is str and (name, value) in codes else self._feit(name, value)
            if known is not None and known is not Toestand.ONBEKEND:
                facts[name] = known
        return facts

    def _as_block(self, name: Any) -> str:
        """How to write a part of a fact, for who writes it as a rule does; else empty."""
        fact, _, part = name.rpartition(".") if isinstance(name, str) else ("", "", "")
        begrip = self.vocabulary.begrippen.get(fact)
        if begrip is None or part not in (*begrip.type.velden, *begrip.type.sleutels):
            return ""
        return f"Schrijf een deel van een feit in een blok, {fact}: {{{part}: ...}}"

    def _feit(self, name: Any, raw: Any) -> Any:
        path = ("feiten", name if isinstance(name, str) else "")
        begrip = self.vocabulary.begrippen.get(name) if isinstance(name, str) else None
        if begrip is None:
            if not (isinstance(name, str) and self.normaliser.refuse(name, ())):
                block = self._as_block(name)
                near = nearest(name, self.vocabulary) if isinstance(name, str) and not block else ""
                wat = f"{named('het feit', name)} staat niet in de begrippen"
                self._note("GGZ306", wat, path, bedoelt_u=near, herstel=block)
            self._faults(path)
            return None
        if begrip.afleiding == "netwerk":
            self._note(
                "GGZ307",
                f"{shown(name)} volgt uit het netwerk en wordt niet opgegeven",
                path,
                herstel="Haal dit feit weg",
            )
            return None
        value = self.normaliser.value(begrip.type, raw)
        self._faults(path)
        return value

    def _rows(self, raw: Any, key: str, limit: int) -> Iterator[tuple[Path_, Mapping[Any, Any]]]:
        if raw is None:
            return
        if not isinstance(raw, list | tuple):
            self._note("GGZ302", f"hier staat {plain_type(raw)}, en dat past niet", (key,), toegestaan="een lijst")
            return
        if len(raw) > limit:
            self._note("GGZ308", f"deze lijst is langer dan {limit} regels", (key,))
            return
        for n, row in enumerate(raw):
            if isinstance(row, Mapping):
                yield (key, n), row
            else:
                self._note(
                    "GGZ302",
                    f"hier staat {plain_type(row)}, en dat past niet",
                    (key, n),
                    toegestaan="een blok met sleutels",
                )

    def _betrokkenen(self, raw: Any) -> Iterator[Betrokkene]:
        for path, row in self._rows(raw, "betrokkenen", MAX_BETROKKENEN):
            self._keys(row, BETROKKENE_KEYS, path)
            fields: dict[str, Any] = {"id": self._required_text(row, "id", path)}
            for key in ("organisatie", "functie"):
                fields[key] = self._text(row, key, path)
            fields["soort"] = self._soort(row, path)
            fields |= {key: self._one(kind, row, key, path) for key, kind in _KENMERKEN if key in row}
            fields["kring"] = fields.get("kring") or self._kring(row, fields, path)
            if fields["kring"] == PROFESSIONEEL and "betrokken" not in row:
                self._note(
                    "GGZ323",
                    "'betrokken' ontbreekt bij deze professional of organisatie",
                    path,
                    toegestaan="nu, voorheen, beoogd of onbekend",
                )
            yield Betrokkene(**fields)

    def _soort(self, row: Mapping[Any, Any], path: Path_) -> str | None:
        raw = row.get("soort")
        if raw is None:
            return None
        begrip = self.vocabulary.begrippen.get("organisatie.soort")
        organisations = begrip.type.waarden if begrip is not None else {}
        if type(raw) is str and (raw in organisations or raw in PERSOON_SOORTEN):
            return raw
        found: str | None = self._one(_choice_of((*organisations, *sorted(PERSOON_SOORTEN))), row, "soort", path)
        return found

    def _kring(self, row: Mapping[Any, Any], fields: Mapping[str, Any], path: Path_) -> str:
        """The kring that follows from what was given; ``""`` after a problem was noted."""
        if fields["soort"] in SOCIALE_SOORTEN:
            return SOCIAAL
        if fields["organisatie"] or fields["soort"]:
            return PROFESSIONEEL
        if all(row.get(key) in _UNKNOWN for key in ("kring", "soort", "organisatie")):
            self._note(
                "GGZ309",
                "van deze betrokkene is de kring niet bekend",
                path,
                toegestaan="kring: sociaal of professioneel, of een soort of organisatie",
            )
        return ""

    def _relaties(self, raw: Any) -> Iterator[Relatie]:
        for path, row in self._rows(raw, "relaties", MAX_RELATIES):
            self._keys(row, RELATIE_KEYS, path)
            soort = self._one(_RELATIE, row, "soort", path)
            if row.get("soort") in _UNKNOWN:
                self._note("GGZ305", "'soort' ontbreekt", path, toegestaan=", ".join(RELATIES))
            dates: dict[str, dt.date | None] = {
                key: self._one(_DATE, row, key, path) for key in ("sinds", "tot") if key in row
            }
            if row.get("stand") in STATES:
                self._note(
                    "GGZ330",
                    "een relatie waarvan niet bekend is of ze er is, staat niet in de lijst",
                    (*path, "stand"),
                    herstel="Haal deze relatie weg",
                )
            yield Relatie(
                van=self._required_text(row, "van", path),
                soort=soort or "",
                naar=self._required_text(row, "naar", path),
                stand=self._one(_YES_NO, row, "stand", path) != "nee",
                doel=self._text(row, "doel", path),
                afgerond=self._one(_YES_NO, row, "afgerond", path),
                **dates,
            )
