"""Puts one question on the terminal. The only door to questionary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from ggzroute.exceptions import ExtraMissingError
from ggzroute.vocabulary import Begrip, Soort, Type

NOBODY_KNOWS: Final = "weet ik niet"
RATHER_NOT: Final = "zeg ik liever niet"
DECLINED: Final = "geweigerd"


class Stop(Exception):  # noqa: N818 - not an error: the one who answers is done
    """The one who answers wants to stop."""


class Skip(Exception):  # noqa: N818 - not an error
    """This fact needs more than one line, and cannot be asked here."""


class Asker:
    """Asks with questionary; ``input_`` and ``output`` are for tests.

    Raises:
        ExtraMissingError: questionary is not installed.
    """

    def __init__(self, **streams: Any) -> None:
        try:
            import questionary  # noqa: PLC0415 - an extra
        except ImportError:
            raise ExtraMissingError(what="questionary", extra="interview") from None
        self._q = questionary
        self._streams = streams

    def ask(self, begrip: Begrip, people: Sequence[str] = ()) -> Any:
        """The answer as in a casus file; ``None`` when nobody knows, ``"geweigerd"`` for rather not.

        Raises:
            Stop: Ctrl-C.
            Skip: the fact cannot be asked in one line.
        """
        kind = begrip.type
        match kind.soort:
            case Soort.JA_NEE | Soort.KEUZE:
                return self._one(begrip.vraag, kind.waarden)
            case Soort.KEUZES:
                return self._several(begrip.vraag, kind)
            case Soort.ACTOR if people:
                return self._one(begrip.vraag, {who: who for who in people})
            case Soort.GETAL | Soort.DATUM | Soort.TEKST | Soort.ACTOR:
                return self._line(begrip.vraag, kind)
            case Soort.TABEL if kind.sleutels and kind.waarde is not None and kind.waarde.waarden:
                return self._table(begrip.vraag, kind)
        raise Skip

    def _one(self, question: str, labels: Any) -> Any:
        values = {label: value for value, label in labels.items()}
        chosen = self._run(
            self._q.select(
                question,
                choices=[*values, NOBODY_KNOWS, RATHER_NOT],
                instruction="(pijltjes en Enter)",
                **self._streams,
            )
        )
        return _special(chosen, values.get(chosen))

    def _several(self, question: str, kind: Type) -> Any:
        known = self._one(question, {"ja": "kiezen uit de lijst", "leeg": "geen van de mogelijkheden"})
        if known != "ja":
            return [] if known == "leeg" else known
        values = {label: value for value, label in kind.waarden.items()}
        chosen = self._run(
            self._q.checkbox(question, choices=list(values), instruction="(spatie kiest, Enter klaar)", **self._streams)
        )
        return [values[label] for label in chosen]

    def _line(self, question: str, kind: Type) -> Any:
        hint = {Soort.GETAL: "een getal", Soort.DATUM: "een datum als 2016-11-24"}.get(kind.soort, "een korte tekst")

        def right(text: str) -> bool | str:
            return text.strip() in ("", "-") or _read(text.strip(), kind) is not None or f"Geef {hint}."

        text = self._run(
            self._q.text(
                question,
                instruction=f"({hint}; leeg: {NOBODY_KNOWS}; - : {RATHER_NOT})",
                validate=right,
                **self._streams,
            )
        ).strip()
        return None if not text else DECLINED if text == "-" else _read(text, kind)

    def _table(self, question: str, kind: Type) -> Any:
        assert kind.waarde is not None  # noqa: S101 - the caller looked
        rows: dict[str, Any] = {}
        for key in kind.sleutels:
            answer = self._one(f"{question} {key.replace('_', ' ')}:", kind.waarde.waarden)
            if answer == DECLINED:
                return rows or DECLINED
            if answer is not None:
                rows[key] = answer
        return rows or None

    def _run(self, prompt: Any) -> Any:
        try:
            return prompt.unsafe_ask()
        except (KeyboardInterrupt, EOFError):
            raise Stop from None


def _special(chosen: str, value: Any) -> Any:
    return {NOBODY_KNOWS: None, RATHER_NOT: DECLINED}.get(chosen, value)


def _read(text: str, kind: Type) -> Any:
    """A line as a value, or ``None`` when it does not fit."""
    try:
        if kind.soort is Soort.GETAL:
            return int(text)
        if kind.soort is Soort.DATUM:
            return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return None
    return text
