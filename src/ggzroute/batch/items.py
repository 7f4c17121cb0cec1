"""Evaluates casussen one after another: one pure function from records to items, and no record stops it.

Everything that works on many casussen, on one machine or on more, is this function over a part of the input.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from ggzroute.documents import MAX_BYTES, read_json
from ggzroute.domain.casus import Casus
from ggzroute.evaluation import Evaluation, evaluate
from ggzroute.exceptions import DocumentError, MissingPeildatumError
from ggzroute.problems import Problem
from ggzroute.rules.pack import RulePack

Record = Mapping[str, Any] | str | bytes | Casus | None

MAX_PROBLEMS: Final = 20
"""At most so many problems of one record are kept: one long line may hold thousands."""


@attrs.frozen(kw_only=True)
class Options:
    """How every casus of a run is evaluated.

    Attributes:
        peildatum: the day to look at; by default that of each casus.
        engine: ``direct`` or ``durable``.
        workflow: name of a workflow; by default that of the pack.
        afgeleid: whether our own readings take part.
        vragen: how many open questions are listed for each casus.
    """

    peildatum: dt.date | None = None
    engine: str = "direct"
    workflow: str | None = None
    afgeleid: bool = False
    vragen: int = 0


@attrs.frozen(kw_only=True, repr=False)
class Item:
    """What became of one record: an evaluation, or the problems for which it was refused.

    Attributes:
        regel: number of the record, counted from 1; in NDJSON the line.
        casus: the casus, or ``None`` when it was refused.
        evaluation: its evaluation, or ``None`` when it was refused.
        problems: why it was refused, at most twenty; never with a value of the casus.
    """

    regel: int
    casus: Casus | None = None
    evaluation: Evaluation | None = None
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"Item(regel={self.regel}, {len(self.problems)} problems)"


def evaluate_records(records: Iterable[Record], pack: RulePack, options: Options, *, start: int = 1) -> Iterator[Item]:
    """One item for each record, in order and one at a time; blank lines give none.

    Args:
        records: casussen, plain data, or JSON as text or bytes.
        pack: the rule pack.
        options: how they are evaluated.
        start: number of the first record.
    """
    for regel, record in enumerate(records, start):
        if not (isinstance(record, str | bytes) and not record.strip()):
            yield _item(regel, record, pack, options)


def evaluate_many(
    records: Iterable[Record],
    pack: RulePack,
    *,
    peildatum: dt.date | None = None,
    engine: str = "direct",
    workflow: str | None = None,
    afgeleid: bool = False,
) -> Iterator[Item]:
    """Evaluate casussen one after another; what is wrong with one of them does not stop the others.

    Args:
        records: casussen, plain data as for :meth:`ggzroute.Casus.from_dict`, or JSON as text or bytes: an open NDJSON
            file will do. Blank lines are passed over.
        pack: the rule pack, from :func:`ggzroute.load_pack`.
        peildatum: the day to look at; by default that of each casus.
        engine: ``direct`` or ``durable``.
        workflow: name of a workflow; by default that of the pack.
        afgeleid: whether our own readings take part.

    Returns:
        An iterator that holds one item at a time. A record that was refused has ``problems`` and no ``evaluation``.

    Raises:
        WorkflowNotFoundError: there is no such workflow.
        EngineNotFoundError: there is no such engine.
        EngineUnavailableError: a package the engine needs is not installed.
    """
    options = Options(peildatum=peildatum, engine=engine, workflow=workflow, afgeleid=afgeleid)
    check_options(pack, options)
    return evaluate_records(records, pack, options)


def check_options(pack: RulePack, options: Options) -> None:
    """Evaluate an empty casus, so that a wrong engine or workflow shows before the first record does.

    Raises:
        GgzrouteError: as :func:`ggzroute.evaluate` does.
    """
    empty = Casus(id="leeg", peildatum=dt.date(2020, 1, 1), vocabulary=pack.vocabulary)
    _evaluate(empty, pack, options)


def _evaluate(casus: Casus, pack: RulePack, options: Options) -> Evaluation:
    return evaluate(
        casus,
        pack,
        peildatum=options.peildatum,
        engine=options.engine,
        workflow=options.workflow,
        afgeleid=options.afgeleid,
    )


def _item(regel: int, record: Record, pack: RulePack, options: Options) -> Item:
    try:
        casus = _casus(record, pack)
        return Item(regel=regel, casus=casus, evaluation=_evaluate(casus, pack, options))
    except DocumentError as error:
        problems = error.problems[:MAX_PROBLEMS]
    except MissingPeildatumError:
        herstel = "Zet 'peildatum' in de casus, of geef een peildatum voor alle casussen"
        problems = (Problem(code="GGZ350", wat="er is geen peildatum", herstel=herstel),)
    except Exception as error:  # noqa: BLE001 - whatever is the matter with one casus, the others go on
        problems = (failed(error),)
    return Item(regel=regel, problems=tuple(attrs.evolve(problem, regel=regel) for problem in problems))


def _casus(record: Record, pack: RulePack) -> Casus:
    if isinstance(record, Casus):
        return record
    if isinstance(record, str | bytes):
        if len(record) > MAX_BYTES:
            raise DocumentError([Problem(code="GGZ002", wat=f"deze regel is langer dan {MAX_BYTES // 1_000_000} MB")])
        record = read_json(record).data
    return Casus.from_dict(record, vocabulary=pack.vocabulary)  # type: ignore[arg-type]  # what is no block is refused


def failed(error: Exception) -> Problem:
    """What is told of a fault in the program: the kind of exception, and nothing that it says."""
    wat = f"door een fout in het programma ({type(error).__name__}) is deze casus niet bekeken"
    return Problem(code="GGZ351", wat=wat, herstel="Meld dit bij de makers van het programma, zonder de casus")
