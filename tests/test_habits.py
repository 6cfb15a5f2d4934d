# SPDX-License-Identifier: Apache-2.0
"""The habits of the suite themselves: what conftest.py promises, tried on small inner suites."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.helpers.clock import FrozenClock

pytest_plugins = ["pytester"]
CONFTEST = Path(__file__).parent / "conftest.py"


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(CONFTEST.parent.parent))
    pytester.makeini("[pytest]\nmarkers =\n    long: heavy\n    xcb: screen\n")
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    return pytester


def run(suite: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    # A process of its own: in this one, the inner suite's records would reach the outer suite's log.
    return suite.runpytest_subprocess("-p", "no:xvfb", "-p", "no:cacheprovider", *arguments)


def test_an_unexpected_warning_fails_the_test_that_logs_it(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import logging

        def test_unasked():
            logging.getLogger("somewhere").warning("surprise")

        def test_asked(caplog):
            with caplog.at_level(logging.WARNING):
                logging.getLogger("somewhere").warning("announced")
        """
    )
    outcome = run(suite)
    outcome.assert_outcomes(passed=2, errors=1)
    outcome.stdout.fnmatch_lines(["*surprise*"])


def test_long_tests_run_only_when_asked(suite: pytest.Pytester) -> None:
    suite.makepyfile("import pytest\n\n@pytest.mark.long\ndef test_soak():\n    pass\n")
    run(suite).assert_outcomes(skipped=1)
    run(suite, "--long").assert_outcomes(passed=1)


def test_the_clock_moves_only_when_told(clock: FrozenClock) -> None:
    assert clock() == clock.now()
    assert clock.today() == date(2026, 3, 2)
    clock.advance(hours=15)
    assert clock.today() == date(2026, 3, 3)
