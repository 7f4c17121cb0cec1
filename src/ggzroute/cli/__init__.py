"""The command line: what it prints is Dutch, for policy staff and researchers."""

from ggzroute.cli.commands import main

__all__ = ["main"]
