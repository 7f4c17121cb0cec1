"""What all tests share: Hypothesis without a clock, and the pack of the documented region."""

from __future__ import annotations

import pytest
import yaml  # noqa: F401 - pytester forgets what a run in this process imported, and PyYAML's C part bears one import only
from hypothesis import HealthCheck, settings

import ggzroute

pytest_plugins = ["pytester"]

settings.register_profile("ggzroute", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("ggzroute")


@pytest.fixture(scope="session")
def pack() -> ggzroute.RulePack:
    return ggzroute.load_pack("holland-rijnland")
