"""How a fact is drawn, and how often a fact has which value in any casus.

The numbers here and in the tables of themes and archetypes are ours: they make casussen that look like one another and
try the rules, and they say nothing about how often something occurs among people.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs


@attrs.frozen
class Trek:
    """How a fact is drawn.

    Attributes:
        kans: chance that the fact is known.
        gewichten: code to weight, or with ``elk`` to the chance that the code is among those that hold.
        elk: whether each code is drawn apart, for a fact with more values.
    """

    kans: float
    gewichten: Mapping[str, float]
    elk: bool = False


Trekken = Mapping[str, Trek]


def een(kans: float, **gewichten: float) -> Trek:
    """One value, by weight."""
    return Trek(kans, gewichten)


def elk(kans: float, **kansen: float) -> Trek:
    """More values, each drawn apart with its own chance."""
    return Trek(kans, kansen, elk=True)


def ja(kans: float, deel: float) -> Trek:
    """Yes or no; ``deel`` is the share of yes."""
    return Trek(kans, {"ja": deel, "nee": 1 - deel})


ALGEMEEN: Final[Trekken] = MappingProxyType(
    {
        "vraag.vrager": een(0.95, persoon_zelf=45, professioneel_netwerk=32, sociaal_netwerk=10, gezamenlijk=13),
        "vraag.startsituatie": een(0.3, weet_niet_waarheen=60, dreigt_uit_beeld=25, uit_beeld=15),
        "vraag.complexiteit": een(0.7, eenvoudig=35, complex=65),
        "vraag.volledig_beeld": ja(0.5, 0.4),
        "vraag.kan_zelf_integrale_uitvraag": ja(0.4, 0.5),
        "vraag.integrale_uitvraag_gedaan": ja(0.4, 0.45),
        "vraag.betrokkenen_geinventariseerd": ja(0.5, 0.55),
        "vraag.onderwerp": elk(
            0.9,
            werk_zoeken=0.35,
            werk_behouden=0.08,
            ander_werk=0.08,
            participatie=0.2,
            inkomen=0.2,
            wonen=0.1,
            zorg=0.2,
            schulden=0.15,
            opvoeding=0.05,
            scholing=0.1,
            dagbesteding=0.1,
            regeling_informatie=0.08,
        ),
        "persoon.leeftijdsgroep": een(0.7, volwassene=80, jongere=20),
        "persoon.in_beeld": een(0.5, in_beeld=70, dreigt_uit_beeld=20, uit_beeld=10),
        "persoon.verblijf": een(
            0.75,
            zelfstandig_alleen=40,
            zelfstandig_met_anderen=28,
            bij_ouders=10,
            begeleid_wonen=10,
            beschermd_wonen=5,
            c_woning=2,
            crisisopvang=1,
            dak_of_thuisloos=3,
            detentie=1,
        ),
        "persoon.contactstatus": een(0.4, bereikbaar=80, reageert_niet=12, weigert_contact=5, onvindbaar=3),
        "persoon.zoekt_zelf_ondersteuning": ja(0.3, 0.6),
        "persoon.wantrouwt_instanties": ja(0.2, 0.3),
        "persoon.direct_gevaar": ja(0.4, 0.015),
        "persoon.werkwens": een(0.7, ja=60, latent=25, nee=15),
        "persoon.werkwens_realistisch": een(0.2, ja=50, twijfel=40, nee=10),
        "persoon.zelfinschatting": een(0.2, onderschat=35, passend=45, overschat=20),
        "persoon.door_anderen_overschat": ja(0.12, 0.3),
        "persoon.zelfstigma": ja(0.2, 0.4),
        "persoon.stresssignaal": ja(0.2, 0.4),
        "persoon.terugval": ja(0.2, 0.25),
        "persoon.eigen_regie_vermogen": een(0.3, voldoende=50, tijdelijk_beperkt=30, beperkt=20),
        "persoon.kwetsbaarheid_bekend": een(0.5, zelf_gemeld=50, vermoeden_professional=35, geen_aanwijzing=15),
        "persoon.zwaarte": een(0.35, licht=35, middel=45, ernstig=20),
        "persoon.beloop_wisselend": ja(0.2, 0.5),
        "persoon.behandelstatus": een(
            0.6, in_behandeling=45, wachtlijst=12, gestopt=15, niet_in_behandeling=22, weigert=6
        ),
        "persoon.behandelsetting": een(
            0.25, huisarts_poh=25, basis_ggz=30, specialistisch_ambulant=28, act_fact=12, vip=5
        ),
        "persoon.zorg_nodig_geacht": ja(0.2, 0.5),
        "persoon.weigert_zorg": ja(0.12, 0.25),
        "persoon.behandeling_opgelegd_door_va": ja(0.05, 0.3),
        "persoon.functionele_behoeften": elk(
            0.45,
            prikkelarm=0.15,
            vast_aanspreekpunt=0.25,
            minder_uren=0.25,
            flexibele_tijden=0.12,
            structuur=0.2,
            vaste_begeleiding=0.2,
            taakaanpassing=0.12,
            uitdagend_werk=0.05,
            ruimte_voor_behandeling=0.15,
            werkplekaanpassing=0.08,
            rustig_tempo=0.2,
            begripvolle_werkomgeving=0.2,
            stapsgewijs=0.2,
        ),
        "persoon.gewenste_expertise": elk(
            0.12, autisme_adhd=0.2, verslaving=0.15, eerste_psychose=0.1, lvb=0.1, ggz_algemeen=0.4, schulden=0.2
        ),
        "persoon.verslaving_speelt": een(0.3, nee=70, vermoeden=12, ja=18),
        "persoon.schulden": een(0.45, geen=50, ja=32, problematisch=18),
        "persoon.arbeidsrelatie": een(
            0.75,
            werkloos=55,
            vrijwilligerswerk=12,
            nooit_gewerkt=8,
            werkend_regulier=10,
            werkend_sw=4,
            gedetacheerd=3,
            ziekgemeld=5,
            dreigend_ontslag=3,
        ),
        "persoon.indicaties": elk(
            0.2,
            doelgroepregister=0.35,
            doelgroepregister_aangevraagd=0.15,
            wsw_indicatie=0.1,
            beschut_werk=0.15,
            wmo_dagbesteding=0.15,
        ),
        "persoon.arbeidsvermogen_beoordeeld": een(0.2, niet=45, aangevraagd=20, beoordeeld=35),
        "persoon.belastbaarheid_bekend": ja(0.3, 0.4),
        "persoon.cv_gat": ja(0.2, 0.6),
        "persoon.cv_op_orde": ja(0.2, 0.5),
        "persoon.financiele_onzekerheid": ja(0.2, 0.5),
        "persoon.inkomen_geborgd": ja(0.2, 0.6),
        "persoon.vog_belemmering": ja(0.08, 0.2),
        "regie.nodig": ja(0.2, 0.7),
        "regie.kandidaat_in_professioneel_netwerk": ja(0.12, 0.7),
        "regie.kandidaat_onafhankelijk": ja(0.1, 0.6),
        "regie.kennislacune": elk(
            0.08, wajong=0.3, wsw=0.15, doelgroepregister=0.3, detacheringskosten=0.1, schulden=0.2, ggz=0.3
        ),
        "regie.instemming_persoon": ja(0.15, 0.85),
        "netwerk.invloed": een(0.2, positief=70, negatief=30),
        "maatje.behoefte": ja(0.35, 0.55),
    }
)
"""How facts are drawn in any casus; the rest follows from these, from the network, or from a theme."""

UITKERING: Final[Mapping[str, float]] = MappingProxyType(
    {
        "participatiewet_bijstand": 45,
        "wajong": 12,
        "wia_wga": 8,
        "wia_iva": 2,
        "wia_gbm": 3,
        "ww": 6,
        "zw": 6,
        "geen": 10,
        "aangevraagd": 6,
        "uitkering_onbekend": 2,
    }
)
"""Uitkering to weight; who pays it follows."""
