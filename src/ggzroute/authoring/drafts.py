"""Drafts: the text of a new pack, rule or casus. Nothing is written here, and nothing is asked."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from ggzroute.analysis.witness import find_witness, minimal
from ggzroute.replay.fixtures import CASUS
from ggzroute.rules.conclusions import Adviseer, Richting
from ggzroute.rules.model import AFGELEID, Rule
from ggzroute.rules.pack import RulePack
from ggzroute.yaml_builder import dump

Content = Mapping[str, str]
"""Path below the folder of a pack, to text."""

_WORDS: Final = 5
_HEAD: Final = "regels:\n"
_ITEM: Final = re.compile(r"^( *)- ", re.MULTILINE)
_PARTS: Final = ("feiten", "betrokkenen", "relaties")
_WORD: Final = {"afgeraden": "raad_af", "verboden": "verbied"}
_TESTS: Final[Mapping[Richting, str]] = {
    Richting.ADVISEER: "advies",
    Richting.RAAD_AF: "afgeraden",
    Richting.VERBIED: "verboden",
}


@attrs.frozen(kw_only=True)
class NewPack:
    """What a new pack needs.

    Attributes:
        pakket: technical name, that of the folder.
        naam: name as people say it.
        gebruikt: packs it builds on.
        document: id of its first source.
        titel: title of that source.
        datum: when it appeared, as ``2024`` or ``2024-05``.
    """

    pakket: str
    naam: str
    gebruikt: tuple[str, ...]
    document: str
    titel: str
    datum: str


@attrs.frozen(kw_only=True)
class NewRule:
    """What a new rule needs: an advice on conditions that are all about one fact each.

    Attributes:
        id: its code.
        titel: one sentence.
        soort: what it is about.
        sterkte: how strong the source puts it.
        basis: what kind of statement it is.
        document: id of the source.
        plaats: where in the source.
        als: fact to the value or values it should have.
        gebied: what the advice is about.
        tekst: the advice.
    """

    id: str
    titel: str
    soort: str
    sterkte: str
    basis: str
    document: str
    plaats: str
    als: tuple[tuple[str, Any], ...]
    gebied: str
    tekst: str


@attrs.frozen(kw_only=True)
class NewCasus:
    """What a new casus needs.

    Attributes:
        id: its code, also the name of the file.
        titel: what it is about, in general words.
        peildatum: the day it is looked at.
        document: id of the source.
        plaats: where in the source.
        regel: a rule that should apply; it advises something.
    """

    id: str
    titel: str
    peildatum: dt.date
    document: str
    plaats: str
    regel: str


def draft_pack(wanted: NewPack) -> Content:
    """The one file that a pack must have."""
    data = {
        "pakket": wanted.pakket,
        "naam": wanted.naam,
        "versie": "1.0.0",
        "regio": wanted.pakket.replace("-", "_"),
        "gebruikt": list(wanted.gebruikt),
        "bronnen": {wanted.document: {"titel": wanted.titel, "datum": wanted.datum}},
    }
    return {"pack.yaml": _text(data)}


def draft_rule(wanted: NewRule, before: str | None) -> Content:
    """The file with the rule in it.

    Args:
        wanted: the rule.
        before: the file with rules about the same thing as it is, or ``None`` when there is none yet.
    """
    advice = {"handeling": slug(wanted.tekst), "gebied": wanted.gebied, "tekst": wanted.tekst}
    data = {
        "id": wanted.id,
        "titel": wanted.titel,
        "soort": wanted.soort,
        "sterkte": wanted.sterkte,
        "basis": wanted.basis,
        "bron": [{"document": wanted.document, "plaats": wanted.plaats}],
        "als": [{fact: value} for fact, value in wanted.als] or "altijd",
        "dan": [{_WORD.get(wanted.sterkte, "adviseer"): advice}],
    }
    text = _text({"regels": [data]})
    if before is not None and before.strip():
        text = f"{before.rstrip()}\n\n{_as_far_in(before, text.removeprefix(_HEAD))}"
    return {f"regels/{wanted.soort}.yaml": text}


def draft_casus(wanted: NewCasus, pack: RulePack) -> Content | None:
    """A casus in which a rule applies, with what it then advises as the expected outcome.

    Returns:
        The file, or ``None`` when no casus for the rule was found.
    """
    rule = pack.regels[wanted.regel]
    found = find_witness(rule.als, pack, day=wanted.peildatum)
    if found is None:
        return None
    found = minimal(rule.als, found, pack)
    sources = [{"document": wanted.document, "plaats": wanted.plaats}]
    kind = {"soort": "actie", "zekerheid": "zeker"}
    data: dict[str, Any] = {"id": wanted.id, "peildatum": wanted.peildatum}
    data |= {part: found[part] for part in _PARTS if found.get(part)}
    data["documentatie"] = {"titel": wanted.titel, "bron": sources}
    data["verwacht"] = [
        {"id": f"{wanted.id}.{n}", **kind, "wat": text, "bron": sources, "toets": [test]}
        for n, (text, test) in enumerate(_tests(rule), 1)
    ]
    return {f"casussen/{wanted.id}.casus.yaml": _text(data)}


def advising(pack: RulePack) -> tuple[str, ...]:
    """Rules about a casus, and no reading of ours, that advise something; those of the pack itself first."""
    found = [
        rule for rule in pack.regels.values() if rule.niveau == CASUS and rule.basis != AFGELEID and any(_tests(rule))
    ]
    return tuple(rule.id for rule in sorted(found, key=lambda rule: (rule.pakket != pack.pakket, rule.id)))


def slug(text: str) -> str:
    """The first words of a sentence as a code: ``Bel binnen twee dagen terug`` is ``bel_binnen_twee_dagen_terug``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:_WORDS]
    code = "_".join(words) or "handeling"
    return code if code[0].isalpha() else f"h_{code}"


def next_id(start: str, taken: Iterable[str]) -> str:
    """The first free code after ``start``: ``REGIO-001``, ``REGIO-002``."""
    known = set(taken)
    return next(code for n in range(1, len(known) + 2) if (code := f"{start}-{n:03}") not in known)


def _tests(rule: Rule) -> Iterable[tuple[str, dict[str, Any]]]:
    """(what is expected in words, the test of it) for each advice of a rule."""
    for conclusion in rule.dan:
        if isinstance(conclusion, Adviseer):
            yield conclusion.tekst, {_TESTS[conclusion.richting]: {"handeling": conclusion.handeling}}


def _as_far_in(before: str, text: str) -> str:
    """A list item, indented as the items of the list above it are."""
    above = _ITEM.search(before)
    return textwrap.indent(textwrap.dedent(text), above[1]) if above else text


def _text(data: Mapping[str, Any]) -> str:
    return dump(data)
