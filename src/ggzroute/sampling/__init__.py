"""Casussen that a program makes up, for benchmarks and demonstrations; never data of people, and never statistics."""

from ggzroute.sampling.sampler import Sampler, sample

__all__ = ["Sampler", "sample"]
