"""The pytest plug-in: documented casussen as tests, and a ``casus`` fixture for tests of one's own.

``pytest path/to/casussen`` collects ``*.casus.yaml`` and ``*.profiel.yaml`` files; each expected outcome and
each must-not is a test.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ggzroute.domain.casus import Casus
    from ggzroute.replay.running import Resultaat
    from ggzroute.rules.pack import RulePack

DEFAULT_PACK = "holland-rijnland"
_NAMES = tuple(mark + suffix for mark in (".casus", ".profiel") for suffix in (".yaml", ".yml", ".json"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--ggz-pack`` and ``--ggz-engine``, and the same as settings of the project."""
    group = parser.getgroup("ggzroute")
    group.addoption("--ggz-pack", default=None, metavar="PACK", help="rule pack for casussen that lie outside a pack")
    group.addoption("--ggz-engine", default="direct", choices=["direct", "durable", "both"], help="engine for casussen")
    parser.addini("ggz_pack", "rule pack for casussen that lie outside a pack", default=DEFAULT_PACK)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line("markers", "casus(id_or_path): the documented casus that the `casus` fixture gives")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect ``*.casus.yaml``, ``*.profiel.yaml``, and the same as ``.json``."""
    if file_path.name.endswith(_NAMES):
        collector: CasusFile = CasusFile.from_parent(parent, path=file_path)
        return collector
    return None


def _pack_name(config: pytest.Config) -> str:
    return str(config.getoption("--ggz-pack") or config.getini("ggz_pack"))


def _pack_for(path: Path, config: pytest.Config) -> RulePack:
    """The pack in whose folder the file lies, unless one was named."""
    from ggzroute.registry import is_pack, load_pack  # noqa: PLC0415 - loaded when there is a casus

    home = next((parent for parent in path.parents if is_pack(parent)), None)
    named = config.getoption("--ggz-pack")
    return load_pack(str(named or home or _pack_name(config)))


class CasusFile(pytest.File):
    """A documented casus; a casus without expectations has no tests."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test for each outcome, must-not, and the route."""
        from ggzroute.exceptions import DocumentError  # noqa: PLC0415 - loaded when there is a casus
        from ggzroute.replay.fixtures import load_fixture  # noqa: PLC0415
        from ggzroute.replay.running import replay  # noqa: PLC0415

        engine = self.config.getoption("--ggz-engine")
        engines = ("direct", "durable") if engine == "both" else (engine,)
        try:
            pack = _pack_for(self.path, self.config)
            fixture = load_fixture(self.path, pack)
        except DocumentError as error:
            raise self.CollectError(str(error)) from None
        for result in replay(fixture, pack, engines=engines).alles:
            item: CasusItem = CasusItem.from_parent(self, name=result.id, result=result)
            yield item


class CasusItem(pytest.Item):
    """One outcome of a documented casus."""

    def __init__(self, *, result: Resultaat, **more: Any) -> None:
        super().__init__(**more)
        self.result = result

    def runtest(self) -> None:
        """Fail when the outcome was missed."""
        if not self.result.gehaald:
            raise OutcomeMissedError(self.result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was expected, what was found, and where it stands."""
        if isinstance(excinfo.value, OutcomeMissedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """File and name for the report."""
        return self.path, None, f"{self.path.name}: {self.name}"


class OutcomeMissedError(AssertionError):
    """An outcome was missed, or appeared where it must not."""

    def __init__(self, result: Resultaat) -> None:
        where = f" in situation {result.situatie}" if result.situatie else ""
        sources = "; ".join(str(bron) for bron in result.bron)
        lines = [
            f"{result.id} ({result.soort}{', ' + result.zekerheid if result.zekerheid else ''}){where}",
            f"  {result.reden}",
        ]
        super().__init__("\n".join([*lines, *([f"  source: {sources}"] if sources else [])]))


@pytest.fixture(scope="session")
def ggz_pack(pytestconfig: pytest.Config) -> RulePack:
    """The rule pack named by ``--ggz-pack`` or the setting ``ggz_pack``."""
    from ggzroute.registry import load_pack  # noqa: PLC0415 - loaded when a test asks for it

    return load_pack(_pack_name(pytestconfig))


@pytest.fixture
def casus(request: pytest.FixtureRequest, ggz_pack: RulePack) -> Casus:
    """The documented casus named by ``@pytest.mark.casus(...)``: an id of the pack, or the path of a file."""
    from ggzroute.domain.casus import Casus  # noqa: PLC0415 - loaded when a test asks for it
    from ggzroute.loading import load_casus  # noqa: PLC0415

    marker = request.node.get_closest_marker("casus")
    if marker is None or not marker.args:
        pytest.fail("the fixture `casus` needs a marker: @pytest.mark.casus('hr-1108-3')")
    wanted = marker.args[0]
    for file in ggz_pack.casussen:
        if file.id == wanted:
            return Casus.from_yaml(file.inhoud, vocabulary=ggz_pack.vocabulary, name=file.bestand)
    path = request.path.parent / str(wanted)
    if not path.is_file():
        pytest.fail(f"no documented casus {wanted!r} in the pack, and no such file")
    return load_casus(path, vocabulary=ggz_pack.vocabulary)
