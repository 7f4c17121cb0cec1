"""Analysis of rules by meaning: witnesses, coverage and mutation."""
