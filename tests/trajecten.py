"""What tests of trajecten share: a casus to begin with, short ways to write events, and a Hypothesis strategy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from ggzroute import Casus, RulePack, Traject, load_pack
from ggzroute.traject.gebeurtenis import ROLLEN

BEGIN = dt.date(2017, 1, 1)

CASUS: dict[str, Any] = {
    "id": "proef",
    "peildatum": BEGIN,
    "feiten": {
        "vraag.vrager": "professioneel_netwerk",
        "persoon.gemeente": "leiden",
        "persoon.subregio": "leidse_regio",
        "persoon.verblijf": "zelfstandig_alleen",
    },
    "betrokkenen": [
        {"id": "ggz", "soort": "ggz_instelling", "kring": "professioneel", "betrokken": "nu"},
        {"id": "wijkteam", "organisatie": "swt", "betrokken": "nu", "brengt_in": "ja"},
        {"id": "begeleider", "functie": "woonbegeleider", "kring": "professioneel", "betrokken": "beoogd"},
        {"id": "baas", "soort": "werkgever", "betrokken": "nu"},
        {"id": "tante", "soort": "familie"},
    ],
    "relaties": [{"van": "hulpvrager", "soort": "vertrouwt", "naar": "tante"}],
}
PEOPLE = ("ggz", "wijkteam", "begeleider", "baas", "tante")
NEWCOMERS = ("ggz", "begeleider", "coach", "buurvrouw")


def day(n: int) -> dt.date:
    """The nth day of a traject, counted from 0."""
    return BEGIN + dt.timedelta(days=n)


def begun(pack: RulePack | None = None, **more: Any) -> Traject:
    """A traject without events."""
    pack = pack or load_pack("holland-rijnland")
    data = {**CASUS, **more, "feiten": {**CASUS["feiten"], **more.get("feiten", {})}}
    return Traject.start(Casus.from_dict(data, vocabulary=pack.vocabulary), pack)


def event(
    soort: str, geldt: int = 0, bekend: int | None = None, door: str = "ontvanger", /, **inhoud: Any
) -> dict[str, Any]:
    """An event on the nth day, known on that day or on another."""
    known = geldt if bekend is None else bekend
    return {
        "soort": soort,
        "geldt_op": day(geldt).isoformat(),
        "bekend_op": day(known).isoformat(),
        "door": door,
        "inhoud": inhoud,
    }


def agreed(geldt: int, wie: str = "ggz", bekend: int | None = None) -> dict[str, Any]:
    return event("regievoerder_afgesproken", geldt, bekend, wie=wie, met=["hulpvrager", wie])


def handed(geldt: int, van: str, naar: str, bekend: int | None = None) -> dict[str, Any]:
    return event("regie_overgedragen", geldt, bekend, van=van, naar=naar, met=["hulpvrager", van, naar])


def grown(*events: dict[str, Any], **more: Any) -> Traject:
    """A traject with these events."""
    traject = begun(**more)
    for one in events:
        traject = traject.add(one)
    return traject


Draw = Callable[[st.SearchStrategy[Any]], Any]

_WHO = st.sampled_from(PEOPLE)
_PROFESSIONAL = st.sampled_from(PEOPLE[:3])
_YES_NO = st.sampled_from(["ja", "nee"])
_OFFSET = st.integers(0, 12)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def _given(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields).map(lambda d: {k: v for k, v in d.items() if v is not None})


_VERBLIJF = st.sampled_from(["begeleid_wonen", "zelfstandig_alleen", "crisisopvang"])
_SOON = st.integers(0, 60).map(lambda n: day(n).isoformat())
_MET = st.lists(st.sampled_from(["hulpvrager", *PEOPLE]), min_size=1, max_size=3, unique=True)

CONTENTS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "antwoord": st.sampled_from(
        [
            {"feit": "vraag.volledig_beeld", "waarde": "ja"},
            {"feit": "vraag.volledig_beeld", "waarde": "onbekend"},
            {"feit": "persoon.schulden", "waarde": "geweigerd"},
            {"feit": "regie.aanwezig", "waarde": "nee"},
            {"feit": "plaatsing.waakvlam", "waarde": "aan"},
            {"feit": "vraag.onderwerp", "waarde": ["wonen", "schulden"]},
            {"feit": "persoon.ontslag_gepland_op", "waarde": "onbekend"},
        ]
    ),
    "activiteit_gedaan": st.sampled_from([{"stap": "A4"}, {"stap": "A5"}, {"handeling": "nazorg_in_ontslagbrief"}]),
    "regievoerder_afgesproken": _given(wie=_WHO, met=_MET),
    "regie_overgedragen": _given(van=_PROFESSIONAL, naar=_PROFESSIONAL, met=_MET),
    "opgenomen": _given(status=_maybe(st.sampled_from(["vrijwillig", "rechterlijke_machtiging"])), waar=_maybe(_WHO)),
    "ontslag_gepland": _given(op=_SOON),
    "ontslagen": _given(naar=_maybe(_VERBLIJF)),
    "verhuisd": _given(naar=_VERBLIJF, gemeente=_maybe(st.sampled_from(["leiden", "noordwijkerhout"]))),
    "toestemming_gegeven": _given(
        ontvanger=_WHO, doel=st.sampled_from(["aanmelding", "werk"]), schriftelijk=_YES_NO, geldig_tot=_maybe(_SOON)
    ),
    "toestemming_ingetrokken": _given(ontvanger=_maybe(_WHO)),
    "geplaatst": _given(bij=_maybe(st.just("baas")), uren=_maybe(st.integers(8, 36)), waakvlam_tot=_maybe(_SOON)),
    "plaatsing_beeindigd": _given(mislukt=_maybe(_YES_NO)),
    "contact_geprobeerd": _given(kanaal=st.sampled_from(["telefoon", "huisbezoek"]), contact=_YES_NO),
    "behandeling_gestart": _given(bij=_maybe(st.just("ggz"))),
    "behandeling_gestopt": _given(bij=_maybe(st.just("ggz"))),
    "betrokkene_erbij": st.sampled_from(NEWCOMERS).map(
        lambda id_: {"id": id_, "kring": "sociaal" if id_ == "buurvrouw" else "professioneel", "betrokken": "nu"}
    ),
    "betrokkene_weg": _given(wie=_WHO),
    "maatje_afgesproken": _given(wie=_WHO, plus=_maybe(_YES_NO)),
    "relatie_erbij": _given(van=st.just("hulpvrager"), soort=st.just("vertrouwt"), naar=_WHO, stand=_maybe(_YES_NO)),
    "relatie_weg": _given(van=st.just("hulpvrager"), soort=st.just("vertrouwt"), naar=_WHO),
}
PLANNED = ("verhuisd", "geplaatst", "regievoerder_afgesproken", "regie_overgedragen", "maatje_afgesproken")


@st.composite
def events(draw: Draw, traject: Traject) -> dict[str, Any]:
    """An event that could come next: right in form, but it may clash with what happened."""
    known = _known(draw, traject)
    kind = draw(st.sampled_from(sorted(CONTENTS)))
    return _event(draw, kind, kind, known, draw(CONTENTS[kind]))


@st.composite
def regie_events(draw: Draw, traject: Traject) -> dict[str, Any]:
    """Who holds the regie is agreed, or it is handed over by whoever holds it on that day."""
    known = _known(draw, traject)
    kind = "regie_overgedragen" if traject.regie() else "regievoerder_afgesproken"
    new = _event(draw, kind, kind, known, draw(CONTENTS[kind]))
    if kind == "regie_overgedragen":
        held = dt.date.fromisoformat(new["geldt_op"])
        holder = next((period.wie for period in traject.regie() if period.holds_on(held)), "ggz")
        new["inhoud"] |= {"van": holder, "naar": draw(st.sampled_from([i for i in PEOPLE[:3] if i != holder]))}
    else:
        new["inhoud"]["wie"] = draw(_PROFESSIONAL)
    return new


@st.composite
def corrections(draw: Draw, traject: Traject) -> dict[str, Any]:
    """An earlier event was otherwise, or did not happen; there must be one."""
    old = draw(st.sampled_from([e for e in traject.gebeurtenissen if e.soort not in ("correctie", "migratie")]))
    instead = {"vervalt": "ja"} if draw(st.booleans()) else {"inhoud": draw(CONTENTS[old.soort])}
    return _event(draw, "correctie", old.soort, _known(draw, traject), {"betreft": old.nr, **instead})


def _known(draw: Draw, traject: Traject) -> dt.date:
    last = traject.gebeurtenissen[-1].bekend_op if traject.gebeurtenissen else BEGIN
    return last + dt.timedelta(days=draw(st.integers(0, 3)))


def _event(draw: Draw, soort: str, kind: str, known: dt.date, content: dict[str, Any]) -> dict[str, Any]:
    away = dt.timedelta(days=draw(_OFFSET) if draw(st.booleans()) else 0)
    held = known + away if kind in PLANNED and draw(st.booleans()) else max(BEGIN, known - away)
    return {
        "soort": soort,
        "geldt_op": held.isoformat(),
        "bekend_op": known.isoformat(),
        "door": draw(st.sampled_from(["ggz", *ROLLEN[:3]])),
        "inhoud": content,
    }
