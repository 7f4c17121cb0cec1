"""Facts that come together: sharing data, consent, an intake, a plan, a traject, an employer, a maatje."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from ggzroute.sampling.trekken import Trekken, een, elk, ja


@attrs.frozen(kw_only=True)
class Thema:
    """Facts that come together.

    Attributes:
        kans: chance that the theme plays, unless the archetype says otherwise.
        feiten: its facts.
    """

    kans: float
    feiten: Trekken


THEMAS: Final[Mapping[str, Thema]] = MappingProxyType(
    {
        "gegevens": Thema(
            kans=0.12,
            feiten={
                "gegevens.soort": een(
                    0.9,
                    feitelijk=30,
                    medisch=20,
                    prognose=8,
                    mening=7,
                    arbeidsmogelijkheden=18,
                    arbeidsbeperkingen=12,
                    procedureel=5,
                ),
                "gegevens.bron": een(0.8, persoon=30, zorgverlener=35, organisatie=25, medisch_dossier=10),
                "gegevens.vrager_rol": een(
                    0.8,
                    klantmanager=30,
                    arbeidsdeskundige=18,
                    arts=12,
                    werkgever=12,
                    wijkteam=12,
                    behandelaar=10,
                    maatje=3,
                    overig=3,
                ),
                "gegevens.handeling": een(0.9, delen=45, opvragen=35, opslaan=8, bespreken=12),
                "gegevens.gerichte_schriftelijke_vraag": ja(0.6, 0.5),
                "gegevens.geheimhouding_ontvanger": ja(0.4, 0.5),
                "gegevens.doel_duidelijk": ja(0.6, 0.65),
                "gegevens.relevant_voor_werk": ja(0.5, 0.7),
                "gegevens.proportioneel": ja(0.4, 0.7),
                "gegevens.subsidiair": ja(0.4, 0.6),
                "gegevens.via_klant_afschrift": een(
                    0.3, nee=60, door_klant_aangeboden=20, door_organisatie_gevraagd=20
                ),
                "gegevens.casus_anoniem": een(0.4, ja=40, nee=40, twijfel=20),
                "gegevens.zorgverlener_weigert": ja(0.2, 0.3),
            },
        ),
        "toestemming": Thema(
            kans=0.25,
            feiten={
                "toestemming.onderwerpen": elk(
                    0.5,
                    werk_dagbesteding=0.8,
                    inkomen=0.3,
                    schulden=0.2,
                    huisvesting=0.2,
                    geestelijke_gezondheid=0.4,
                    sociaal_netwerk=0.1,
                ),
                "toestemming.inhoud_afgestemd": ja(0.6, 0.7),
                "toestemming.blanco": ja(0.6, 0.12),
                "toestemming.ingetrokken": ja(0.5, 0.08),
            },
        ),
        "intake": Thema(
            kans=0.2,
            feiten={
                "intake.vorm": een(0.9, persoonlijk=65, huisbezoek=12, groep=10, e_intake=13),
                "intake.instrument": elk(
                    0.4,
                    participatieladder=0.4,
                    zelfredzaamheidsmatrix=0.5,
                    competensys=0.1,
                    capaciteitenmonitor=0.1,
                    melba=0.1,
                ),
                "intake.geestelijke_gezondheid_bevraagd": ja(0.6, 0.5),
                "intake.netwerk_bevraagd": ja(0.6, 0.55),
                "intake.uitnodiging_meenemen_vermeld": ja(0.5, 0.5),
            },
        ),
        "plan": Thema(
            kans=0.2,
            feiten={
                "plan.aanwezig": ja(0.95, 0.75),
                "plan.eerste_vraag_gesteld": ja(0.4, 0.6),
                "plan.tussendoelen": ja(0.4, 0.6),
                "plan.doeltype": een(0.3, leerdoel=60, prestatiedoel=40),
                "plan.einddoel": een(
                    0.6,
                    betaald_werk=45,
                    participatie=20,
                    vrijwilligerswerk=12,
                    arbeidsmatige_dagbesteding=13,
                    scholing=10,
                ),
                "plan.begrepen_door_persoon": ja(0.4, 0.75),
                "plan.afgestemd_met_behandelaar": ja(0.5, 0.45),
                "plan.driegesprek": een(0.4, nee=55, gepland=20, gehouden=25),
                "plan.klant_aanwezig": ja(0.4, 0.8),
                "plan.mdo_gehouden": ja(0.3, 0.4),
                "plan.gezamenlijk_doel": ja(0.3, 0.6),
                "plan.vervangingsafspraken": ja(0.3, 0.4),
                "plan.plan_b": ja(0.3, 0.3),
                "plan.nazorg_geregeld": ja(0.3, 0.4),
                "plan.verslag_getekend": ja(0.3, 0.6),
            },
        ),
        "traject": Thema(
            kans=0.25,
            feiten={
                "traject.soort": een(
                    0.95,
                    ips=20,
                    jobcoaching=12,
                    werkervaringsplaats=12,
                    dagbesteding=12,
                    vrijwilligerswerk=10,
                    supported_employment=5,
                    fit4work=5,
                    jobcarving=3,
                    job_creation=3,
                    jobcrafting=2,
                    irb=4,
                    empowerment=4,
                    e_mental_health=2,
                    e_learning=2,
                    stage=3,
                    additionele_arbeid=2,
                    regulier=6,
                ),
                "traject.verplicht": ja(0.4, 0.35),
                "traject.fulltime_vereist": ja(0.25, 0.15),
                "traject.aanwezigheid_streng": ja(0.25, 0.3),
                "traject.middelen_verbod": ja(0.15, 0.3),
                "traject.mislukte_plaatsing": ja(0.3, 0.2),
                "traject.afspraak_niet_nagekomen": ja(0.3, 0.3),
                "traject.past_bij_niveau": ja(0.4, 0.65),
                "traject.vastgelopen": ja(0.3, 0.2),
                "traject.herkeuring_gepland": een(0.2, nee=80, gepland=20),
                "traject.ips_onderzoek": ja(0.1, 0.3),
                "traject.ips_begeleider_in_team": ja(0.15, 0.6),
                "traject.aanbieder_keurmerk": ja(0.2, 0.6),
            },
        ),
        "maatregel": Thema(
            kans=0.06,
            feiten={
                "maatregel.overwogen": een(
                    0.95, geen=30, gesprek=30, waarschuwing=15, korting_uitkering=20, sanctie_anders=5
                ),
                "maatregel.gedrag_uit_aandoening": ja(0.5, 0.5),
                "maatregel.effect_op_aandoening_nagegaan": ja(0.5, 0.35),
            },
        ),
        "werkgever": Thema(
            kans=0.12,
            feiten={
                "werkgever.grootte": een(0.6, klein=40, middel=35, groot=25),
                "werkgever.aanspreekpunt": ja(0.5, 0.6),
                "werkgever.vraagt_informatie": elk(0.4, praktisch=0.8, medisch=0.3),
                "werkgever.openheid_akkoord": ja(0.5, 0.55),
                "werkgever.werkplek_tolerant": ja(0.4, 0.65),
                "werkgever.instrument": elk(
                    0.4, no_risk=0.4, loonkostensubsidie=0.4, loondispensatie=0.2, jobcoach=0.4, proefplaatsing=0.3
                ),
                "werkgever.steun_gewenst": elk(0.4, advies=0.5, bemiddeling=0.2, informatie=0.4, jobcoach=0.3),
                "werkgever.begeleiding_collegas": ja(0.3, 0.5),
                "werkgever.aarzelt": ja(0.3, 0.4),
                "werkgever.werk_zonder_functie": ja(0.15, 0.3),
            },
        ),
        "maatje": Thema(
            kans=0.25,
            feiten={
                "maatje.geschoold": ja(0.4, 0.4),
                "maatje.ervaringsdeskundig": ja(0.4, 0.4),
                "maatje.affiniteit": ja(0.3, 0.8),
                "maatje.gaat_mee": een(0.4, ja=50, soms=35, nee=15),
            },
        ),
    }
)
