"""One decision that can be written in any rules engine: a route, a regievoerder and twenty adviezen.

It says nothing about the real world. It has what real packs have: questions that depend on each other, people around a
hulpvrager who are looked for by kind, ranked rules of which the first that finds somebody counts, and rules that all
apply. The tables here are the meaning; :func:`reference` computes it in the slowest and plainest way. ``besluit/`` is
the same decision as a pack.
"""

from __future__ import annotations

import random
from typing import Any, Final

Record = dict[str, Any]
Test = tuple[str, str, Any]
"""A feature, how it is compared (``==``, ``!=``, ``>=`` or ``in``), and with what."""

LEEFGEBIEDEN: Final = ("werk", "ggz", "schulden", "huisvesting", "verslaving", "opvoeding")
VERBLIJVEN: Final = ("ggz", "zelfstandig", "begeleid_wonen", "dakloos")
SUBREGIOS: Final = ("leiden", "duin_en_bollenstreek", "rijnstreek")
SOORTEN: Final = ("ggz", "uwv", "gemeente_wi", "wijkteam", "belangenorganisatie", "werkgever", "opvang", "familie")

PATHS: Final[dict[str, tuple[str, ...]]] = {
    "door": ("hulpvraag", "door"),
    "eenvoudig": ("hulpvraag", "eenvoudig"),
    "kan_integrale_uitvraag": ("kan_integrale_uitvraag",),
    "volledig_beeld": ("volledig_beeld",),
    "verblijf": ("verblijf",),
    "bedreigend": ("bedreigend",),
    "in_beeld": ("in_beeld",),
    "wil_werken": ("wil_werken",),
    "toestemming": ("toestemming",),
    "subregio": ("subregio",),
}
"""Feature to where it stands."""

LEEF: Final = {f"leef_{name}": name for name in LEEFGEBIEDEN}
"""Feature to the leefgebied that must be in the list."""

SIZES: Final = {"n_leef": "leefgebieden", "n_betrokkenen": "betrokkenen"}
"""Feature to the list whose length it is."""

ANYBODY: Final[dict[str, dict[str, Any]]] = {
    "has_regievoerder": {"kring": "professioneel", "rol": "regievoerder"},
    "has_maatje": {"rol": "maatje"},
    "has_behandelaar": {"rol": "behandelaar", "actief": True},
    "has_ggz_actief": {"soort": "ggz", "kring": "professioneel", "actief": True},
    "has_uwv": {"soort": "uwv", "kring": "professioneel"},
    "has_gemeente_wi": {"soort": "gemeente_wi", "kring": "professioneel"},
    "has_wijkteam": {"soort": "wijkteam", "kring": "professioneel"},
    "has_wijkteam_actief": {"soort": "wijkteam", "kring": "professioneel", "actief": True},
    "has_opvang": {"soort": "opvang", "kring": "professioneel"},
    "has_werkgever": {"soort": "werkgever", "kring": "professioneel"},
    "has_familie": {"soort": "familie"},
}
"""Feature to what some betrokkene must be."""

FEATURES: Final = (*PATHS, *LEEF, *SIZES, *ANYBODY)

ROUTE: Final[dict[str, tuple[Test, str, str] | str | None]] = {
    "start": (("door", "==", "persoon"), "inventariseren", "g_beeld"),
    "inventariseren": "g_eenvoudig",
    "g_eenvoudig": (("eenvoudig", "==", True), "g_regie", "g_kan"),
    "g_kan": (("kan_integrale_uitvraag", "==", True), "nagaan_betrokkenen", "afstemmen_wijkteam"),
    "afstemmen_wijkteam": "nagaan_betrokkenen",
    "g_beeld": (("volledig_beeld", "==", True), "g_regie", "nagaan_betrokkenen"),
    "nagaan_betrokkenen": "g_regie",
    "g_regie": (("has_regievoerder", "==", True), "contact", "afstemmen_regie"),
    "afstemmen_regie": "contact",
    "contact": None,
}
"""A question (test, step when it holds, step when it does not), or the step that follows an activity."""

