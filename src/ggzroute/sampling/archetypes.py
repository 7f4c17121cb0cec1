"""The sorts of casussen there are; they follow the documented ones."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from ggzroute.sampling.trekken import Trekken, een, elk, ja


@attrs.frozen(kw_only=True)
class Archetype:
    """One sort of casus.

    Attributes:
        gewicht: how often it is drawn, against the others.
        feiten: facts that are drawn otherwise than :data:`ALGEMEEN` says.
        themas: chance of each theme; a theme that is not named has the chance of :data:`THEMAS`.
        organisaties: kind of organisation to the chance that it is in the network.
        sociaal: at most so many people of the sociaal netwerk.
    """

    gewicht: float
    feiten: Trekken
    themas: Mapping[str, float] = attrs.field(factory=dict)
    organisaties: Mapping[str, float]
    sociaal: int = 2


_WERK: Final = {"werkgever": 1.0, "bedrijfsarts": 0.35}

ARCHETYPEN: Final[Mapping[str, Archetype]] = MappingProxyType(
    {
        "eenvoudig": Archetype(
            gewicht=14,
            feiten={
                "vraag.vrager": een(1, persoon_zelf=90, gezamenlijk=10),
                "vraag.complexiteit": een(0.9, eenvoudig=95, complex=5),
                "vraag.onderwerp": elk(
                    1, werk_zoeken=0.5, regeling_informatie=0.4, participatie=0.2, scholing=0.2, inkomen=0.1
                ),
                "persoon.zwaarte": een(0.4, licht=75, middel=25),
            },
            organisaties={"gemeente_wi": 0.5, "uwv": 0.25, "clientenorganisatie": 0.2, "huisarts": 0.15},
            sociaal=1,
        ),
        "uitkering": Archetype(
            gewicht=18,
            feiten={
                "vraag.onderwerp": elk(
                    0.95, werk_zoeken=0.6, inkomen=0.3, participatie=0.3, dagbesteding=0.1, scholing=0.1
                ),
                "persoon.arbeidsrelatie": een(0.9, werkloos=75, vrijwilligerswerk=18, nooit_gewerkt=7),
            },
            themas={"maatregel": 0.15, "intake": 0.4, "plan": 0.35},
            organisaties={
                "gemeente_wi": 0.8,
                "uwv": 0.35,
                "ggz_instelling": 0.4,
                "sw_bedrijf": 0.2,
                "re_integratiebedrijf": 0.25,
                "huisarts": 0.2,
                "belangenorganisatie": 0.1,
            },
        ),
        "ggz": Archetype(
            gewicht=15,
            feiten={
                "vraag.vrager": een(0.95, persoon_zelf=35, professioneel_netwerk=35, gezamenlijk=30),
                "persoon.behandelstatus": een(1, in_behandeling=90, gestopt=6, wachtlijst=4),
                "persoon.behandelsetting": een(0.7, specialistisch_ambulant=55, act_fact=25, vip=8, basis_ggz=12),
                "persoon.werkwens": een(0.9, ja=65, latent=25, nee=10),
                "persoon.kwetsbaarheid_bekend": een(0.8, zelf_gemeld=80, vermoeden_professional=20),
            },
            themas={"traject": 0.45, "toestemming": 0.4, "gegevens": 0.2},
            organisaties={
                "ggz_instelling": 1.0,
                "gemeente_wi": 0.5,
                "uwv": 0.4,
                "huisarts": 0.3,
                "woonbegeleiding": 0.2,
                "wijkteam": 0.15,
            },
        ),
        "opname": Archetype(
            gewicht=9,
            feiten={
                "vraag.vrager": een(0.95, professioneel_netwerk=75, gezamenlijk=15, sociaal_netwerk=10),
                "vraag.complexiteit": een(0.9, complex=95, eenvoudig=5),
                "vraag.onderwerp": elk(
                    1, zorg=0.7, wonen=0.6, schulden=0.4, werk_behouden=0.25, werk_zoeken=0.2, inkomen=0.3
                ),
                "persoon.verblijf": een(1, ggz_instelling=100),
                "persoon.behandelstatus": een(1, in_behandeling=96, weigert=4),
                "persoon.zwaarte": een(0.6, ernstig=75, middel=25),
                "persoon.eigen_regie_vermogen": een(0.6, voldoende=15, tijdelijk_beperkt=55, beperkt=30),
                "persoon.schulden": een(0.7, geen=30, ja=35, problematisch=35),
            },
            organisaties={
                "ggz_instelling": 1.0,
                "gemeente_wi": 0.45,
                "uwv": 0.25,
                "wijkteam": 0.35,
                "schuldhulp": 0.3,
                "woningcorporatie": 0.35,
                "huisarts": 0.3,
                "woonbegeleiding": 0.25,
                "sw_bedrijf": 0.15,
            },
        ),
        "dakloos": Archetype(
            gewicht=6,
            feiten={
                "vraag.vrager": een(0.95, professioneel_netwerk=80, persoon_zelf=15, sociaal_netwerk=5),
                "vraag.onderwerp": elk(1, in_beeld_krijgen=0.6, wonen=0.7, participatie=0.3, inkomen=0.5, schulden=0.4),
                "persoon.verblijf": een(1, dak_of_thuisloos=80, crisisopvang=20),
                "persoon.in_beeld": een(0.8, uit_beeld=45, dreigt_uit_beeld=35, in_beeld=20),
                "persoon.verslaving_speelt": een(0.7, ja=55, vermoeden=25, nee=20),
                "persoon.schulden": een(0.8, problematisch=60, ja=30, geen=10),
                "persoon.contactstatus": een(0.7, bereikbaar=35, reageert_niet=35, onvindbaar=20, weigert_contact=10),
                "persoon.wantrouwt_instanties": ja(0.4, 0.65),
            },
            organisaties={
                "maatschappelijke_opvang": 1.0,
                "gemeente_wi": 0.7,
                "ggd": 0.3,
                "ggz_instelling": 0.35,
                "schuldhulp": 0.3,
                "uwv": 0.1,
            },
            sociaal=1,
        ),
        "wijkteam": Archetype(
            gewicht=12,
            feiten={
                "vraag.complexiteit": een(0.9, complex=92, eenvoudig=8),
                "vraag.onderwerp": elk(
                    1,
                    schulden=0.5,
                    opvoeding=0.35,
                    wonen=0.3,
                    zorg=0.4,
                    inkomen=0.35,
                    participatie=0.3,
                    werk_zoeken=0.25,
                ),
                "vraag.kan_zelf_integrale_uitvraag": ja(0.7, 0.65),
                "persoon.schulden": een(0.9, problematisch=50, ja=40, geen=10),
                "persoon.stresssignaal": ja(0.5, 0.7),
            },
            themas={"toestemming": 0.4, "gegevens": 0.2},
            organisaties={
                "wijkteam": 1.0,
                "gemeente_wi": 0.6,
                "schuldhulp": 0.45,
                "ggz_instelling": 0.5,
                "huisarts": 0.4,
                "woningcorporatie": 0.25,
                "clientondersteuning": 0.25,
                "gemeente_wmo": 0.2,
            },
            sociaal=3,
        ),
        "jongere": Archetype(
            gewicht=8,
            feiten={
                "persoon.leeftijdsgroep": een(1, jongere=100),
                "persoon.verblijf": een(0.9, bij_ouders=65, begeleid_wonen=20, zelfstandig_met_anderen=15),
                "persoon.arbeidsrelatie": een(0.9, nooit_gewerkt=45, werkloos=35, vrijwilligerswerk=20),
                "persoon.indicaties": elk(
                    0.6, doelgroepregister=0.5, doelgroepregister_aangevraagd=0.35, begeleid_wonen_indicatie=0.15
                ),
                "vraag.onderwerp": elk(
                    1, werk_zoeken=0.5, scholing=0.5, inkomen=0.3, dagbesteding=0.2, regeling_informatie=0.2
                ),
            },
            organisaties={
                "onderwijs": 0.3,
                "traject_jongeren": 0.5,
                "gemeente_wi": 0.5,
                "uwv": 0.4,
                "ggz_instelling": 0.45,
                "clientondersteuning": 0.2,
            },
            sociaal=3,
        ),
        "werkend": Archetype(
            gewicht=9,
            feiten={
                "vraag.onderwerp": elk(1, werk_behouden=0.75, ander_werk=0.35, zorg=0.3, schulden=0.15, inkomen=0.15),
                "persoon.arbeidsrelatie": een(
                    1,
                    werkend_regulier=30,
                    ziekgemeld=30,
                    dreigend_ontslag=22,
                    gedetacheerd=10,
                    werkend_soort_onbekend=8,
                ),
                "persoon.stresssignaal": ja(0.5, 0.7),
            },
            themas={"werkgever": 0.8},
            organisaties={**_WERK, "uwv": 0.4, "ggz_instelling": 0.45, "huisarts": 0.35, "gemeente_wi": 0.1},
        ),
        "beschut": Archetype(
            gewicht=6,
            feiten={
                "persoon.verblijf": een(0.95, begeleid_wonen=55, beschermd_wonen=30, c_woning=15),
                "persoon.arbeidsrelatie": een(0.95, werkend_sw=55, gedetacheerd=15, vrijwilligerswerk=20, werkloos=10),
                "persoon.indicaties": elk(
                    0.9, wsw_indicatie=0.55, beschut_werk=0.35, begeleid_wonen_indicatie=0.4, wmo_dagbesteding=0.25
                ),
            },
            organisaties={
                "sw_bedrijf": 0.85,
                "woonbegeleiding": 0.85,
                "uwv": 0.4,
                "gemeente_wi": 0.3,
                "dagbesteding": 0.25,
                "ggz_instelling": 0.35,
            },
        ),
        "uit_beeld": Archetype(
            gewicht=8,
            feiten={
                "vraag.vrager": een(1, professioneel_netwerk=85, sociaal_netwerk=15),
                "vraag.startsituatie": een(0.9, uit_beeld=65, dreigt_uit_beeld=35),
                "vraag.onderwerp": elk(1, in_beeld_krijgen=0.95, werk_zoeken=0.3, participatie=0.25, zorg=0.2),
                "vraag.volledig_beeld": ja(0.9, 0.15),
                "persoon.in_beeld": een(0.95, uit_beeld=70, dreigt_uit_beeld=30),
                "persoon.contactstatus": een(0.9, reageert_niet=55, onvindbaar=20, weigert_contact=20, bereikbaar=5),
                "persoon.zoekt_zelf_ondersteuning": ja(0.6, 0.1),
            },
            organisaties={
                "gemeente_wi": 0.9,
                "ggz_instelling": 0.4,
                "wijkteam": 0.4,
                "belangenorganisatie": 0.25,
                "sw_bedrijf": 0.2,
                "uwv": 0.3,
                "ggd": 0.15,
            },
            sociaal=1,
        ),
        "maatje": Archetype(
            gewicht=6,
            feiten={
                "maatje.behoefte": ja(0.9, 0.9),
                "persoon.wantrouwt_instanties": ja(0.4, 0.5),
                "persoon.zelfstigma": ja(0.4, 0.6),
            },
            themas={"maatje": 0.95},
            organisaties={
                "belangenorganisatie": 0.4,
                "clientenorganisatie": 0.3,
                "ggz_instelling": 0.5,
                "gemeente_wi": 0.5,
                "vrijwilligersorganisatie": 0.4,
                "wijkteam": 0.3,
            },
            sociaal=4,
        ),
        "plaatsing": Archetype(
            gewicht=9,
            feiten={
                "persoon.werkwens": een(0.95, ja=92, latent=8),
                "persoon.behandelstatus": een(0.9, in_behandeling=75, gestopt=15, niet_in_behandeling=10),
            },
            themas={"traject": 1.0, "plan": 0.6, "werkgever": 0.5},
            organisaties={
                "ggz_instelling": 0.75,
                "re_integratiebedrijf": 0.4,
                "uwv": 0.45,
                "gemeente_wi": 0.5,
                "wsp": 0.25,
            },
        ),
    }
)
