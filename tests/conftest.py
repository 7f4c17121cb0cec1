"""What all tests share: Hypothesis without a clock or chance, and the pack of the documented region.

A run says something about the code and not about luck, so each run tries the same examples. Who wants to search for
others runs ``pytest -m hypothesis --hypothesis-profile=zoek``, again and again.
"""

from __future__ import annotations

import pytest
import yaml  # noqa: F401 - pytester forgets what a run in this process imported, and PyYAML's C part bears one import only
from hypothesis import HealthCheck, settings

import ggzroute

pytest_plugins = ["pytester"]

settings.register_profile("zoek", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile("ggzroute", settings.get_profile("zoek"), derandomize=True, database=None)
settings.load_profile("ggzroute")


@pytest.fixture(scope="session")
def pack() -> ggzroute.RulePack:
    return ggzroute.load_pack("holland-rijnland")
