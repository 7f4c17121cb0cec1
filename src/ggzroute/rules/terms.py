"""Finds what a condition looks at: a fact, a field, a place in a table, or an attribute of a betrokkene."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ggzroute.domain.netwerk import KENMERKEN, PERSOON_SOORTEN
from ggzroute.problems import listing, nearest, shown
from ggzroute.rules.conditions import Term
from ggzroute.vocabulary import CODES, Soort, Type, Vocabulary

_TERM: Final = re.compile(
    r"(?P<fact>[a-z0-9_]+\.[a-z0-9_]+)(?:\[(?P<key>[a-z0-9_.]+)\])?(?:\.(?P<field>[a-z0-9_]+))?\Z"
)

_JA_NEE: Final = {"ja": "ja", "nee": "nee"}


class TermError(Exception):
    """A term that cannot be found: what is wrong, what is accepted, and the nearest name."""

    def __init__(self, code: str, wat: str, *, toegestaan: str = "", bedoelt_u: str = "") -> None:
        super().__init__(wat)
        self.code = code
        self.wat = wat
        self.toegestaan = toegestaan
        self.bedoelt_u = bedoelt_u


def fact_term(text: str, vocabulary: Vocabulary) -> Term:
    """The term that a condition line starts with.

    Raises:
        TermError: no such fact, field or key.
    """
    match = _TERM.match(text)
    if match is None:
        raise TermError("GGZ120", f"'{text}' is geen feit", toegestaan="naamruimte.kenmerk, zoals persoon.verblijf")
    fact, key, field = match["fact"], match["key"], match["field"]
    if fact not in vocabulary:
        raise TermError("GGZ121", f"het feit {shown(fact)} bestaat niet", bedoelt_u=nearest(fact, vocabulary))
    kind = vocabulary[fact].type
    if key is not None:
        kind = _table_value(fact, key, kind, vocabulary)
    if field is not None:
        return Term(name=fact, type=_field(fact, field, kind), field=field, key=key)
    if key is None and kind.soort is Soort.TABEL:
        return Term(name=fact, type=kind)
    return Term(name=fact, type=kind, key=key)


def _table_value(fact: str, key: str, kind: Type, vocabulary: Vocabulary) -> Type:
    if kind.soort is not Soort.TABEL or kind.sleutels or kind.waarde is None:
        raise TermError(
            "GGZ122", f"'{fact}' is geen tabel waarin u iets kunt opzoeken", toegestaan="een tabel met open sleutels"
        )
    name, _, field = key.rpartition(".") if key.count(".") > 1 else (key, "", "")
    if name not in vocabulary:
        raise TermError("GGZ121", f"het feit {shown(name)} bestaat niet", bedoelt_u=nearest(name, vocabulary))
    if field and field not in vocabulary[name].type.velden:
        raise TermError(
            "GGZ123", f"'{name}' heeft geen deel '{field}'", bedoelt_u=nearest(field, vocabulary[name].type.velden)
        )
    by = vocabulary[name].type.velden[field] if field else vocabulary[name].type
    if by.soort not in CODES:
        raise TermError(
            "GGZ125", f"met '{key}' kunt u niets opzoeken in '{fact}'", toegestaan="een feit met een keuze of een tekst"
        )
    return kind.waarde


def _field(fact: str, field: str, kind: Type) -> Type:
    fields: Mapping[str, Type] = {} if kind.soort is Soort.RECORDS else kind.velden
    if kind.soort is Soort.TABEL and kind.sleutels and kind.waarde is not None:
        fields = dict.fromkeys(kind.sleutels, kind.waarde)
    if field not in fields:
        raise TermError(
            "GGZ123",
            f"'{fact}' heeft geen deel '{field}'",
            toegestaan=listing(fields) or "geen delen",
            bedoelt_u=nearest(field, fields),
        )
    return fields[field]


def node_term(name: str, vocabulary: Vocabulary) -> Term:
    """The term for an attribute of a betrokkene, inside ``waarin``.

    Raises:
        TermError: no such attribute.
    """
    kinds = node_types(vocabulary)
    if name not in kinds:
        raise TermError(
            "GGZ124",
            f"een betrokkene heeft geen kenmerk {shown(name)}",
            toegestaan=", ".join(kinds),
            bedoelt_u=nearest(name, kinds),
        )
    return Term(name=name, type=kinds[name], node=True)


def node_types(vocabulary: Vocabulary) -> dict[str, Type]:
    """Attributes of a betrokkene with their types."""
    roles = vocabulary["organisatie.rollen_kan"].type.waarden if "organisatie.rollen_kan" in vocabulary else {}
    organisations = vocabulary["organisatie.soort"].type.waarden if "organisatie.soort" in vocabulary else {}
    soorten = {**organisations, **{soort: soort for soort in sorted(PERSOON_SOORTEN)}}
    kinds = {name: Type(soort=Soort.KEUZE, waarden={v: v for v in values}) for name, values in KENMERKEN.items()}
    yes_no = Type(soort=Soort.JA_NEE, waarden=_JA_NEE)
    text = Type(soort=Soort.TEKST)
    return {
        "id": text,
        "organisatie": text,
        "functie": text,
        "soort": Type(soort=Soort.KEUZE, waarden=soorten),
        **kinds,
        "vertrouwd": yes_no,
        "regievoerder": yes_no,
        "maatje": yes_no,
        "kan": Type(soort=Soort.KEUZES, waarden=roles),
        "kan_niet": Type(soort=Soort.KEUZES, waarden=roles),
    }
