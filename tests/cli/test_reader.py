# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import sys
import threading
from datetime import date

import pytest

from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.domain.reader import ReaderDialect
from tests.cli.conftest import Script


def test_a_card_is_read_from_a_simulated_reader(script: Script) -> None:
    with SimulatedCardReader(today=date(2026, 11, 21)) as reader:
        name = next(name for name in reader.card_names if "long" in name)
        reader.lay_on(name)
        answer = script.json("reader", "read", "--port", reader.url, "--timeout", "10")
    assert answer.code == 0
    assert answer.data["valid_to"] is None
    assert answer.data["long_term"] is True
    assert len(answer.data["number"]) == 18


@pytest.mark.parametrize("dialect", [ReaderDialect.CVR, ReaderDialect.TEXT])
def test_a_reader_that_speaks_otherwise_is_read_when_that_is_said(script: Script, dialect: ReaderDialect) -> None:
    with SimulatedCardReader(today=date(2026, 11, 21), dialect=dialect, tcp=True) as reader:
        reader.lay_on("minor")
        options = ("reader", "read", "--port", reader.url, "--timeout", "5")
        answer = script.json(*options, "--dialect", dialect.value)
        assert answer.code == 0
    assert len(answer.data["number"]) == 18


def test_an_empty_reader_is_told_within_the_time(script: Script) -> None:
    with SimulatedCardReader(today=date(2026, 11, 21)) as reader:
        answer = script.json("reader", "read", "--port", reader.url, "--timeout", "0.5")
    assert answer.code == 3
    assert answer.data["error"]["code"].startswith("reader.")
    assert answer.data["error"]["remedy"]


def test_a_port_that_does_not_exist_is_told(script: Script) -> None:
    answer = script.json("reader", "read", "--port", "/dev/no-such-reader", "--timeout", "0.5")
    assert answer.code == 3
    assert answer.data["error"]["code"].startswith("reader.")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_the_simulator_runs_behind_a_link_for_other_programs(script: Script) -> None:
    link = script.folder / "reader"
    answers = []

    def simulate() -> None:
        answers.append(script.run("reader", "simulate", "--link", str(link), "--card", "minor", "--seconds", "4"))

    thread = threading.Thread(target=simulate)
    thread.start()
    try:
        for _ in range(100):
            if link.exists():
                break
            threading.Event().wait(0.02)
        from sscard_desktop.devices.idcard.readers import SerialCardReaders

        assert SerialCardReaders().read(str(link), timeout_s=5).number
    finally:
        thread.join()
    assert answers[0].code == 0


def test_a_window_without_a_screen_is_told_before_the_reader_is_there(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    link = script.folder / "reader"
    answer = script.json("reader", "simulate", "--link", str(link), "--window", "--seconds", "0.1")
    if sys.platform == "linux":
        assert answer.code == 3
        assert answer.data["error"]["code"] == "cli.no_screen"
        assert not link.is_symlink()


@pytest.mark.parametrize(("option", "name"), [("--card", "nobody"), ("--fault", "gremlins")])
def test_an_unknown_card_or_fault_is_told_with_the_known_ones(script: Script, option: str, name: str) -> None:
    answer = script.json("reader", "simulate", "--link", str(script.folder / "r"), option, name, "--seconds", "0.1")
    assert answer.code == 1
    assert answer.data["error"]["code"].startswith("reader.no_such_")
    known = "minor" if option == "--card" else "silence"
    assert known in answer.data["error"]["remedy"]


def test_the_speed_of_a_reader_is_found_and_a_dead_port_is_told(script: Script) -> None:
    with SimulatedCardReader(today=date(2026, 11, 21)) as reader:
        assert script.json("reader", "speed", "--port", reader.url).data["baud"] == 115200
    answer = script.json("reader", "speed", "--port", "/dev/no-such-reader")
    assert answer.code == 3
