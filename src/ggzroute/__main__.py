"""``python -m ggzroute``: the same as the command ``ggzroute``."""

from ggzroute.cli import main

main()
