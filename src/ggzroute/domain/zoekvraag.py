"""What somebody asks of the sociale kaart, and how that is read.

A question in plain words is read by looking for names of places and of roles in it; the words that are left are looked
for in the texts. How it was read is part of the answer, so that a person can see it when it was read wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from ggzroute.domain.kaart import Kaart
from ggzroute.domain.namen import Namen
from ggzroute.domain.woorden import stem, telling, words

_NAME_ENOUGH: Final = 5
"""Letters of a stem that may name a place on its own, when no other place has it: ``bollenstreek``."""


@attrs.frozen(kw_only=True)
class Zoekvraag:
    """A question to the sociale kaart. Each part narrows it; without any part everything is found.

    Attributes:
        tekst: question in plain words; places and roles are found in it.
        rol: role that is sought, as a code or label.
        soort: kind of organisation, as a code or label.
        subregio: sub-region, as a code or label; goes before a place in ``tekst``.
        regio: region, as a code or label; goes before a place in ``tekst``.
    """

    tekst: str = ""
    rol: str | None = None
    soort: str | None = None
    subregio: str | None = None
    regio: str | None = None


@attrs.frozen(kw_only=True)
class Begrepen:
    """How a question was read.

    Attributes:
        rollen: codes of roles of which an organisation must take at least one.
        soort: code of the kind, or ``None``.
        subregios: codes of the sub-regions asked for.
        regios: codes of the regions asked for, or in which the sub-regions lie.
        woorden: stem to word, for the words that are looked for in the texts.
    """

    rollen: tuple[str, ...] = ()
    soort: str | None = None
    subregios: frozenset[str] = frozenset()
    regios: frozenset[str] = frozenset()
    woorden: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def place(self) -> bool:
        """Whether a place was asked for."""
        return bool(self.subregios or self.regios)


def understand(vraag: Zoekvraag, kaart: Kaart, namen: Namen) -> Begrepen:
    """Read a question.

    Raises:
        SearchTermNotFoundError: a role, kind, sub-region or region that does not exist, or that could be several.
    """
    left = telling(vraag.tekst) or {stem(word): word for word in words(vraag.tekst)}
    subregios = {namen.subregio(vraag.subregio)} if vraag.subregio else set()
    regios = {namen.regio(vraag.regio)} if vraag.regio else set()
    asked = bool(subregios or regios)
    for labels, found in ((namen.subregios, subregios), (namen.regios, regios)):
        for code, stems in _named(left, labels).items():
            left = {key: word for key, word in left.items() if key not in stems}
            if not asked:
                found.add(code)
    rollen: tuple[str, ...] = (namen.rol(vraag.rol),) if vraag.rol else ()
    if not rollen and left:
        rollen = _roles(left, namen.rollen)
        spent = {key for code in rollen for key in telling(namen.rollen[code])}
        left = {key: word for key, word in left.items() if key not in spent}
    return Begrepen(
        rollen=rollen,
        soort=namen.soort(vraag.soort) if vraag.soort else None,
        subregios=frozenset(subregios),
        regios=frozenset(regios or _regions(subregios, kaart)),
        woorden=left,
    )


def _named(left: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, set[str]]:
    """Places whose whole name is in the question, or the part of it that no other place has; with the words spent."""
    stems = {code: set(telling(label)) for code, label in labels.items()}
    own = {
        code: {
            key
            for key in mine
            if len(key) >= _NAME_ENOUGH and not any(key in other for name, other in stems.items() if name != code)
        }
        for code, mine in stems.items()
    }
    return {
        code: mine & left.keys()
        for code, mine in stems.items()
        if mine and (mine <= left.keys() or own[code] & left.keys())
    }


def _roles(left: Mapping[str, str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """Roles all of whose words are in the question; not one whose words are a part of those of another."""
    full = {code: stems for code, label in labels.items() if (stems := set(telling(label))) and stems <= left.keys()}
    return tuple(code for code, stems in full.items() if not any(stems < other for other in full.values()))


def _regions(subregios: Iterable[str], kaart: Kaart) -> set[str]:
    wanted = set(subregios)
    return {o.regio for o in kaart.organisaties.values() if o.subregio in wanted}
