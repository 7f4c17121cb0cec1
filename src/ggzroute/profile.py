"""Profiles: what rules say about an organisation or region: how people work together, never anything about a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from ggzroute.conclusies import Conclusies, fire
from ggzroute.documents import Document, from_data, read_text
from ggzroute.domain.casus import Casus
from ggzroute.domain.decode import casus_from_document
from ggzroute.engine.choosing import choose_engine
from ggzroute.exceptions import CasusError, DocumentError, MissingPeildatumError
from ggzroute.loading import read_bytes
from ggzroute.rules.pack import RulePack
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.builtin import NoWorkflow

NIVEAUS: Final = ("organisatie", "regio")


@attrs.frozen(kw_only=True, repr=False)
class Profiel:
    """What is known of one organisation or region.

    Attributes:
        niveau: ``organisatie`` or ``regio``.
        feiten: the facts, as a casus without a network.
    """

    niveau: str
    feiten: Casus

    def __repr__(self) -> str:
        return f"Profiel({self.niveau!r}, {len(self.feiten.feiten)} feiten)"

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, vocabulary: Vocabulary) -> Profiel:
        """A profile from plain data, checked.

        Raises:
            CasusError: with every problem at once; a fact about a person is one.
        """
        return profile_from_document(from_data(data), vocabulary)


@attrs.frozen(kw_only=True, repr=False, eq=False)
class ProfielEvaluatie(Conclusies):
    """What rules say about an organisation or a region.

    Attributes:
        profiel: id of the profile.
    """

    profiel: str

    def __repr__(self) -> str:
        return f"ProfielEvaluatie({self.niveau!r}, {len(self.signalen)} signalen, {len(self.adviezen)} adviezen)"

    def again(self, gegeven: Casus) -> ProfielEvaluatie:
        """The same evaluation of other facts: same pack, peildatum and engine."""
        pack, day = self.context.pack, self.peildatum
        context = fire(gegeven, pack, day, self.engine, niveau=self.niveau, afgeleid=self.afgeleid)
        return attrs.evolve(self, profiel=gegeven.id, gegeven=gegeven, context=context)

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as plain JSON types."""
        names = ("signalen", "adviezen", "conflicten", "vragen")
        lists = {name: [part.to_dict() for part in getattr(self, name)] for name in names}
        account_ = self.verantwoording.to_dict()
        return {"profiel": self.profiel, "niveau": self.niveau, **lists, "verantwoording": account_}


def load_profile(path: str | Path, *, vocabulary: Vocabulary) -> Profiel:
    """A profile from a YAML or JSON file.

    Raises:
        CasusError: with every problem at once, with file, line and column.
    """
    try:
        return profile_from_document(read_text(read_bytes(Path(path)), str(path)), vocabulary)
    except DocumentError as error:
        raise CasusError(error.problems) from None


def is_profile(data: Any) -> bool:
    """Whether a document says that it is a profile."""
    return isinstance(data, Mapping) and "niveau" in data


def profile_from_document(document: Document, vocabulary: Vocabulary) -> Profiel:
    """A profile from a document that was read.

    Raises:
        CasusError: with every problem at once; a fact about a person is one.
    """
    data = document.data if isinstance(document.data, Mapping) else {}
    problems = [
        document.problem(
            "GGZ340", "een profiel heeft geen betrokkenen en geen relaties", (key,), herstel="Haal dit weg"
        )
        for key in ("betrokkenen", "relaties")
        if key in data
    ]
    level = data.get("niveau")
    if level not in NIVEAUS:
        problems.append(
            document.problem("GGZ341", "'niveau' ontbreekt of past niet", ("niveau",), toegestaan=", ".join(NIVEAUS))
        )
    inner = attrs.evolve(
        document, data={key: value for key, value in data.items() if key not in ("niveau", "toelichting")}
    )
    try:
        facts = casus_from_document(Casus, inner, vocabulary)
    except CasusError as error:
        raise CasusError([*problems, *error.problems]) from None
    problems += [
        document.problem(
            "GGZ342",
            f"'{name}' gaat over een persoon en hoort niet in een profiel",
            ("feiten", name),
            herstel="Haal dit feit weg",
        )
        for name in facts.feiten
        if vocabulary[name].niveau == "casus"
    ]
    if problems:
        raise CasusError(problems)
    return Profiel(niveau=str(level), feiten=facts)


def evaluate_profile(
    profiel: Profiel,
    pack: RulePack,
    *,
    peildatum: dt.date | None = None,
    engine: str = "direct",
    afgeleid: bool = False,
) -> ProfielEvaluatie:
    """Evaluate a profile with the rules of its level.

    Args:
        profiel: the profile.
        pack: the rule pack.
        peildatum: the day to look at; by default that of the profile.
        engine: ``direct`` or ``durable``.
        afgeleid: whether our own readings take part.

    Raises:
        MissingPeildatumError: neither the profile nor the call gives a peildatum.
    """
    day = peildatum or profiel.feiten.peildatum
    if day is None:
        raise MissingPeildatumError
    chosen = choose_engine(engine)
    return ProfielEvaluatie(
        profiel=profiel.feiten.id,
        niveau=profiel.niveau,
        peildatum=day,
        afgeleid=afgeleid,
        gegeven=profiel.feiten,
        context=fire(profiel.feiten, pack, day, chosen, niveau=profiel.niveau, afgeleid=afgeleid),
        workflows=(NoWorkflow(),),
        engine=chosen,
    )
