"""Engines: two implementations behind one port, under the same tests."""
