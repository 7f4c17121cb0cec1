"""What can happen: the closed set of kinds of event, each a frozen value with the fields it accepts.

No ``repr`` shows a value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, Final

import attrs

from ggzroute.domain.netwerk import Betrokkene, Relatie
from ggzroute.traject.veld import DAG, GETAL, JA_NEE, TEKST, VELD, WIE, WIE_MET, Veld, may, must


@attrs.frozen(kw_only=True, repr=False)
class Inhoud:
    """What happened.

    Attributes:
        soort: code of the kind.
        tekst: the kind as people say it, in Dutch.
        planbaar: whether it can be known before the day on which it holds: an agreement for later.
        nodig: facts without which the kind means nothing; a pack that lacks one cannot use it.
    """

    soort: ClassVar[str] = ""
    tekst: ClassVar[str] = ""
    planbaar: ClassVar[bool] = False
    nodig: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


@attrs.frozen(kw_only=True, repr=False)
class Antwoord(Inhoud):
    """A fact was given, changed, declined (``geweigerd``) or taken back (``onbekend``)."""

    soort: ClassVar[str] = "antwoord"
    tekst: ClassVar[str] = "antwoord"
    feit: str
    waarde: Any


@attrs.frozen(kw_only=True, repr=False)
class ActiviteitGedaan(Inhoud):
    """A step of the workflow was done, or an action that a rule advises. One of both is given."""

    soort: ClassVar[str] = "activiteit_gedaan"
    tekst: ClassVar[str] = "gedaan"
    stap: str | None = attrs.field(default=None, metadata=may(TEKST))
    handeling: str | None = attrs.field(default=None, metadata=may(TEKST))


@attrs.frozen(kw_only=True, repr=False)
class RegievoerderAfgesproken(Inhoud):
    """It was agreed who holds the regie, when nobody did."""

    soort: ClassVar[str] = "regievoerder_afgesproken"
    tekst: ClassVar[str] = "regievoerder afgesproken"
    planbaar: ClassVar[bool] = True
    wie: str = attrs.field(metadata=must(WIE))
    met: frozenset[str] = attrs.field(metadata=must(WIE_MET, hulpvrager=True))


@attrs.frozen(kw_only=True, repr=False)
class RegieOvergedragen(Inhoud):
    """The regie goes from one to another: the first stops on the day before, so that there is no gap and no double."""

    soort: ClassVar[str] = "regie_overgedragen"
    tekst: ClassVar[str] = "regie overgedragen"
    planbaar: ClassVar[bool] = True
    van: str = attrs.field(metadata=must(WIE))
    naar: str = attrs.field(metadata=must(WIE))
    met: frozenset[str] = attrs.field(metadata=must(WIE_MET, hulpvrager=True))


@attrs.frozen(kw_only=True, repr=False)
class Opgenomen(Inhoud):
    """The hulpvrager was admitted to a GGZ institution."""

    soort: ClassVar[str] = "opgenomen"
    tekst: ClassVar[str] = "opgenomen"
    nodig: ClassVar[tuple[str, ...]] = ("persoon.verblijf",)
    status: str | None = attrs.field(default=None, metadata=may(feit="persoon.opname_status"))
    waar: str | None = attrs.field(default=None, metadata=may(WIE))


@attrs.frozen(kw_only=True, repr=False)
class OntslagGepland(Inhoud):
    """The day of discharge was planned, or planned anew."""

    soort: ClassVar[str] = "ontslag_gepland"
    tekst: ClassVar[str] = "ontslag gepland"
    nodig: ClassVar[tuple[str, ...]] = ("persoon.ontslag_gepland_op",)
    op: dt.date = attrs.field(metadata=must(DAG))


@attrs.frozen(kw_only=True, repr=False)
class Ontslagen(Inhoud):
    """The hulpvrager left the institution; where to is unknown when it is not said."""

    soort: ClassVar[str] = "ontslagen"
    tekst: ClassVar[str] = "ontslagen"
    nodig: ClassVar[tuple[str, ...]] = ("persoon.verblijf",)
    naar: str | None = attrs.field(default=None, metadata=may(feit="persoon.verblijf"))
    gemeente: str | None = attrs.field(default=None, metadata=may(feit="persoon.gemeente"))
    subregio: str | None = attrs.field(default=None, metadata=may(feit="persoon.subregio"))


@attrs.frozen(kw_only=True, repr=False)
class Verhuisd(Inhoud):
    """The hulpvrager lives or stays elsewhere, or will."""

    soort: ClassVar[str] = "verhuisd"
    tekst: ClassVar[str] = "verhuisd"
    planbaar: ClassVar[bool] = True
    nodig: ClassVar[tuple[str, ...]] = ("persoon.verblijf",)
    naar: str = attrs.field(metadata=must(feit="persoon.verblijf"))
    gemeente: str | None = attrs.field(default=None, metadata=may(feit="persoon.gemeente"))
    subregio: str | None = attrs.field(default=None, metadata=may(feit="persoon.subregio"))


@attrs.frozen(kw_only=True, repr=False)
class ToestemmingGegeven(Inhoud):
    """The hulpvrager consented to sharing information: for one purpose, with one recipient."""

    soort: ClassVar[str] = "toestemming_gegeven"
    tekst: ClassVar[str] = "toestemming gegeven"
    nodig: ClassVar[tuple[str, ...]] = ("toestemming.schriftelijk",)
    ontvanger: str = attrs.field(metadata=must(WIE))
    doel: str = attrs.field(metadata=must(feit="toestemming.doel"))
    schriftelijk: str = attrs.field(metadata=must(JA_NEE))
    onderwerpen: frozenset[str] | None = attrs.field(default=None, metadata=may(feit="toestemming.onderwerpen"))
    inhoud_afgestemd: str | None = attrs.field(default=None, metadata=may(JA_NEE))
    geldig_tot: dt.date | None = attrs.field(default=None, metadata=may(DAG))


@attrs.frozen(kw_only=True, repr=False)
class ToestemmingIngetrokken(Inhoud):
    """The hulpvrager took consent back: that for one recipient, or all."""

    soort: ClassVar[str] = "toestemming_ingetrokken"
    tekst: ClassVar[str] = "toestemming ingetrokken"
    nodig: ClassVar[tuple[str, ...]] = ("toestemming.ingetrokken",)
    ontvanger: str | None = attrs.field(default=None, metadata=may(WIE))


@attrs.frozen(kw_only=True, repr=False)
class Geplaatst(Inhoud):
    """The hulpvrager was placed in work, or will be.

    Attributes:
        bij: where, when it is a betrokkene.
        uren: hours a week.
        waakvlam_tot: until when it was agreed to stay lightly involved; the sources name no period.
    """

    soort: ClassVar[str] = "geplaatst"
    tekst: ClassVar[str] = "geplaatst"
    planbaar: ClassVar[bool] = True
    nodig: ClassVar[tuple[str, ...]] = ("plaatsing.status",)
    bij: str | None = attrs.field(default=None, metadata=may(WIE))
    uren: int | None = attrs.field(default=None, metadata=may(GETAL))
    waakvlam_tot: dt.date | None = attrs.field(default=None, metadata=may(DAG))


@attrs.frozen(kw_only=True, repr=False)
class PlaatsingBeeindigd(Inhoud):
    """The placement ended; ``mislukt`` says whether it failed, when that is known."""

    soort: ClassVar[str] = "plaatsing_beeindigd"
    tekst: ClassVar[str] = "plaatsing beëindigd"
    nodig: ClassVar[tuple[str, ...]] = ("plaatsing.status",)
    mislukt: str | None = attrs.field(default=None, metadata=may(JA_NEE))


@attrs.frozen(kw_only=True, repr=False)
class ContactGeprobeerd(Inhoud):
    """Somebody tried to reach the hulpvrager.

    Attributes:
        kanaal: how.
        contact: whether there was contact.
        door: who tried, when that is not who noted it.
    """

    soort: ClassVar[str] = "contact_geprobeerd"
    tekst: ClassVar[str] = "contact geprobeerd"
    nodig: ClassVar[tuple[str, ...]] = ("contact.pogingen",)
    kanaal: str = attrs.field(metadata=must(feit="contact.pogingen", deel="kanaal"))
    contact: str = attrs.field(metadata=must(JA_NEE))
    door: str | None = attrs.field(default=None, metadata=may(WIE))


@attrs.frozen(kw_only=True, repr=False)
class BehandelingGestart(Inhoud):
    """Treatment began."""

    soort: ClassVar[str] = "behandeling_gestart"
    tekst: ClassVar[str] = "behandeling gestart"
    nodig: ClassVar[tuple[str, ...]] = ("persoon.behandelstatus",)
    bij: str | None = attrs.field(default=None, metadata=may(WIE))
    setting: str | None = attrs.field(default=None, metadata=may(feit="persoon.behandelsetting"))


@attrs.frozen(kw_only=True, repr=False)
class BehandelingGestopt(Inhoud):
    """Treatment stopped: with one, or altogether."""

    soort: ClassVar[str] = "behandeling_gestopt"
    tekst: ClassVar[str] = "behandeling gestopt"
    nodig: ClassVar[tuple[str, ...]] = ("persoon.behandelstatus",)
    bij: str | None = attrs.field(default=None, metadata=may(WIE))


@attrs.frozen(kw_only=True, repr=False)
class BetrokkeneErbij(Inhoud):
    """Somebody is involved from now on: new in the network, or known there and not yet, or no longer, involved."""

    soort: ClassVar[str] = "betrokkene_erbij"
    tekst: ClassVar[str] = "betrokkene erbij"
    betrokkene: Betrokkene


@attrs.frozen(kw_only=True, repr=False)
class BetrokkeneWeg(Inhoud):
    """Somebody is no longer involved."""

    soort: ClassVar[str] = "betrokkene_weg"
    tekst: ClassVar[str] = "betrokkene weg"
    wie: str = attrs.field(metadata=must(WIE))


@attrs.frozen(kw_only=True, repr=False)
class MaatjeAfgesproken(Inhoud):
    """It was agreed who is the maatje; ``plus`` says whether this is a maatje+."""

    soort: ClassVar[str] = "maatje_afgesproken"
    tekst: ClassVar[str] = "maatje afgesproken"
    planbaar: ClassVar[bool] = True
    wie: str = attrs.field(metadata=must(WIE))
    plus: str | None = attrs.field(default=None, metadata=may(JA_NEE))


@attrs.frozen(kw_only=True, repr=False)
class RelatieErbij(Inhoud):
    """A relation holds from now on, of a kind that no other event makes."""

    soort: ClassVar[str] = "relatie_erbij"
    tekst: ClassVar[str] = "relatie erbij"
    relatie: Relatie


@attrs.frozen(kw_only=True, repr=False)
class RelatieWeg(Inhoud):
    """A relation no longer holds."""

    soort: ClassVar[str] = "relatie_weg"
    tekst: ClassVar[str] = "relatie weg"
    relatie: Relatie


@attrs.frozen(kw_only=True, repr=False)
class Correctie(Inhoud):
    """An earlier event was wrong: this content and this day come in its place, or it did not happen. It stays listed.

    Attributes:
        betreft: number of the event.
        vervalt: ``ja`` when it did not happen.
        inhoud: what comes in its place, of the same kind; ``None`` when it did not happen.
    """

    soort: ClassVar[str] = "correctie"
    tekst: ClassVar[str] = "correctie"
    planbaar: ClassVar[bool] = True
    betreft: int
    vervalt: str | None = None
    inhoud: Inhoud | None = None


@attrs.frozen(kw_only=True, repr=False)
class Migratie(Inhoud):
    """The traject goes on with another version of its workflow; steps done before count as these.

    Attributes:
        van: version until now.
        naar: version from now on.
        stappen: old step to new one.
        vervallen: old steps that are no longer there.
    """

    soort: ClassVar[str] = "migratie"
    tekst: ClassVar[str] = "verder met een andere versie van de workflow"
    van: str
    naar: str
    stappen: Mapping[str, str]
    vervallen: frozenset[str] = frozenset()


SOORTEN: Final[Mapping[str, type[Inhoud]]] = {
    kind.soort: kind
    for kind in (
        Antwoord,
        ActiviteitGedaan,
        RegievoerderAfgesproken,
        RegieOvergedragen,
        Opgenomen,
        OntslagGepland,
        Ontslagen,
        Verhuisd,
        ToestemmingGegeven,
        ToestemmingIngetrokken,
        Geplaatst,
        PlaatsingBeeindigd,
        ContactGeprobeerd,
        BehandelingGestart,
        BehandelingGestopt,
        BetrokkeneErbij,
        BetrokkeneWeg,
        MaatjeAfgesproken,
        RelatieErbij,
        RelatieWeg,
        Correctie,
        Migratie,
    )
}
"""Code to kind: the closed set."""


def velden(kind: type[Inhoud]) -> dict[str, Veld]:
    """The fields that an event of this kind has besides those that are read in a way of their own."""
    return {field.name: field.metadata[VELD] for field in attrs.fields(kind) if VELD in field.metadata}


def actoren(inhoud: Inhoud) -> list[tuple[str, Veld, frozenset[str]]]:
    """The fields of an event that name somebody: field, what it accepts, and the ids."""
    found = []
    for name, veld in velden(type(inhoud)).items():
        value = getattr(inhoud, name)
        if veld.type in (WIE, WIE_MET) and value is not None:
            found.append((name, veld, frozenset({value}) if isinstance(value, str) else value))
    return found
