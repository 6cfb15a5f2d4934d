# SPDX-License-Identifier: Apache-2.0
"""What every test stands on: no screen, no real station, no surprises in the log, a clock that stands still.

``--long`` adds the soaks and heavy checks; ``--benchmark-only`` runs the benchmarks and nothing else.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# Before anything imports Qt: the default has no screen. A test that needs one (marker ``xcb``) starts its own process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# No test prints on a real printer; those of the spooler start a CUPS of their own.
os.environ["CUPS_SERVER"] = "/no/such/socket"

from tests.helpers.clock import FrozenClock
from tests.helpers.logfail import UnexpectedLogs

BENCHMARKS = Path(__file__).parent / "benchmarks"

hypothesis.settings.register_profile("counter", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.register_profile("long", deadline=None, max_examples=1000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the soaks and heavy checks too")


def pytest_configure(config: pytest.Config) -> None:
    profile = "long" if config.getoption("--long") else "ci" if os.environ.get("CI") else "counter"
    if not config.getoption("--hypothesis-profile", default=None):
        hypothesis.settings.load_profile(profile)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    long = pytest.mark.skip(reason="long: runs with --long")
    benchmark = pytest.mark.skip(reason="benchmark: runs with --benchmark-only")
    windows_only = pytest.mark.skip(reason="needs an X display: Linux only")
    for item in items:
        if "long" in item.keywords and not config.getoption("--long"):
            item.add_marker(long)
        if BENCHMARKS in item.path.parents and not config.getoption("--benchmark-only"):
            item.add_marker(benchmark)
        if "xcb" in item.keywords and sys.platform == "win32":
            item.add_marker(windows_only)


@pytest.fixture(autouse=True)
def no_unexpected_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail the test that logs a warning or worse which it didn't ask for.

    A test that means it says ``with caplog.at_level(logging.WARNING):`` around the cause (the level must be the one
    that is logged).
    """
    handler = UnexpectedLogs(caplog)
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.unexpected:
        pytest.fail("logged, but not expected:\n" + "\n".join(handler.unexpected), pytrace=False)


@pytest.fixture(autouse=True)
def no_real_station(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep tests away from the station, settings and language of whoever runs them."""
    for name in [name for name in os.environ if name.startswith("SSCARD_")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture
def clock() -> FrozenClock:
    """Return a clock that stands at 2026-03-02 09:00 in China until it is moved."""
    return FrozenClock()
