"""Workflows: a definition as data, what it promises, and walking it with the facts of a casus."""