REGIE: Final[tuple[tuple[str, int, tuple[Test, ...], str, str], ...]] = (
    ("R1", 90, (("verblijf", "==", "ggz"),), "ggz", "has_ggz_actief"),
    ("R2", 80, (("n_leef", ">=", 3),), "wijkteam", "has_wijkteam_actief"),
    ("R3", 75, (("verblijf", "==", "dakloos"),), "opvang", "has_opvang"),
    ("R4", 70, (("leef_werk", "==", True),), "gemeente_wi", "has_gemeente_wi"),
    ("R5", 60, (("leef_werk", "==", True),), "uwv", "has_uwv"),
    ("R6", 40, (), "wijkteam", "has_wijkteam"),
)
"""Rule, rang, tests, kind of organisation, and the feature that says there is one. The first rule that finds somebody
counts, and of several people the first in the list."""

ADVIEZEN: Final[tuple[tuple[str, tuple[Test, ...]], ...]] = (
    ("bemoeizorg", (("in_beeld", "==", False), ("bedreigend", "==", True))),
    ("huisbezoek", (("in_beeld", "==", False), ("bedreigend", "==", False), ("has_uwv", "==", True))),
    ("regel_maatje", (("has_maatje", "==", False), ("n_leef", ">=", 3))),
    ("begeleid_wonen", (("verblijf", "==", "ggz"), ("leef_huisvesting", "==", True))),
    ("geen_overdracht", (("toestemming", "==", False),)),
    ("klantcontactcentrum", (("subregio", "==", "rijnstreek"), ("in_beeld", "==", False))),
    ("ips_traject", (("wil_werken", "==", True), ("leef_ggz", "==", True), ("leef_werk", "==", True))),
    ("jobcoach", (("wil_werken", "==", True), ("leef_werk", "==", True), ("has_werkgever", "==", True))),
    ("schuldhulp_aanmelden", (("leef_schulden", "==", True), ("has_gemeente_wi", "==", False))),
    ("schuldhulp_via_gemeente", (("leef_schulden", "==", True), ("has_gemeente_wi", "==", True))),
    ("verslavingszorg", (("leef_verslaving", "==", True), ("has_behandelaar", "==", False))),
    ("jeugdteam", (("leef_opvoeding", "==", True),)),
    ("opvang_regelen", (("verblijf", "==", "dakloos"), ("has_opvang", "==", False))),
    ("urgentieverklaring", (("leef_huisvesting", "==", True), ("verblijf", "in", ("begeleid_wonen", "dakloos")))),
    ("crisisdienst", (("bedreigend", "==", True), ("has_ggz_actief", "==", False))),
    ("familiegesprek", (("has_familie", "==", True), ("has_maatje", "==", False))),
    ("mdo", (("n_betrokkenen", ">=", 4), ("has_regievoerder", "==", False))),
    ("toestemming_vragen", (("toestemming", "==", False), ("in_beeld", "==", True))),
    (
        "wijkteam_betrekken",
        (("subregio", "==", "duin_en_bollenstreek"), ("has_wijkteam", "==", False), ("n_leef", ">=", 1)),
    ),
    ("vrijwilligerswerk", (("wil_werken", "==", False), ("leef_werk", "==", True), ("in_beeld", "==", True))),
)
"""Advice and its tests; all that hold, in this order."""


