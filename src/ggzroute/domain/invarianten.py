"""What must hold in every network, whatever the rules say.

Source: hr2017 §4.2.1 and Bijlage VI: the regievoerder comes from the professioneel netwerk, the maatje from the
sociaal or the professioneel netwerk, and the work environment belongs to the professioneel netwerk.
More than one regievoerder is not refused: that happens, and is a signal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ggzroute.documents import Document, Path_
from ggzroute.domain.netwerk import (
    HULPVRAGER,
    MAATSCHAPPIJ,
    RELATIES,
    SOCIAAL,
    WERK_SOORTEN,
    Betrokkene,
    Relatie,
)
from ggzroute.problems import Problem


def check_network(
    document: Document,
    betrokkenen: Sequence[Betrokkene],
    relaties: Sequence[Relatie],
    feiten: Mapping[str, Any],
    *,
    whole: bool = True,
) -> list[Problem]:
    """Every broken invariant of a network, without a value of the casus.

    Args:
        document: where the network was read from.
        betrokkenen: those that could be read; an id that was refused is empty.
        relaties: those that could be read; a part that was refused is empty.
        feiten: the facts that could be read.
        whole: whether every betrokkene could be read; else an end that is not found is no problem of its own. Nor is it
            where an id came twice: a slip there hides the id that was meant.
    """
    kringen = {b.id: b.kring for b in betrokkenen}
    alone = list(_betrokkenen(document, betrokkenen))
    whole = whole and not any(problem.code == "GGZ320" for problem in alone)
    return [
        *alone,
        *_relaties(document, relaties, kringen, whole=whole),
        *_contradictions(document, relaties, feiten),
        *_holder(document, feiten, kringen),
    ]


def _betrokkenen(document: Document, betrokkenen: Sequence[Betrokkene]) -> Iterator[Problem]:
    seen: set[str] = set()
    for n, betrokkene in enumerate(betrokkenen):
        path: Path_ = ("betrokkenen", n)
        if betrokkene.id and betrokkene.id in seen:
            yield document.problem(
                "GGZ320", "deze id komt al eerder voor", (*path, "id"), herstel="Geef elke betrokkene een eigen id"
            )
        if betrokkene.id in (HULPVRAGER, MAATSCHAPPIJ):
            yield document.problem(
                "GGZ321",
                f"'{betrokkene.id}' is een vast woord en geen betrokkene",
                (*path, "id"),
                herstel="Kies een andere id",
            )
        seen.add(betrokkene.id)
        if betrokkene.soort in WERK_SOORTEN and betrokkene.kring == SOCIAAL:
            yield document.problem(
                "GGZ322",
                "werkgever en collega's horen in de professionele kring",
                (*path, "kring"),
                herstel="Schrijf kring: professioneel",
            )


def _relaties(
    document: Document, relaties: Sequence[Relatie], kringen: Mapping[str, str], *, whole: bool
) -> Iterator[Problem]:
    for n, relatie in enumerate(relaties):
        path: Path_ = ("relaties", n)
        for side, kind in zip(("van", "naar"), RELATIES.get(relatie.soort, ("ieder", "ieder")), strict=True):
            end = getattr(relatie, side)
            known = end == HULPVRAGER or end in kringen
            if not end or not (known or whole):
                continue
            if not known:
                yield document.problem(
                    "GGZ324",
                    f"'{side}' wijst niet naar een betrokkene of de hulpvrager",
                    (*path, side),
                    herstel="Gebruik een id uit betrokkenen",
                )
            elif (kind == HULPVRAGER) != (end == HULPVRAGER) and kind != "ieder":
                who = "de hulpvrager" if kind == HULPVRAGER else "een betrokkene"
                yield document.problem(
                    "GGZ325", f"bij '{relatie.soort}' hoort aan de kant '{side}' {who} te staan", (*path, side)
                )
        if relatie.van and relatie.van == relatie.naar:
            yield document.problem("GGZ326", "deze relatie wijst naar zichzelf", path)
        if relatie.soort == "voert_regie_over" and relatie.stand and kringen.get(relatie.van) == SOCIAAL:
            yield document.problem(
                "GGZ327",
                "een regievoerder komt uit de professionele kring, niet uit de sociale",
                path,
                herstel="Iemand uit de sociale kring kan wel maatje zijn",
            )
        if relatie.sinds and relatie.tot and relatie.tot < relatie.sinds:
            yield document.problem("GGZ328", "'tot' ligt voor 'sinds'", path, herstel="Verbeter een van beide dagen")


_CLAIMS = (("regie.aanwezig", "voert_regie_over", "regievoerder"), ("maatje.aanwezig", "is_maatje_van", "maatje"))


def _contradictions(document: Document, relaties: Sequence[Relatie], feiten: Mapping[str, Any]) -> Iterator[Problem]:
    for fact, soort, word in _CLAIMS:
        holds = any(r.soort == soort and r.stand and r.tot is None for r in relaties)
        if holds and feiten.get(fact) == "nee":
            yield document.problem(
                "GGZ329",
                f"'{fact}' zegt dat er geen {word} is, maar het netwerk heeft er een",
                ("feiten", fact),
                herstel="Maak feit en relatie gelijk",
            )
    holder, claimed = feiten.get("regie.regievoerder"), feiten.get("regie.aanwezig")
    if isinstance(holder, str) and claimed == "nee":
        yield document.problem(
            "GGZ329",
            "'regie.aanwezig' is nee, maar er is een regievoerder ingevuld",
            ("feiten", "regie.aanwezig"),
            herstel="Maak beide feiten gelijk",
        )


def _holder(document: Document, feiten: Mapping[str, Any], kringen: Mapping[str, str]) -> Iterator[Problem]:
    """The fact that names the regievoerder is held to the same as the relation."""
    holder = feiten.get("regie.regievoerder")
    path: Path_ = ("feiten", "regie.regievoerder")
    if holder == HULPVRAGER:
        yield document.problem(
            "GGZ331",
            "de hulpvrager houdt altijd de eigen regie, maar is geen regievoerder",
            path,
            herstel="Haal dit feit weg, of noem wie voor de hulpvrager het overzicht houdt",
        )
    elif isinstance(holder, str) and kringen.get(holder) == SOCIAAL:
        yield document.problem(
            "GGZ327",
            "een regievoerder komt uit de professionele kring, niet uit de sociale",
            path,
            herstel="Iemand uit de sociale kring kan wel maatje zijn",
        )
