"""Every exception the library raises: one base, leaf classes that write their own sentence.

"No rule matched", "fact unknown" and "tie" are results, not errors, and have no exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ggzroute.problems import Problem, listing, nearest, sort_problems


class GgzrouteError(Exception):
    """Base of all exceptions of this library."""


class DocumentError(GgzrouteError):
    """A document was refused; ``problems`` holds everything that is wrong with it.

    Attributes:
        problems: the faults, sorted by place. Never empty.
    """

    subject = "document"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = sort_problems(problems)
        count = len(self.problems)
        head = f"{self.subject} refused: {count} problem{'' if count == 1 else 's'}"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))

    def __reduce__(self) -> tuple[type[DocumentError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class CasusError(DocumentError):
    """A casus was refused. The message names places and accepted values, never a value of the casus."""

    subject = "casus"


class PackError(DocumentError):
    """A rule pack, or a file of one, was refused."""

    subject = "rule pack"


class KaartError(DocumentError):
    """A sociale kaart that comes from elsewhere was refused."""

    subject = "sociale kaart"


class TrajectError(DocumentError):
    """A traject, or an event for it, was refused. The message names places and accepted values, never a value."""

    subject = "traject"


class _NameError(GgzrouteError):
    """A name that is not known, with the names that are."""

    kind = "name"

    def __init__(self, *, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(sorted(known))
        near = nearest(name, self.known)
        hint = f"; did you mean {near!r}?" if near else ""
        options = listing(self.known) or "none"
        super().__init__(f"no {self.kind} named {name!r}{hint} (known: {options})")

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _rebuild_name_error, (type(self), self.name, self.known)


def _rebuild_name_error(cls: type[_NameError], name: str, known: tuple[str, ...]) -> _NameError:
    return cls(name=name, known=known)


class PackNotFoundError(_NameError):
    """No rule pack of that name is installed, and no folder or zip of that name exists."""

    kind = "rule pack"


class WorkflowNotFoundError(_NameError):
    """The pack, and the installed plug-ins, have no workflow of that name."""

    kind = "workflow"


class WorkflowNamedTwiceError(GgzrouteError):
    """The same workflow was asked for twice in one evaluation.

    Attributes:
        name: the workflow.
    """

    def __init__(self, *, name: str) -> None:
        self.name = name
        super().__init__(f"workflow {name!r} is named twice")

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _rebuild_named_twice, (self.name,)


def _rebuild_named_twice(name: str) -> WorkflowNamedTwiceError:
    return WorkflowNamedTwiceError(name=name)


class EngineNotFoundError(_NameError):
    """There is no engine of that name."""

    kind = "engine"


class RuleNotFoundError(_NameError):
    """The pack has no rule of that id."""

    kind = "rule"


class ReaderNotFoundError(_NameError):
    """A report is not written for such a reader."""

    kind = "reader"


class FormatNotFoundError(_NameError):
    """A report is not written in such a format."""

    kind = "format"


class UnknownQuestionError(_NameError):
    """This cannot be asked about an evaluation: it is no rule, and no kind of outcome."""

    kind = "outcome"


class SearchTermNotFoundError(_NameError):
    """The sociale kaart knows no role, kind of organisation, sub-region or region of that name, or more than one.

    Attributes:
        wat: ``rol``, ``soort``, ``subregio`` or ``regio``.
    """

    def __init__(self, *, wat: str, name: str, known: Iterable[str]) -> None:
        self.wat = wat
        self.kind = wat
        super().__init__(name=name, known=known)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _rebuild_search_term_error, (self.wat, self.name, self.known)


def _rebuild_search_term_error(wat: str, name: str, known: tuple[str, ...]) -> SearchTermNotFoundError:
    return SearchTermNotFoundError(wat=wat, name=name, known=known)


class BetrokkeneNotFoundError(GgzrouteError):
    """The casus has no betrokkene of that id. The ids of a casus are not repeated in the message."""

    def __init__(self) -> None:
        super().__init__("no betrokkene with that id in this casus")

    def __reduce__(self) -> tuple[type[BetrokkeneNotFoundError], tuple[()]]:
        return type(self), ()


class EngineUnavailableError(GgzrouteError):
    """The engine exists, but a package it needs is not installed."""

    def __init__(self, *, engine: str, extra: str) -> None:
        self.engine = engine
        self.extra = extra
        super().__init__(f"engine {engine!r} needs an extra package: pip install 'ggzroute[{extra}]'")

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return _rebuild_unavailable, (self.engine, self.extra)


def _rebuild_unavailable(engine: str, extra: str) -> EngineUnavailableError:
    return EngineUnavailableError(engine=engine, extra=extra)


class PluginError(GgzrouteError):
    """An installed plug-in does not do what its entry point promises."""

    def __init__(self, *, plugin: str, reason: str) -> None:
        self.plugin = plugin
        self.reason = reason
        super().__init__(f"plug-in {plugin!r}: {reason}")

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return _rebuild_plugin, (self.plugin, self.reason)


def _rebuild_plugin(plugin: str, reason: str) -> PluginError:
    return PluginError(plugin=plugin, reason=reason)


class MissingPeildatumError(GgzrouteError):
    """Neither the casus nor the call gives a peildatum; the library never asks the clock."""

    def __init__(self) -> None:
        super().__init__(
            "no peildatum: give evaluate(..., peildatum=date(...)) or a casus with one; the clock is not read"
        )

    def __reduce__(self) -> tuple[type[MissingPeildatumError], tuple[()]]:
        return type(self), ()


class _KeywordError(GgzrouteError):
    """An exception whose attributes are the keywords it was made with."""

    def __reduce__(self) -> tuple[object, tuple[type[_KeywordError], dict[str, object]]]:
        return _rebuild_keywords, (type(self), dict(vars(self)))


def _rebuild_keywords(cls: type[_KeywordError], keywords: dict[str, object]) -> _KeywordError:
    return cls(**keywords)


class ExtraMissingError(_KeywordError):
    """A package is not installed that comes with an extra."""

    def __init__(self, *, what: str, extra: str) -> None:
        self.what = what
        self.extra = extra
        super().__init__(f"{what} is not installed: pip install 'ggzroute[{extra}]'")


_UNREADABLE = {
    "missing": "does not exist",
    "same": "is the input as well as a result",
    "unreadable": "cannot be read",
    "damaged": "is cut off or damaged",
    "no_parquet": "is no Parquet file, or is damaged",
    "no_column": "has no column 'casus', and no column 'id'",
}


class BatchInputError(_KeywordError):
    """The casussen of a batch cannot be read as a whole; what is wrong with one casus is no error but a refusal.

    Attributes:
        path: the input.
        reason: ``missing``, ``same``, ``unreadable``, ``damaged``, ``no_parquet`` or ``no_column``.
    """

    def __init__(self, *, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path or 'the input'} {_UNREADABLE[reason]}")


class BatchChangedError(_KeywordError):
    """A batch that was begun cannot go on, because something is no longer what it was.

    Attributes:
        path: the result.
        changed: what changed: ``input``, ``pack``, ``options`` or ``library``.
    """

    def __init__(self, *, path: str, changed: Iterable[str]) -> None:
        self.path = path
        self.changed = tuple(changed)
        super().__init__(
            f"{path} was begun with another {' and another '.join(self.changed)}: undo that, or begin again"
        )


class BatchExistsError(_KeywordError):
    """There is a file with the name of the result that no batch which can go on has made."""

    def __init__(self, *, path: str) -> None:
        self.path = path
        super().__init__(f"{path} exists already, and no batch is known that made it")


_STOPPED = {
    "worker": "a worker process died, perhaps for want of memory",
    "chunk": "Dask workers keep dying on one part",
    "scheduler": "no Dask scheduler answers there",
    "pack": "a worker finds another content for the pack",
}


class BatchStoppedError(_KeywordError):
    """A batch was stopped by what it runs on; what was finished is kept, and the same call goes on with the rest.

    Attributes:
        reason: ``worker``, ``chunk``, ``scheduler`` or ``pack``.
    """

    def __init__(self, *, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the batch was stopped: {_STOPPED[reason]}; the same call goes on where it was")


_REVISION = {
    "form": "is no revision: write git:REVISION:path/of/the/pack",
    "git": "cannot be read: git is not installed",
    "repository": "cannot be read: there is no git repository here",
    "revision": "cannot be read: git does not know this revision",
    "folder": "cannot be read: this folder is not in that revision",
}


class RevisionError(_KeywordError):
    """A pack at a revision of git cannot be had.

    Attributes:
        name: the revision as it was asked for.
        reason: ``form``, ``git``, ``repository``, ``revision`` or ``folder``.
    """

    def __init__(self, *, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name} {_REVISION[reason]}")


class BookError(GgzrouteError):
    """A book cannot be put where it was asked for.

    Attributes:
        place: the folder.
        reason: ``is a file``, ``is not empty`` or ``cannot be written``.
    """

    def __init__(self, place: Path, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"no book can be written to {str(place)!r}: it {reason}")

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return type(self), (self.place, self.reason)
