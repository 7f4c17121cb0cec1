"""A traject: a running workflow as dated events over the casus at its beginning.

A traject is frozen: :meth:`Traject.add` gives a new one, and no event is ever changed or taken away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import attrs

from ggzroute.documents import Document, from_data
from ggzroute.domain.casus import Casus
from ggzroute.evaluation import Evaluation, evaluate, find_workflows, fitting
from ggzroute.exceptions import MissingPeildatumError, TrajectError, WorkflowNotFoundError
from ggzroute.problems import Problem
from ggzroute.rules.pack import RulePack
from ggzroute.traject.beeld import casus_on
from ggzroute.traject.gebeurtenis import Gebeurtenis
from ggzroute.traject.kop import Kop
from ggzroute.traject.lezen import MAX_EVENTS, TrajectReader
from ggzroute.traject.migratie import migration
from ggzroute.traject.soorten import Migratie
from ggzroute.traject.stand import Botsing, Regieperiode, Stand
from ggzroute.traject.stappen import Gevolgd, anything, step_facts
from ggzroute.traject.vorm import EVENTS, event_to_dict, sealed
from ggzroute.traject.vouwen import StapFeiten, Voortgang, begin_of, fold, further, step_now, walk

if TYPE_CHECKING:
    from ggzroute.traject.punt import AgendaPunt


@attrs.frozen(kw_only=True, repr=False)
class Traject:
    """A running workflow: what happened, when it held, and when it was known.

    Make one with :meth:`start`, :meth:`from_dict` or :meth:`load`, which check everything.

    Attributes:
        kop: the head: pseudonym, pack, workflow, first day and the casus on that day.
        gebeurtenissen: the events, numbered from 1.
        pack: the rule pack.
        voortgang: everything folded so far; for this library itself.
    """

    kop: Kop
    gebeurtenissen: tuple[Gebeurtenis, ...] = ()
    pack: RulePack = attrs.field(eq=False)
    voortgang: Voortgang = attrs.field(eq=False)

    def __repr__(self) -> str:
        return f"Traject({len(self.gebeurtenissen)} gebeurtenissen)"

    def __hash__(self) -> int:
        return hash(self.stempel)

    # ---- making one

    @classmethod
    def start(
        cls,
        casus: Casus,
        pack: RulePack,
        *,
        id: str | None = None,  # noqa: A002 - the word of the format
        begin: dt.date | None = None,
        workflow: str | None = None,
        documentatie: Mapping[str, Any] | None = None,
    ) -> Self:
        """A traject without events.

        Args:
            casus: what is known at the beginning.
            pack: the rule pack.
            id: pseudonym of the traject; by default that of the casus.
            begin: first day; by default the peildatum of the casus.
            workflow: name of a workflow of the pack or of a plug-in; by default that of the pack, if it has one.
            documentatie: for a documented traject ``titel``, ``bron`` and ``toelichting``.

        Raises:
            CasusError: the casus does not fit the pack.
            TrajectError: the casus cannot be the beginning of a traject.
            MissingPeildatumError: neither the casus nor the call gives the first day.
            WorkflowNotFoundError: there is no such workflow.
        """
        first = begin or casus.peildatum
        if first is None:
            raise MissingPeildatumError
        walker = find_workflows(pack, workflow)[0]
        name = id or casus.id
        kop = Kop(
            traject=name,
            pakket=pack.pakket,
            pakket_versie=pack.versie,
            workflow=walker.naam,
            workflow_versie=walker.versie,
            begin=first,
            start=attrs.evolve(fitting(casus, pack), id=name, peildatum=first),
            documentatie=documentatie or {},
        )
        return cls.from_dict(kop.to_dict(), pack)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], pack: RulePack, *, vandaag: dt.date | None = None) -> Self:
        """A traject from plain data, as :meth:`to_dict` gives it.

        Args:
            data: head and ``gebeurtenissen``, as in ``traject.schema.json``.
            pack: the rule pack it runs on.
            vandaag: nothing can be known after this day; the clock is not read.

        Raises:
            TrajectError: with every problem at once, and never a value of the casus.
        """
        return cls.from_document(from_data(data), pack, vandaag=vandaag)

    @classmethod
    def from_document(
        cls,
        document: Document,
        pack: RulePack,
        *,
        vandaag: dt.date | None = None,
        problems: tuple[Problem, ...] = (),
        unreadable: frozenset[int] = frozenset(),
    ) -> Self:
        """A traject from a document; ``problems`` were found before, at the places of ``unreadable``."""
        reader = TrajectReader(document, pack, vandaag)
        kop = reader.head()
        events = reader.events(kop, unreadable)
        if kop is None or reader.problems or problems:
            raise TrajectError([*problems, *reader.problems])
        facts, now = _step_facts(kop, tuple(events), pack), step_now(events)
        progress, done = begin_of(kop.begin, kop.start), list[Gebeurtenis]()
        for n, event in enumerate(events):
            done.append(event)
            progress, clashes = further(progress, kop.begin, kop.start, done, facts, now)
            if clashes:
                raise TrajectError(_told(document, (EVENTS, n), event.nr, clash) for clash in clashes)
        return cls(kop=kop, gebeurtenissen=tuple(events), pack=pack, voortgang=progress)

    def to_dict(self) -> dict[str, Any]:
        """The traject as plain JSON types, to keep anywhere; :meth:`from_dict` reads it back without loss."""
        return {**self.kop.to_dict(), EVENTS: [event_to_dict(event) for event in self.gebeurtenissen]}

    # ---- in a file

    @classmethod
    def load(
        cls, path: str | Path, pack: RulePack, *, vandaag: dt.date | None = None, stempel: str | None = None
    ) -> Self:
        """A traject from a file that :meth:`save` wrote.

        Args:
            path: the file.
            pack: the rule pack it runs on.
            vandaag: nothing can be known after this day; the clock is not read.
            stempel: a :attr:`stempel` that was kept elsewhere: what was there then must still be there.

        Raises:
            TrajectError: with every problem at once, with file and line. The file stays as it is.
        """
        from ggzroute.traject.opslag import load  # noqa: PLC0415 - the store makes this class

        return load(cls, Path(path), pack, vandaag, stempel)

    def save(self, path: str | Path) -> None:
        """Bring to a file what it does not have yet: everything when there is no file, else the events that are new.

        Each line is on disk before the next is written. Only one process at a time writes; what another has added in
        the meantime is never overwritten.

        Args:
            path: the file; its folder must be there.

        Raises:
            TrajectError: the file holds another traject, something this one does not have, or a torn line; or it
                cannot be written. What was in it stays.
        """
        from ggzroute.traject.opslag import save  # noqa: PLC0415 - the store makes this class

        save(self, Path(path))

    @staticmethod
    def repair(path: str | Path) -> int:
        """Set a torn last line aside, in a file of the same name with ``.rest`` behind it; nothing is thrown away.

        Args:
            path: the file.

        Returns:
            How many bytes were set aside; 0 when the last line is whole.

        Raises:
            TrajectError: the file cannot be read or written.
        """
        from ggzroute.traject.opslag import repair  # noqa: PLC0415 - the store makes this class

        return repair(Path(path))

    # ---- going on

    def add(self, gebeurtenis: Mapping[str, Any], *, vandaag: dt.date | None = None) -> Self:
        """This traject with one event more.

        Args:
            gebeurtenis: ``soort``, ``geldt_op``, ``bekend_op``, ``door`` and ``inhoud``.
            vandaag: nothing can be known after this day; the clock is not read.

        Raises:
            TrajectError: the event is not right, or does not fit what happened; with every problem.
        """
        return self.add_document(from_data(gebeurtenis), vandaag=vandaag)

    def add_document(self, document: Document, *, vandaag: dt.date | None = None) -> Self:
        """This traject with the event of a document; see :meth:`add`."""
        self._must_be_current()
        reader = TrajectReader(document, self.pack, vandaag)
        given = reader.addition(document.data, {event.nr: event.soort for event in self.gebeurtenissen})
        if given is not None:
            before = self.gebeurtenissen[-1].bekend_op if self.gebeurtenissen else self.kop.begin
            reader.known_in_order(given["bekend_op"], before, self.kop.begin, ("bekend_op",))
            if isinstance(given["inhoud"], Migratie):
                reader.note(
                    "GGZ503", "een migratie wordt niet los genoteerd", ("soort",), herstel="Migreer het traject"
                )
            if len(self.gebeurtenissen) >= MAX_EVENTS:
                reader.note("GGZ308", f"een traject heeft hoogstens {MAX_EVENTS} gebeurtenissen", ())
        if given is None or reader.problems:
            raise TrajectError(reader.problems)
        return self._with(document, given)

    def _with(self, document: Document, given: Mapping[str, Any]) -> Self:
        last = self.gebeurtenissen[-1].hash if self.gebeurtenissen else self.kop.hash
        event = sealed(Gebeurtenis(nr=len(self.gebeurtenissen) + 1, vorige=last, **given))
        events = (*self.gebeurtenissen, event)
        facts = _step_facts(self.kop, events, self.pack)
        progress, clashes = further(self.voortgang, self.kop.begin, self.kop.start, events, facts, step_now(events))
        if clashes:
            raise TrajectError(_told(document, (), event.nr, clash) for clash in clashes)
        return attrs.evolve(self, gebeurtenissen=events, voortgang=progress)

    def migrate(self, *, bekend_op: dt.date, door: str, vandaag: dt.date | None = None) -> Self:
        """This traject, going on with the version of the workflow that the pack has now.

        Args:
            bekend_op: the day of the migration.
            door: role, or id of a betrokkene, that does it.
            vandaag: nothing can be known after this day; the clock is not read.

        Raises:
            TrajectError: the workflow declares no migration from the version of this traject, or a step that was done
                has no place in it; with the reason, and what to declare.
        """
        content = migration(self.gebeurtenissen, self.versie, self.kop.workflow, self.pack)
        document = from_data({})
        before = self.gebeurtenissen[-1].bekend_op if self.gebeurtenissen else self.kop.begin
        reader = TrajectReader(document, self.pack, vandaag)
        reader.known_by_now(bekend_op, ("bekend_op",))
        reader.known_in_order(bekend_op, before, self.kop.begin, ("bekend_op",))
        if reader.problems:
            raise TrajectError(reader.problems)
        return self._with(document, {"geldt_op": bekend_op, "bekend_op": bekend_op, "door": door, "inhoud": content})

    # ---- looking at it

    @property
    def versie(self) -> str:
        """Version of the workflow on which the traject runs: that of the beginning, or of the last migration."""
        return _version(self.kop, self.gebeurtenissen)

    @property
    def stempel(self) -> str:
        """Number and hash of the last event. Kept elsewhere, it shows whether events were lost or changed since."""
        last = self.gebeurtenissen[-1] if self.gebeurtenissen else None
        return f"{last.nr}:{last.hash}" if last else f"0:{self.kop.hash}"

    def holds(self, stempel: str) -> bool:
        """Whether everything is still there, unchanged, that was there when this stempel was taken."""
        number, _, digest = stempel.partition(":")
        if number == "0":
            return self.kop.hash == digest
        return any(str(event.nr) == number and event.hash == digest for event in self.gebeurtenissen)

    def as_of(self, day: dt.date, *, bekend_op: dt.date | None = None) -> Casus:
        """The casus on a day.

        Args:
            day: what held on this day.
            bekend_op: only with what was known on this day; by default with everything that is known.

        Raises:
            TrajectError: the day lies before the beginning, or the traject must be migrated first.
        """
        return casus_on(self.stand(day, bekend_op=bekend_op), day)

    def stand(self, day: dt.date, *, bekend_op: dt.date | None = None) -> Stand:
        """The state behind :meth:`as_of`; for this library itself."""
        self._must_be_current()
        if day < self.kop.begin:
            wat, herstel = "deze dag ligt voor het begin van het traject", "Kies een latere dag"
            raise TrajectError([Problem(code="GGZ511", wat=wat, herstel=herstel)])
        facts = _step_facts(self.kop, self.gebeurtenissen, self.pack)
        return fold(self.kop.begin, self.kop.start, self.gebeurtenissen, facts, day=day, bekend_op=bekend_op)

    def states(self, day: dt.date, *, bekend_op: dt.date | None = None) -> Iterator[tuple[dt.date, Stand]]:
        """The state after each day until ``day`` on which something changed; for this library itself."""
        facts = _step_facts(self.kop, self.gebeurtenissen, self.pack)
        return walk(self.kop.begin, self.kop.start, self.gebeurtenissen, facts, day=day, bekend_op=bekend_op)

    def evaluate(
        self,
        day: dt.date,
        *,
        bekend_op: dt.date | None = None,
        engine: str = "direct",
        afgeleid: bool = False,
    ) -> Evaluation:
        """Evaluate the casus of a day; steps that were done show as done on the route.

        Args:
            day: the peildatum.
            bekend_op: only with what was known on this day; by default with everything that is known.
            engine: ``direct`` or ``durable``.
            afgeleid: whether our own readings take part.

        Raises:
            TrajectError: the day lies before the beginning, or the traject must be migrated first.
            EngineNotFoundError: there is no engine of that name.
            EngineUnavailableError: a package that the engine needs is not installed.
        """
        stand = self.stand(day, bekend_op=bekend_op)
        found = evaluate(
            casus_on(stand, day),
            self.pack,
            peildatum=day,
            engine=engine,
            workflow=self.kop.workflow or None,
            afgeleid=afgeleid,
        )
        definition = self.pack.workflows.get(self.kop.workflow)
        if definition is None:
            return found
        followed = Gevolgd(found.workflows[0], definition, frozenset(stand.gedaan))
        return attrs.evolve(found, workflows=(followed,))

    def regie(self, *, bekend_op: dt.date | None = None) -> tuple[Regieperiode, ...]:
        """Who holds the regie from when to when, agreements for later included: no two at once, and no gap between.

        Args:
            bekend_op: only with what was known on this day; by default with everything that is known.
        """
        stand = fold(self.kop.begin, self.kop.start, self.gebeurtenissen, anything, bekend_op=bekend_op)
        return tuple(stand.regie)

    def agenda(
        self, day: dt.date, *, bekend_op: dt.date | None = None, afgeleid: bool = False
    ) -> tuple[AgendaPunt, ...]:
        """What is planned, due and overdue on a day.

        Args:
            day: the peildatum.
            bekend_op: only with what was known on this day; by default with everything that is known.
            afgeleid: whether our own readings take part.

        Raises:
            TrajectError: the day lies before the beginning, or the traject must be migrated first.
        """
        from ggzroute.traject.agenda import make_agenda  # noqa: PLC0415 - the agenda asks the traject

        return make_agenda(self, day, bekend_op, afgeleid=afgeleid)

    def _must_be_current(self) -> None:
        walker = _available(self.kop, self.pack)
        if walker == self.versie:
            return
        wat = f"dit traject loopt op versie {self.versie} van de workflow, en het pakket heeft versie {walker}"
        raise TrajectError(
            [Problem(code="GGZ521", wat=wat, herstel="Migreer het traject eerst, met --migreer en de dag")]
        )


def _version(kop: Kop, events: tuple[Gebeurtenis, ...]) -> str:
    moved = [event.inhoud.naar for event in events if isinstance(event.inhoud, Migratie)]
    return moved[-1] if moved else kop.workflow_versie


def _available(kop: Kop, pack: RulePack) -> str:
    """The version of the workflow that is there now."""
    try:
        return find_workflows(pack, kop.workflow)[0].versie if kop.workflow else ""
    except WorkflowNotFoundError:
        wat = "het pakket heeft de workflow van dit traject niet meer"
        raise TrajectError([Problem(code="GGZ520", wat=wat, herstel="Geef een pakket dat haar heeft")]) from None


def _step_facts(kop: Kop, events: tuple[Gebeurtenis, ...], pack: RulePack) -> StapFeiten:
    """What steps make true; anything goes while the traject runs on another version than the pack has."""
    if _version(kop, events) != _available(kop, pack):
        return anything
    return step_facts(pack.workflows.get(kop.workflow))


def _told(document: Document, path: tuple[str | int, ...], nr: int, clash: Botsing) -> Problem:
    """A clash as a problem at the event that was added."""
    if clash.nr != nr:
        wat = f"gebeurtenis {clash.nr} past dan niet meer: {clash.wat}"
        return document.problem(clash.code, wat, path, herstel=clash.herstel)
    tail = ("door",) if clash.veld == "door" else ("inhoud", clash.veld) if clash.veld else ()
    return document.problem(clash.code, clash.wat, (*path, *tail), herstel=clash.herstel)
