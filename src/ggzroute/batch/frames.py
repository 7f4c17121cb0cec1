"""Tables and frames in memory, and the function that Spark and Ray call with theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import attrs

from ggzroute.batch.flat import Flattener, Row, refusal, refused_row
from ggzroute.batch.items import Item, Options, check_options, evaluate_records
from ggzroute.batch.manifest import pack_mark
from ggzroute.batch.work import pack_of
from ggzroute.registry import load_pack
from ggzroute.rules.pack import RulePack

if TYPE_CHECKING:
    import pyarrow as pa

F = TypeVar("F")


class Evaluated(NamedTuple, Generic[F]):
    """What came of a frame.

    Attributes:
        result: a row for each casus that was evaluated, as a frame of the kind that went in.
        refused: a record for each row that was refused, with its number, codes and problems.
    """

    result: F
    refused: list[Row]


def to_table(items: Iterable[Item], pack: RulePack, *, vragen: int = 0) -> pa.Table:
    """Items of :func:`evaluate_many` as a pyarrow table with a fixed schema.

    Refused records are rows too, with only their number; the columns ``problemen`` and ``redenen`` say why.

    Args:
        items: the items; the table holds them all in memory.
        pack: the pack they were evaluated with.
        vragen: how many open questions are listed for each casus.

    Raises:
        ExtraMissingError: pyarrow is not installed.
    """
    from ggzroute.batch.arrow import table  # noqa: PLC0415 - an extra

    return table(list(_rows(items, Flattener(pack, Options(vragen=vragen)))), refused=True)


def _rows(items: Iterable[Item], flattener: Flattener) -> Iterator[Row]:
    for item in flattener.items(items):
        yield refused_row(item) if isinstance(item, Item) else {**item, "problemen": [], "redenen": []}


def evaluate_frame(
    frame: F,
    pack: RulePack,
    *,
    peildatum: dt.date | None = None,
    engine: str = "direct",
    workflow: str | None = None,
    afgeleid: bool = False,
    vragen: int = 0,
) -> Evaluated[F]:
    """Evaluate every row of a frame.

    Args:
        frame: a frame of pandas or polars, or a pyarrow table, with a column ``casus`` (JSON text, or a block), or with
            the columns of a casus: ``id``, ``peildatum``, ``feiten``, ``betrokkenen``, ``relaties``.
        pack: the rule pack.
        peildatum: the day to look at; by default that of each casus.
        engine: ``direct`` or ``durable``.
        workflow: name of a workflow; by default that of the pack.
        afgeleid: whether our own readings take part.
        vragen: how many open questions are listed for each casus.

    Returns:
        A frame of the same kind, and what was refused.

    Raises:
        BatchInputError: the frame has no column with casussen.
        ExtraMissingError: pyarrow is not installed.
        GgzrouteError: the engine or workflow cannot be used.
    """
    from ggzroute.batch.arrow import as_table, batches_of, like, records, table  # noqa: PLC0415 - an extra

    options = Options(peildatum=peildatum, engine=engine, workflow=workflow, afgeleid=afgeleid, vragen=vragen)
    check_options(pack, options)
    found = (record for batch in batches_of(as_table(frame)) for record in records(batch))
    rows: list[Row] = []
    refused: list[Row] = []
    for item in Flattener(pack, options).items(evaluate_records(found, pack, options)):
        if isinstance(item, Item):
            refused.append(refusal(item))
        else:
            rows.append(item)
    return Evaluated(like(frame, table(rows)), refused)


@attrs.frozen(kw_only=True)
class ArrowFunction:
    """A function over Arrow data that can be sent to other processes and machines; made by :meth:`of`.

    Called with an iterator of record batches it gives one of record batches, which is what Spark's ``mapInArrow``
    asks. :meth:`table` does the same for one table, which is what Ray's ``map_batches`` asks. The input has a column
    ``casus``, or those of a casus; a column ``regel`` with whole numbers is carried over. Refused records stay, with
    the columns ``problemen`` and ``redenen``.

    Attributes:
        pack: name or path of the pack, the same on every machine.
        pack_mark: hash of the pack and all it builds on; a machine that finds another refuses to work.
        options: how casussen are evaluated.
    """

    pack: str
    pack_mark: str
    options: Options

    @classmethod
    def of(cls, pack: str, options: Options | None = None) -> ArrowFunction:
        """The function for a pack.

        Raises:
            GgzrouteError: the pack, engine or workflow cannot be used.
        """
        loaded, chosen = load_pack(pack), options or Options()
        check_options(loaded, chosen)
        return cls(pack=pack, pack_mark=pack_mark(loaded), options=chosen)

    @staticmethod
    def schema() -> pa.Schema:
        """The schema of what it gives."""
        from ggzroute.batch.arrow import schema  # noqa: PLC0415 - an extra

        return schema(refused=True)

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """A record batch for each record batch, with as many rows."""
        from ggzroute.batch.arrow import numbers, records, table  # noqa: PLC0415 - an extra

        pack = pack_of(self.pack, self.pack_mark)
        flattener = Flattener(pack, self.options)
        for batch in batches:
            given = records(batch)
            made = _rows(evaluate_records(given, pack, self.options), flattener)
            rows = [{**row, "regel": number} for row, number in zip(made, numbers(batch), strict=True)]
            yield from table(rows, refused=True).to_batches()

    def table(self, table: pa.Table) -> pa.Table:
        """A table with as many rows as the table given."""
        from ggzroute.batch.arrow import of_batches  # noqa: PLC0415 - an extra

        return of_batches(self(table.to_batches()), refused=True)
