"""The decision written out by hand, as fast as Python allows: what all others are compared with."""

from __future__ import annotations

from typing import Any

from benchmarks.peers import Variant

NEEDS: tuple[str, ...] = ()


def decide(record: dict[str, Any]) -> dict[str, Any]:  # noqa: PLR0915 - one function without calls is the point
    """The answer for one record."""
    ask = record["hulpvraag"]
    leef = record["leefgebieden"]
    size = len(leef)
    people = record["betrokkenen"]
    verblijf = record["verblijf"]
    in_beeld = record["in_beeld"]
    bedreigend = record["bedreigend"]
    toestemming = record["toestemming"]
    wil_werken = record["wil_werken"]
    subregio = record["subregio"]
    ggz = wijkteam = wijkteam_nu = opvang = gemeente = uwv = None
    regievoerder = maatje = behandelaar = familie = werkgever = False
    for one in people:
        soort = one["soort"]
        rol = one["rol"]
        if rol == "maatje":
            maatje = True
        elif rol == "behandelaar" and one["actief"]:
            behandelaar = True
        if soort == "familie":
            familie = True
        if one["kring"] != "professioneel":
            continue
        if rol == "regievoerder":
            regievoerder = True
        if soort == "ggz":
            if ggz is None and one["actief"]:
                ggz = one["id"]
        elif soort == "wijkteam":
            if wijkteam is None:
                wijkteam = one["id"]
            if wijkteam_nu is None and one["actief"]:
                wijkteam_nu = one["id"]
        elif soort == "opvang":
            if opvang is None:
                opvang = one["id"]
        elif soort == "gemeente_wi":
            if gemeente is None:
                gemeente = one["id"]
        elif soort == "uwv":
            if uwv is None:
                uwv = one["id"]
        elif soort == "werkgever":
            werkgever = True
    pad = []
    if ask["door"] == "persoon":
        pad.append("inventariseren")
        if not ask["eenvoudig"]:
            if not record["kan_integrale_uitvraag"]:
                pad.append("afstemmen_wijkteam")
            pad.append("nagaan_betrokkenen")
    elif not record["volledig_beeld"]:
        pad.append("nagaan_betrokkenen")
    if not regievoerder:
        pad.append("afstemmen_regie")
    pad.append("contact")
    werk = "werk" in leef
    if verblijf == "ggz" and ggz is not None:
        regie, regel = ggz, "R1"
    elif size >= 3 and wijkteam_nu is not None:
        regie, regel = wijkteam_nu, "R2"
    elif verblijf == "dakloos" and opvang is not None:
        regie, regel = opvang, "R3"
    elif werk and gemeente is not None:
        regie, regel = gemeente, "R4"
    elif werk and uwv is not None:
        regie, regel = uwv, "R5"
    elif wijkteam is not None:
        regie, regel = wijkteam, "R6"
    else:
        regie = regel = None
    adviezen = []
    add = adviezen.append
    if not in_beeld:
        if bedreigend:
            add("bemoeizorg")
        elif uwv is not None:
            add("huisbezoek")
    if not maatje and size >= 3:
        add("regel_maatje")
    huisvesting = "huisvesting" in leef
    if verblijf == "ggz" and huisvesting:
        add("begeleid_wonen")
    if not toestemming:
        add("geen_overdracht")
    if subregio == "rijnstreek" and not in_beeld:
        add("klantcontactcentrum")
    if wil_werken and werk:
        if "ggz" in leef:
            add("ips_traject")
        if werkgever:
            add("jobcoach")
    if "schulden" in leef:
        add("schuldhulp_aanmelden" if gemeente is None else "schuldhulp_via_gemeente")
    if not behandelaar and "verslaving" in leef:
        add("verslavingszorg")
    if "opvoeding" in leef:
        add("jeugdteam")
    if verblijf == "dakloos" and opvang is None:
        add("opvang_regelen")
    if huisvesting and verblijf in ("begeleid_wonen", "dakloos"):
        add("urgentieverklaring")
    if bedreigend and ggz is None:
        add("crisisdienst")
    if familie and not maatje:
        add("familiegesprek")
    if len(people) >= 4 and not regievoerder:
        add("mdo")
    if not toestemming and in_beeld:
        add("toestemming_vragen")
    if subregio == "duin_en_bollenstreek" and wijkteam is None and size >= 1:
        add("wijkteam_betrekken")
    if not wil_werken and werk and in_beeld:
        add("vrijwilligerswerk")
    return {"pad": pad, "regie": regie, "regel": regel, "adviezen": adviezen}


VARIANTS = {"written by hand": Variant(lambda: decide)}
