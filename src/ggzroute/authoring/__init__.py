"""Writes the first version of what policy staff make: a pack, a rule, a casus."""
