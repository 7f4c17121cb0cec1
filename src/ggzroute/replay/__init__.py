"""Replay: documented casussen held against what the sources say should come out."""