def records(number: int = 2000, seed: int = 20240611) -> list[Record]:
    """So many made-up casussen of about a kilobyte, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - nothing to keep secret
    return [_record(rng, n) for n in range(number)]


def _record(rng: random.Random, number: int) -> Record:
    return {
        "betrokkenen": [_betrokkene(rng, f"b{number:06d}-{n}") for n in range(rng.randint(0, 8))],
        "hulpvraag": {"door": rng.choice(("persoon", "sociaal", "professioneel")), "eenvoudig": rng.random() < 0.4},
        "kan_integrale_uitvraag": rng.random() < 0.5,
        "volledig_beeld": rng.random() < 0.5,
        "leefgebieden": rng.sample(LEEFGEBIEDEN, rng.randint(0, 6)),
        "verblijf": rng.choice(VERBLIJVEN),
        "bedreigend": rng.random() < 0.25,
        "in_beeld": rng.random() < 0.6,
        "wil_werken": rng.random() < 0.7,
        "toestemming": rng.random() < 0.75,
        "subregio": rng.choice(SUBREGIOS),
    }


def _betrokkene(rng: random.Random, id_: str) -> Record:
    soort = rng.choice(SOORTEN)
    kring = "sociaal" if soort == "familie" or rng.random() < 0.1 else "professioneel"
    roles = {
        "sociaal": (("maatje", 0.25), ("regievoerder", 0.05), ("geen", 0.70)),
        "professioneel": (("regievoerder", 0.12), ("behandelaar", 0.23), ("maatje", 0.05), ("geen", 0.60)),
    }[kring]
    rol = rng.choices([name for name, _ in roles], [chance for _, chance in roles])[0]
    return {"id": id_, "soort": soort, "kring": kring, "rol": rol, "actief": rng.random() < 0.7}


def features(record: Record) -> dict[str, Any]:
    """Every feature, straight from the tables."""
    found: dict[str, Any] = {}
    for name, path in PATHS.items():
        value: Any = record
        for key in path:
            value = value[key]
        found[name] = value
    found |= {name: code in record["leefgebieden"] for name, code in LEEF.items()}
    found |= {name: len(record[key]) for name, key in SIZES.items()}
    people = record["betrokkenen"]
    return found | {name: any(b.items() >= wanted.items() for b in people) for name, wanted in ANYBODY.items()}


def holds(found: dict[str, Any], tests: tuple[Test, ...]) -> bool:
    """Whether all tests hold."""
    return all(_holds(found[name], operator, value) for name, operator, value in tests)


def _holds(found: Any, operator: str, value: Any) -> bool:
    match operator:
        case "==":
            return bool(found == value)
        case "!=":
            return bool(found != value)
        case ">=":
            return bool(found >= value)
    return found in value


def first(record: Record, feature: str) -> str | None:
    """The id of the first betrokkene that a feature is about."""
    wanted = ANYBODY[feature].items()
    return next((b["id"] for b in record["betrokkenen"] if b.items() >= wanted), None)


def reference(record: Record) -> dict[str, Any]:
    """The answer: ``pad`` (activities), ``regie`` (an id), ``regel`` (the rule behind it) and ``adviezen``."""
    found = features(record)
    pad, step = [], "start"
    while step:
        now = ROUTE[step]
        if isinstance(now, tuple):
            step = now[1] if holds(found, (now[0],)) else now[2]
        else:
            pad.append(step)
            step = now or ""
    rule = next((row for row in REGIE if holds(found, row[2]) and found[row[4]]), None)
    return {
        "pad": pad,
        "regie": first(record, rule[4]) if rule else None,
        "regel": rule[0] if rule else None,
        "adviezen": [code for code, tests in ADVIEZEN if holds(found, tests)],
    }


def ways() -> list[tuple[tuple[Test, ...], tuple[str, ...]]]:
    """The route as a table: the tests of each way through it, and its activities."""
    found: list[tuple[tuple[Test, ...], tuple[str, ...]]] = []

    def walk(step: str | None, tests: tuple[Test, ...], pad: tuple[str, ...]) -> None:
        now = ROUTE[step] if step else None
        if step is None:
            found.append((tests, pad))
        elif isinstance(now, tuple):
            (name, _, value), yes, no = now
            walk(yes, (*tests, now[0]), pad)
            walk(no, (*tests, (name, "==", False) if value is True else (name, "!=", value)), pad)
        else:
            walk(now, tests, (*pad, step))

    walk("start", (), ())
    return found


FLAT_REGIE: Final = tuple((id_, (*tests, (feature, "==", True)), feature) for id_, _, tests, _, feature in REGIE)
"""The regie as a table over features: rule, tests, and the feature that says whom it finds."""


def derive(record: Record) -> dict[str, Any]:
    """Every feature, as fast as a host can find them by hand, for engines that only take flat facts."""
    ask, leef, people = record["hulpvraag"], record["leefgebieden"], record["betrokkenen"]
    found = {
        "door": ask["door"],
        "eenvoudig": ask["eenvoudig"],
        "kan_integrale_uitvraag": record["kan_integrale_uitvraag"],
        "volledig_beeld": record["volledig_beeld"],
        "verblijf": record["verblijf"],
        "bedreigend": record["bedreigend"],
        "in_beeld": record["in_beeld"],
        "wil_werken": record["wil_werken"],
        "toestemming": record["toestemming"],
        "subregio": record["subregio"],
        "leef_werk": "werk" in leef,
        "leef_ggz": "ggz" in leef,
        "leef_schulden": "schulden" in leef,
        "leef_huisvesting": "huisvesting" in leef,
        "leef_verslaving": "verslaving" in leef,
        "leef_opvoeding": "opvoeding" in leef,
        "n_leef": len(leef),
        "n_betrokkenen": len(people),
        **_NOBODY,
    }
    for one in people:
        rol, soort = one["rol"], one["soort"]
        if rol == "maatje":
            found["has_maatje"] = True
        elif rol == "behandelaar" and one["actief"]:
            found["has_behandelaar"] = True
        if soort == "familie":
            found["has_familie"] = True
        if one["kring"] != "professioneel":
            continue
        if rol == "regievoerder":
            found["has_regievoerder"] = True
        if soort == "ggz":
            if one["actief"]:
                found["has_ggz_actief"] = True
        elif (feature := _BY_KIND.get(soort)) is not None:
            found[feature] = True
            if soort == "wijkteam" and one["actief"]:
                found["has_wijkteam_actief"] = True
    return found


_NOBODY: Final = dict.fromkeys(ANYBODY, False)
_BY_KIND: Final = {kind: f"has_{kind}" for kind in ("uwv", "gemeente_wi", "wijkteam", "opvang", "werkgever")}

_YES_NO: Final = {True: "ja", False: "nee"}


def as_casus(record: Record) -> dict[str, Any]:
    """The same casus as ggzroute reads it: facts under their names, yes and no as words.

    A ``werkgever`` is called ``bedrijf`` here, because ggzroute refuses a werkgever in the sociale kring and these
    records have some. The role of a betrokkene is its ``functie``.
    """
    ask = record["hulpvraag"]
    facts = {
        "vraag.betrokkenen_geinventariseerd": "ja",
        "vraag.door": ask["door"],
        "vraag.eenvoudig": _YES_NO[ask["eenvoudig"]],
        "vraag.kan_integrale_uitvraag": _YES_NO[record["kan_integrale_uitvraag"]],
        "vraag.volledig_beeld": _YES_NO[record["volledig_beeld"]],
        "persoon.leefgebieden": record["leefgebieden"],
        "persoon.verblijf": record["verblijf"],
        "persoon.bedreigend": _YES_NO[record["bedreigend"]],
        "persoon.in_beeld": _YES_NO[record["in_beeld"]],
        "persoon.wil_werken": _YES_NO[record["wil_werken"]],
        "persoon.toestemming": _YES_NO[record["toestemming"]],
        "persoon.subregio": record["subregio"],
    }
    people = [
        {
            "id": b["id"],
            "soort": "bedrijf" if b["soort"] == "werkgever" else b["soort"],
            "kring": b["kring"],
            "functie": b["rol"],
            "betrokken": "nu" if b["actief"] else "voorheen",
        }
        for b in record["betrokkenen"]
    ]
    return {"id": "meting", "peildatum": "2024-05-01", "feiten": facts, "betrokkenen": people}
