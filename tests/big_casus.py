"""A made-up casus with thirty betrokkenen and something of everything, for reports and pages."""

from __future__ import annotations

from typing import Any

from ggzroute import Casus, RulePack

SOCIAAL = (
    ("moeder", "familie"),
    ("vader", "familie"),
    ("oudste_zus", "familie"),
    ("neef_in_het_buitenland", "familie"),
    ("beste_vriendin", "vriend"),
    ("vriend_van_vroeger", "vriend"),
    ("buurvrouw", "buurtgenoot"),
    ("kennis_van_het_koor", "kennis"),
)
FEITEN = {
    "vraag.vrager": "gezamenlijk",
    "vraag.complexiteit": "complex",
    "vraag.kan_zelf_integrale_uitvraag": "nee",
    "vraag.integrale_uitvraag_gedaan": "ja",
    "vraag.betrokkenen_geinventariseerd": "ja",
    "vraag.onderwerp": ["werk_zoeken", "wonen", "schulden", "zorg", "inkomen"],
    "persoon.gemeente": "alphen_aan_den_rijn",
    "persoon.subregio": "rijnstreek",
    "persoon.verblijf": "begeleid_wonen",
    "persoon.behandelstatus": "in_behandeling",
    "persoon.behandelsetting": "act_fact",
    "persoon.werkwens": "ja",
    "persoon.schulden": "problematisch",
    "persoon.verslaving_speelt": "geweigerd",
    "persoon.uitkering": ["participatiewet_bijstand"],
    "persoon.weigert_locatie": ["buurthuis", "kantoor_met_balie"],
    "persoon.stresssignaal": "ja",
    "persoon.direct_gevaar": "ja",
    "persoon.functionele_behoeften": ["structuur", "rustig_tempo", "vast_aanspreekpunt"],
    "persoon.leefgebieden": {
        "schulden": "urgent",
        "geestelijke_gezondheid": "aandacht",
        "verslaving": "aandacht",
        "huisvesting": "gaat_goed",
    },
    "traject.soort": "ips",
    "traject.fase": "uitvoering",
    "plan.aanwezig": "ja",
    "plan.einddoel": "betaald_werk",
    "toestemming.gevraagd": "ja",
    "toestemming.schriftelijk": "ja",
    "toestemming.doel": "samen het plan maken",
    "toestemming.ontvanger": "beste_vriendin",
    "toestemming.onderwerpen": ["werk_dagbesteding"],
    "toestemming.inhoud_afgestemd": "ja",
    "toestemming.ingetrokken": "nee",
    "toestemming.blanco": "nee",
    "contact.pogingen": [
        {"kanaal": "telefoon", "datum": "2017-01-04", "resultaat": "geen gehoor"},
        {"kanaal": "huisbezoek", "resultaat": "gesproken aan de deur"},
    ],
    "maatje.ervaringsdeskundig": "ja",
    "regie.kennislacune": ["schulden"],
    "werkgever.aarzelt": "ja",
}
RELATIES = (
    *(("hulpvrager", "kent", id_, {}) for id_, _ in SOCIAAL[:5]),
    ("hulpvrager", "vertrouwt", "beste_vriendin", {}),
    ("hulpvrager", "vertrouwt", "functionaris_1", {}),
    ("beste_vriendin", "is_maatje_van", "hulpvrager", {}),
    ("functionaris_0", "voert_regie_over", "hulpvrager", {}),
    ("org_0", "werkt_samen_met", "org_3", {}),
    ("org_1", "draagt_over_aan", "org_2", {"afgerond": "nee"}),
    ("org_3", "verleent_uitkering", "hulpvrager", {}),
    ("org_4", "begeleidt", "hulpvrager", {}),
    ("functionaris_2", "werkt_bij", "org_4", {}),
    ("moeder", "kent", "vader", {}),
    ("hulpvrager", "werkt_bij", "mogelijke_werkgever", {"stand": "nee"}),
    ("buurvrouw", "heeft_contact_met", "org_5", {}),
    ("hulpvrager", "gaf_toestemming_voor", "org_0", {"doel": "afstemmen van het plan"}),
)


def big_casus(pack: RulePack) -> Casus:
    """The casus, read with the vocabulary and the sociale kaart of a pack."""
    people: list[dict[str, Any]] = [
        {"id": id_, "soort": soort, "actief": "passief" if n % 3 == 1 else "actief", "contact": "nu"}
        | ({"invloed": ("positief", "negatief", "groot")[n % 3]} if n % 2 else {})
        for n, (id_, soort) in enumerate(SOCIAAL)
    ]
    states = ("nu", "voorheen", "beoogd", "nu")
    people += [
        {"id": f"org_{n}", "organisatie": id_, "betrokken": states[n % 4]}
        for n, id_ in enumerate(list(pack.kaart.organisaties)[:14])
    ]
    people += [
        {"id": f"functionaris_{n}", "functie": id_, "soort": "functionaris", "betrokken": "nu"}
        for n, id_ in enumerate(list(pack.kaart.functies)[:6])
    ]
    people += [
        {"id": "mogelijke_werkgever", "soort": "werkgever", "betrokken": "beoogd"},
        {"id": "collega_op_de_afdeling", "soort": "collega", "betrokken": "nu", "brengt_in": "ja"},
    ]
    data = {
        "id": "groot-netwerk-met-dertig-betrokkenen",
        "peildatum": "2017-03-01",
        "feiten": FEITEN,
        "betrokkenen": people,
        "relaties": [{"van": van, "soort": soort, "naar": naar, **more} for van, soort, naar, more in RELATIES],
    }
    return Casus.from_dict(data, vocabulary=pack.vocabulary)
