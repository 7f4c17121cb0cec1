"""Asks for a line of text, and asks again until it fits. An answer may also come through a pipe."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from ggzroute.problems import listing, nearest

Accept = Callable[[str], str]
"""Gives a Dutch sentence that says what is wrong with an answer, or ``""``."""


def ask(question: str, *, default: str = "", accept: Accept | None = None, needed: bool = True) -> str:
    """The answer to a question.

    Args:
        question: a Dutch question.
        default: the answer when somebody just presses Enter.
        accept: says what is wrong with an answer.
        needed: whether an empty answer is asked again.
    """
    shown = f"{question} [{default}]" if default else question
    while True:
        given: str = click.prompt(shown, default=default, show_default=False, prompt_suffix="\n> ").strip()
        complaint = "Hier moet iets staan." if needed and not given else (accept(given) if accept and given else "")
        if not complaint:
            return given
        click.echo(complaint)


def choose(question: str, options: Sequence[str], *, default: str = "") -> str:
    """One of some words."""

    def accept(given: str) -> str:
        if given in options:
            return ""
        near = nearest(given, options)
        hint = f" Bedoelt u '{near}'?" if near else ""
        return f"Dat kan niet.{hint} Kies uit: {listing(options, limit=40)}."

    return ask(f"{question} ({listing(options, limit=40)})", default=default, accept=accept)


def pattern(test: Callable[[str], object], complaint: str) -> Accept:
    """Accepts what a test accepts."""
    return lambda given: "" if test(given) else complaint
