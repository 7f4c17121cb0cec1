"""The flat form of an evaluation: one row of codes and ids for each casus, without a value of any fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from ggzroute._version import __version__
from ggzroute.batch.items import Item, Options, failed
from ggzroute.domain.advies import Advies
from ggzroute.domain.casus import Casus
from ggzroute.evaluation import Evaluation
from ggzroute.rules.pack import RulePack

Row = dict[str, Any]


class Soort(StrEnum):
    """The kinds of column."""

    GETAL = "int64"
    TEKST = "string"
    JA_NEE = "bool"
    DATUM = "date32"
    LIJST = "list<string>"


COLUMNS: Final[Mapping[str, Soort]] = MappingProxyType(
    {
        "regel": Soort.GETAL,
        "casus": Soort.TEKST,
        "peildatum": Soort.DATUM,
        "synthetisch": Soort.JA_NEE,
        "route_staat": Soort.TEKST,
        "route_wacht_bij": Soort.TEKST,
        "route_einde": Soort.TEKST,
        "route_uitkomst": Soort.TEKST,
        "route_pad": Soort.TEKST,
        "regie_status": Soort.TEKST,
        "regievoerder_huidig": Soort.LIJST,
        "regievoerder_voorgesteld": Soort.LIJST,
        "maatje_stand": Soort.TEKST,
        "geadviseerd": Soort.LIJST,
        "afgeraden": Soort.LIJST,
        "verboden": Soort.LIJST,
        "overstemd": Soort.LIJST,
        "contact_met": Soort.LIJST,
        "signalen": Soort.LIJST,
        "onderbrekingen": Soort.LIJST,
        "conflicten": Soort.LIJST,
        "regels_gevuurd": Soort.LIJST,
        "vragen": Soort.LIJST,
        "pakket": Soort.TEKST,
        "pakket_versie": Soort.TEKST,
        "pakket_hash": Soort.TEKST,
        "pakketten_gebruikt": Soort.LIJST,
        "workflow": Soort.TEKST,
        "workflow_versie": Soort.TEKST,
        "engine": Soort.TEKST,
        "engine_versie": Soort.TEKST,
        "afgeleid": Soort.JA_NEE,
        "bibliotheek": Soort.TEKST,
    }
)
"""The columns of a result, in order. ``docs/reference/batch.md`` tells what they mean."""

REFUSED: Final[Mapping[str, Soort]] = MappingProxyType({"problemen": Soort.LIJST, "redenen": Soort.LIJST})
"""The columns that are added where refused records stay in the table: codes, and the whole sentences."""


class Flattener:
    """Makes rows of items; what is the same for every casus of a run is worked out once."""

    def __init__(self, pack: RulePack, options: Options) -> None:
        *used, own = pack.stempels
        self._vragen = options.vragen
        self._run: Mapping[str, Any] = {
            "pakket": own.pakket,
            "pakket_versie": own.versie,
            "pakket_hash": own.hash,
            "pakketten_gebruikt": [f"{stamp.pakket} {stamp.versie} {stamp.hash}" for stamp in used],
            "afgeleid": options.afgeleid,
            "bibliotheek": __version__,
        }

    def items(self, items: Iterable[Item]) -> Iterator[Row | Item]:
        """A row for each evaluation, and the items that were refused as they are."""
        for item in items:
            if item.casus is None or item.evaluation is None:
                yield item
                continue
            try:
                yield self.row(item.regel, item.casus, item.evaluation)
            except Exception as error:  # noqa: BLE001 - whatever is the matter with one casus, the others go on
                yield Item(regel=item.regel, problems=(failed(error),))

    def row(self, regel: int | None, casus: Casus, found: Evaluation) -> Row:
        """The row of one evaluation, with a value for every column."""
        route, regie = found.route, found.regie
        adviezen = [advies for advies in found.adviezen if not advies.overstemd_door]
        row = {
            "regel": regel,
            "casus": found.casus,
            "peildatum": found.peildatum,
            "synthetisch": casus.synthetisch,
            "route_staat": route.staat,
            "route_wacht_bij": route.wacht_bij,
            "route_einde": route.einde,
            "route_uitkomst": route.uitkomst or None,
            "route_pad": route.pad,
            "regie_status": regie.status,
            "regievoerder_huidig": [one.wie for one in regie.huidig],
            "regievoerder_voorgesteld": _top(found),
            "maatje_stand": found.maatje.stand,
            "geadviseerd": _actions(adviezen, "adviseer"),
            "afgeraden": _actions(adviezen, "raad_af"),
            "verboden": _actions(adviezen, "verbied"),
            "overstemd": _unique(a.handeling for a in found.adviezen if a.overstemd_door and a.handeling),
            "contact_met": _unique(wie for advies in adviezen if advies.soort == "contact" for wie in advies.met),
            "signalen": _unique(signaal.code for signaal in found.signalen),
            "onderbrekingen": _unique(one.handeling for one in found.onderbrekingen),
            "conflicten": _unique(conflict.id for conflict in found.conflicten),
            "regels_gevuurd": sorted(found.gevuurd),
            "vragen": [vraag.feit for vraag in found.vragen[: self._vragen]] if self._vragen else [],
            "workflow": route.workflow or None,
            "workflow_versie": route.versie or None,
            "engine": found.engine.naam,
            "engine_versie": found.engine.versie,
            **self._run,
        }
        return {column: row[column] for column in COLUMNS}


def refused_row(item: Item) -> Row:
    """The row of a record that was refused, where refused records stay in the table."""
    codes = _unique(problem.code for problem in item.problems)
    reasons = [str(problem) for problem in item.problems]
    return {**dict.fromkeys(COLUMNS), "regel": item.regel, "problemen": codes, "redenen": reasons}


def refusal(item: Item) -> Row:
    """What the file of refused records says of one: its line, the codes, and every problem in full."""
    return {
        "regel": item.regel,
        "codes": _unique(problem.code for problem in item.problems),
        "problemen": [
            {key: value for key, value in problem.to_dict().items() if value not in (None, "") and key != "regel"}
            for problem in item.problems
        ],
    }


def _top(found: Evaluation) -> list[str]:
    """Those whom the rules put first; more than one is a tie. Nobody when there is nothing to choose."""
    regie = found.regie
    if regie.status not in ("voorgesteld", "gelijk"):
        return []
    return [one.wie for one in regie.kandidaten if one.rang == regie.kandidaten[0].rang]


def _actions(adviezen: Iterable[Advies], soort: str) -> list[str]:
    return _unique(advies.handeling for advies in adviezen if advies.soort == soort)


def _unique(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))
