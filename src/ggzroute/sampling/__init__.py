"""Casussen that a program makes up, for benchmarks and demonstrations; never data of people, and never statistics."""
