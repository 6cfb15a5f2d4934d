# SPDX-License-Identifier: Apache-2.0
"""Whole sessions in every dialect with the simulated reader, over a pseudo-terminal and over a network address."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from sscard_desktop.devices.idcard.dialects import dialect_of
from sscard_desktop.devices.idcard.module import Fault
from sscard_desktop.devices.idcard.port import CardReader
from sscard_desktop.devices.idcard.readers import SerialCardReaders
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.devices.idcard.specimens import specimens
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.reader import ReaderDialect
from tests.devices.idcard.sessions import LATENCY, TIMING
from tests.helpers.corpus import entries
from tests.helpers.readerpeer import TRANSPORTS, ScriptedPeer
from tests.readersoak import soak

TODAY = date(2026, 11, 22)
LATER_S = 5.0 * TIMING.command_factor + 0.3
"""Later than a one-shot request waits."""
HID = {ReaderDialect.HID, ReaderDialect.HID_BARE}
ONE_SHOT = [ReaderDialect.WRAPPED, ReaderDialect.TEXT]
LINES = [
    (dialect, transport)
    for dialect in ReaderDialect
    for transport in TRANSPORTS
    if not (dialect in HID and (transport == "tcp" or sys.platform != "linux"))
]


@contextlib.contextmanager
def reader(dialect: ReaderDialect, transport: str = "tcp") -> Iterator[tuple[SimulatedCardReader, CardReader]]:
    simulated = SimulatedCardReader(today=TODAY, tcp=transport == "tcp", latency=LATENCY, dialect=dialect)
    with simulated, CardReader(simulated.url, timing=TIMING, dialect=dialect_of(dialect)) as driver:
        yield simulated, driver


@pytest.mark.parametrize(("dialect", "transport"), LINES)
def test_a_card_is_read_in_every_dialect(dialect: ReaderDialect, transport: str) -> None:
    with reader(dialect, transport) as (simulated, driver):
        driver.greet()
        assert not driver.finds_card()
        for name in ("resident", "foreigner_2023"):
            simulated.lay_on(name)
            card = driver.read(timeout_s=5)
            assert replace(card, photo_wlt=b"") == specimens(TODAY)[name]
            simulated.lift()
            assert not driver.finds_card()


@pytest.mark.parametrize("dialect", ONE_SHOT)
def test_a_card_that_lies_there_when_a_one_shot_reader_is_greeted_is_not_lost(dialect: ReaderDialect) -> None:
    """The greeting reads it, and the module denies it from then on."""
    with reader(dialect) as (simulated, driver):
        simulated.lay_on("resident")
        driver.greet()
        assert driver.finds_card()
        assert driver.read_card().name == specimens(TODAY)["resident"].name
        assert not driver.finds_card()


@pytest.mark.parametrize("dialect", ONE_SHOT)
def test_a_reading_that_came_too_late_is_never_the_next_persons(dialect: ReaderDialect) -> None:
    latency = replace(LATENCY, late_s=LATER_S)
    simulated = SimulatedCardReader(today=TODAY, tcp=True, latency=latency, dialect=dialect)
    with simulated, CardReader(simulated.url, timing=TIMING, dialect=dialect_of(dialect)) as driver:
        driver.greet()
        simulated.set_fault(Fault.LATE)
        simulated.lay_on("resident")
        with pytest.raises(EnvironmentFailedError):
            driver.read(timeout_s=0.1)
        simulated.set_fault("")
        simulated.lift()
        simulated.lay_on("foreigner_2023")
        with contextlib.suppress(EnvironmentFailedError):
            assert driver.read(timeout_s=5).number == specimens(TODAY)["foreigner_2023"].number


@pytest.mark.parametrize("dialect", ONE_SHOT)
def test_a_damaged_reading_of_a_one_shot_reader_is_told(dialect: ReaderDialect) -> None:
    with reader(dialect) as (simulated, driver):
        driver.greet()
        simulated.set_fault(Fault.FLIPPED_BIT)
        simulated.lay_on("resident")
        assert driver.finds_card()
        with pytest.raises(EnvironmentFailedError) as told:
            driver.read_card()
        assert told.value.code == "reader.card_lost"


@pytest.mark.parametrize("dialect", ONE_SHOT)
def test_a_card_whose_reading_was_damaged_while_the_reader_was_greeted_is_told(dialect: ReaderDialect) -> None:
    with reader(dialect) as (simulated, driver):
        simulated.set_fault(Fault.FLIPPED_BIT)
        simulated.lay_on("resident")
        driver.greet()
        simulated.set_fault("")
        assert driver.finds_card()
        with pytest.raises(EnvironmentFailedError) as told:
            driver.read_card()
        assert told.value.code == "reader.card_lost"
        simulated.lift()
        assert not driver.finds_card()
        simulated.lay_on("resident")
        assert driver.read(timeout_s=2).number


@pytest.mark.parametrize("identifier", ["resp_base_resident", "resp_base_fp_1024", "resp_base_fp_0"])
def test_a_one_shot_reader_may_answer_with_fingerprints_which_end_there(identifier: str) -> None:
    with (
        OneShotPeer(entries()[identifier].data) as peer,
        CardReader(peer.url, timing=TIMING, dialect=dialect_of(ReaderDialect.TEXT)) as driver,
    ):
        card = driver.read(timeout_s=5)
    assert card.number
    assert len(card.photo_wlt) == 1024


class OneShotPeer(ScriptedPeer):
    """Answers the text request with the same bytes each time."""

    def __init__(self, answer: bytes) -> None:
        super().__init__({})
        self._answer = answer

    def _serve(self) -> None:
        if b"D&C00040101" in self._buffer:
            self._buffer = b""
            self.send(self._answer)


@pytest.mark.skipif(sys.platform != "linux", reason="HID devices are opened on Linux only")
def test_hid_troubles_have_their_reasons(tmp_path: os.PathLike[str]) -> None:
    readers = SerialCardReaders(timing=TIMING)
    for url, code in (
        (f"{tmp_path}/hidraw9", "reader.port_missing"),
        ("socket://127.0.0.1:9", "reader.port_name"),
        (str(tmp_path), "reader.port_failed"),
        ("\0", "reader.port_failed"),
    ):
        with pytest.raises(EnvironmentFailedError) as told:
            readers.read(url, timeout_s=1, dialect=ReaderDialect.HID)
        assert told.value.code == code


def test_hid_is_refused_where_it_was_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(EnvironmentFailedError) as told:
        dialect_of(ReaderDialect.HID).open("hid", baud=0, slice_s=0.1)
    assert told.value.code == "reader.hid_not_here"


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform == "win32", reason="plugs a reader in under the same name")
@pytest.mark.parametrize("dialect", [each for each in ReaderDialect if each is not ReaderDialect.SAM])
def test_cards_under_every_fault_are_read_or_refused_in_every_dialect(dialect: ReaderDialect) -> None:
    assert soak(100, lanes=8, dialect=dialect).wrong == []
