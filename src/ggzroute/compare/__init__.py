"""Compares two versions of a pack: what changed in meaning, and which casussen come out differently."""
