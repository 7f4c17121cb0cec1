"""The casus: the facts and the network around one hulpvrager on one peildatum.

A casus is health data. No ``repr`` shows a value, and the objects are frozen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Self

import attrs

from ggzroute.domain.netwerk import HULPVRAGER, Betrokkene, Relatie
from ggzroute.vocabulary import Vocabulary

if TYPE_CHECKING:
    import networkx as nx


class Toestand(Enum):
    """The states a fact can have besides a value. A fact that is absent is ``onbekend``."""

    ONBEKEND = "onbekend"
    GEWEIGERD = "geweigerd"
    NVT = "nvt"


ONBEKEND: Final = Toestand.ONBEKEND
GEWEIGERD: Final = Toestand.GEWEIGERD
NVT: Final = Toestand.NVT


@attrs.frozen(kw_only=True, repr=False)
class Deel:
    """The facts of one namespace, read-only and by short name; ``onbekend`` when absent.

    Attributes:
        naamruimte: ``vraag``, ``persoon``, ...
        feiten: short name to value.
    """

    naamruimte: str
    feiten: Mapping[str, Any]

    def __getitem__(self, kenmerk: str) -> Any:
        return self.feiten.get(kenmerk, ONBEKEND)

    def __repr__(self) -> str:
        return f"Deel({self.naamruimte!r}, {len(self.feiten)} feiten)"


class Hulpvrager(Deel):
    """The facts ``persoon.*``: the one in the middle, whose own regie it always is (hr2017 §4.2.1)."""


class Vraag(Deel):
    """The facts ``vraag.*``: who asks, whom, and about what (hr2017 §4.3.1)."""


@attrs.frozen(kw_only=True, repr=False)
class Maatje:
    """Somebody who stands beside the hulpvrager (hr2017 §4.2.1).

    Attributes:
        betrokkene: who it is.
        plus: whether this is a maatje+, a trained volunteer; ``None`` when unknown.
    """

    betrokkene: Betrokkene
    plus: bool | None = None

    def __repr__(self) -> str:
        return "Maatje()"


@attrs.frozen(kw_only=True, repr=False)
class Regievoerder:
    """The one who keeps the overview and coordinates (hr2017 §4.2.1). Not to be confused with *eigen regie*.

    Attributes:
        betrokkene: who it is.
        sinds: first day, when known.
        afgestemd_met: ids of those it was agreed with.
    """

    betrokkene: Betrokkene
    sinds: dt.date | None = None
    afgestemd_met: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return "Regievoerder()"


def _frozen(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(facts))


@attrs.frozen(kw_only=True, repr=False)
class Casus:
    """The facts and the network around one hulpvrager.

    Build one with :meth:`from_dict`, :meth:`from_yaml` or :meth:`from_json`, which check everything, or with
    :func:`ggzroute.load_casus` from a file.

    Attributes:
        id: pseudonym of the casus, not derived from a name, birth date or number.
        peildatum: the day the casus is looked at, or ``None`` when the caller gives it.
        feiten: fact name to value or :class:`Toestand`; an absent fact is unknown.
        betrokkenen: the people and organisations around the hulpvrager.
        relaties: their relations.
        gevraagd: names of the facts that were asked in an interview; those without a value nobody knew.
        synthetisch: whether the casus was made up by a program, for a benchmark or a demonstration.
        vocabulary: the vocabulary the casus was read with.
    """

    id: str
    peildatum: dt.date | None = None
    feiten: Mapping[str, Any] = attrs.field(factory=dict, converter=_frozen)
    betrokkenen: tuple[Betrokkene, ...] = attrs.field(default=(), converter=tuple)
    relaties: tuple[Relatie, ...] = attrs.field(default=(), converter=tuple)
    gevraagd: frozenset[str] = frozenset()
    synthetisch: bool = False
    vocabulary: Vocabulary = attrs.field(eq=False)

    def __repr__(self) -> str:
        return f"Casus({len(self.feiten)} feiten, {len(self.betrokkenen)} betrokkenen, {len(self.relaties)} relaties)"

    def __getstate__(self) -> dict[str, Any]:
        return {**{a.name: getattr(self, a.name) for a in attrs.fields(Casus)}, "feiten": dict(self.feiten)}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, MappingProxyType(dict(value)) if name == "feiten" else value)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, vocabulary: Vocabulary | None = None) -> Self:
        """A casus from plain data, checked: structure, vocabulary, forbidden inputs and the network's invariants.

        Args:
            data: ``id``, ``peildatum``, ``synthetisch``, ``feiten``, ``betrokkenen``, ``relaties`` as in
                ``casus.schema.json``.
            vocabulary: facts that are accepted; by default those of the pack ``landelijk``.

        Raises:
            CasusError: with every problem at once, and never a value of the casus.
        """
        from ggzroute.domain.decode import casus_from_data  # noqa: PLC0415 - the reader builds this class

        return casus_from_data(cls, data, vocabulary)

    @classmethod
    def from_yaml(cls, text: str | bytes, *, vocabulary: Vocabulary | None = None, name: str = "") -> Self:
        """A casus from YAML (or JSON) text; see :meth:`from_dict`.

        Args:
            text: the document.
            vocabulary: facts that are accepted; by default those of the pack ``landelijk``.
            name: file name for messages.

        Raises:
            CasusError: with every problem at once, with line and column.
        """
        from ggzroute.domain.decode import casus_from_text  # noqa: PLC0415 - the reader builds this class

        return casus_from_text(cls, text, vocabulary, name)

    @classmethod
    def from_json(cls, text: str | bytes, *, vocabulary: Vocabulary | None = None, name: str = "") -> Self:
        """A casus from JSON text; see :meth:`from_dict`.

        Args:
            text: the document.
            vocabulary: facts that are accepted; by default those of the pack ``landelijk``.
            name: file name for messages.

        Raises:
            CasusError: with every problem at once, with line and column.
        """
        return cls.from_yaml(text, vocabulary=vocabulary, name=name)

    def to_dict(self) -> dict[str, Any]:
        """The casus as plain JSON types, in the form that :meth:`from_dict` reads."""
        from ggzroute.domain.encode import casus_to_dict  # noqa: PLC0415 - keeps the model free of formats

        return casus_to_dict(self)

    def betrokkene(self, id_: str) -> Betrokkene | None:
        """The betrokkene with this id, or ``None``."""
        return next((b for b in self.betrokkenen if b.id == id_), None)

    @property
    def hulpvrager(self) -> Hulpvrager:
        """The facts about the hulpvrager."""
        return Hulpvrager(naamruimte="persoon", feiten=self._deel("persoon"))

    @property
    def vraag(self) -> Vraag:
        """The facts about the question."""
        return Vraag(naamruimte="vraag", feiten=self._deel("vraag"))

    @property
    def maatje(self) -> Maatje | None:
        """The maatje, when the network holds one."""
        found = self._who("is_maatje_van")
        plus = {"maatje_plus": True, "maatje": False}.get(str(self.feiten.get("maatje.type")))
        return Maatje(betrokkene=found[0][0], plus=plus) if found else None

    @property
    def regievoerders(self) -> tuple[Regievoerder, ...]:
        """Everybody who holds the regie in the network. There should be one; none or more is a signal."""
        agreed = self.feiten.get("regie.afgestemd_met")
        with_whom = agreed if isinstance(agreed, frozenset) else frozenset()
        return tuple(
            Regievoerder(betrokkene=b, sinds=relatie.sinds, afgestemd_met=with_whom)
            for b, relatie in self._who("voert_regie_over")
        )

    @property
    def regievoerder(self) -> Regievoerder | None:
        """The one regievoerder, or ``None`` when there is none or more than one."""
        found = self.regievoerders
        return found[0] if len(found) == 1 else None

    @property
    def netwerk(self) -> nx.MultiDiGraph[str]:
        """The network as a new networkx graph; see :func:`ggzroute.domain.graaf.build_graph`."""
        from ggzroute.domain.graaf import build_graph  # noqa: PLC0415 - networkx is loaded when a graph is asked for

        return build_graph(self)

    def _deel(self, namespace: str) -> Mapping[str, Any]:
        start = namespace + "."
        return MappingProxyType(
            {name.removeprefix(start): value for name, value in self.feiten.items() if name.startswith(start)}
        )

    def _who(self, soort: str) -> list[tuple[Betrokkene, Relatie]]:
        found: dict[str, tuple[Betrokkene, Relatie]] = {}
        for relatie in self.relaties:
            if relatie.soort == soort and relatie.naar == HULPVRAGER and relatie.holds_on(self.peildatum):
                betrokkene = self.betrokkene(relatie.van)
                if betrokkene is not None:
                    found.setdefault(betrokkene.id, (betrokkene, relatie))
        return list(found.values())
