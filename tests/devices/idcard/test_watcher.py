# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sscard_desktop import messages
from sscard_desktop.devices.idcard import discovery
from sscard_desktop.devices.idcard.line import Timing
from sscard_desktop.devices.idcard.module import Latency
from sscard_desktop.devices.idcard.readers import SerialCardReaders
from sscard_desktop.devices.idcard.simulator import SimulatedCardReader
from sscard_desktop.devices.idcard.specimens import specimens
from sscard_desktop.devices.idcard.watcher import ReaderWatch
from sscard_desktop.domain.reader import FoundReader, ReaderChoice, ReaderEvent, ReaderPort, ReaderState
from tests.helpers.readerpeer import ScriptedPeer, wire

TODAY = date(2026, 11, 21)
PEOPLE = specimens(TODAY)
QUICK = Timing(
    slice_s=0.01,
    drain_s=0.06,
    gap_s=0.08,
    command_factor=0.25,
    power_on_s=0.6,
    reset_pause_s=0.02,
    poll_s=0.03,
    reading_s=1.5,
    last_resort_s=0.5,
)
FAST = Latency(find_s=0.0, select_s=0.0, read_s=0.01, baud=2_000_000)
SOON_S = 20.0

S = ReaderState


class Counter:
    """What the counter would see: events in their order, waited for one by one."""

    def __init__(self) -> None:
        self._events: queue.Queue[ReaderEvent] = queue.Queue()

    def __call__(self, event: ReaderEvent) -> None:
        self._events.put(event)

    def next(self) -> ReaderEvent:
        return self._events.get(timeout=SOON_S)

    def until(self, state: ReaderState) -> ReaderEvent:
        while (event := self.next()).state is not state:
            assert event.card is None
        return event

    def nothing_for(self, seconds: float) -> bool:
        try:
            self._events.get(timeout=seconds)
        except queue.Empty:
            return True
        return False


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[SimulatedCardReader]:
    with SimulatedCardReader(today=TODAY, link=tmp_path / "ttyReader", latency=FAST) as simulated:
        yield simulated


def usb_port(device: str, number: str = "A1", *, known: bool = True) -> ReaderPort:
    return ReaderPort(
        device, "USB Serial", "1a86:7523" if known else "2341:0043", known_reader=known, serial_number=number
    )


Watching = Callable[..., ReaderWatch]


@pytest.fixture
def watching(counter: Counter) -> Iterator[Watching]:
    started: list[ReaderWatch] = []

    def watch(url: str, *, same_card_s: float = 0.5) -> ReaderWatch:
        one = ReaderWatch(ReaderChoice(url), timing=QUICK, reopen_s=0.05, same_card_s=same_card_s)
        one.start(counter)
        started.append(one)
        return one

    yield watch
    for one in started:
        one.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "card reader"]


def test_a_card_laid_on_is_read_once_and_lifting_makes_ready(
    reader: SimulatedCardReader, counter: Counter, watching: Watching
) -> None:
    watching(reader.url)
    assert [counter.next().state, counter.next().state] == [S.CONNECTING, S.READY]
    reader.lay_on("resident")
    assert counter.next().state is S.READING
    event = counter.next()
    assert event.state is S.CARD_READ
    assert event.card is not None
    assert replace(event.card, photo_wlt=b"") == PEOPLE["resident"]
    reader.lift()
    assert counter.next().state is S.READY


def test_the_next_card_is_read_without_waiting_for_ready(
    reader: SimulatedCardReader, counter: Counter, watching: Watching
) -> None:
    watching(reader.url, same_card_s=60)
    reader.lay_on("resident")
    first = counter.until(S.CARD_READ)
    reader.lay_on("hmt")
    second = counter.until(S.CARD_READ)
    assert first.card is not None
    assert second.card is not None
    assert (first.card.number, second.card.number) == (PEOPLE["resident"].number, PEOPLE["hmt"].number)


def test_the_same_card_laid_on_again_at_once_starts_nothing(
    reader: SimulatedCardReader, counter: Counter, watching: Watching
) -> None:
    watching(reader.url, same_card_s=60)
    reader.lay_on("resident")
    assert counter.until(S.CARD_READ).card is not None
    reader.lay_on("resident")
    assert counter.nothing_for(0.4), "quicker than anyone looks: it never left"
    reader.lift()
    assert counter.nothing_for(0.4)
    reader.lay_on("resident")
    assert counter.until(S.CARD_READ).card is None


def test_the_same_card_is_read_again_when_the_clerk_goes_on(
    reader: SimulatedCardReader, counter: Counter, watching: Watching
) -> None:
    watch = watching(reader.url, same_card_s=60)
    reader.lay_on("resident")
    assert counter.until(S.CARD_READ).card is not None
    watch.next_person()
    reader.lay_on("resident")
    assert counter.until(S.CARD_READ).card is not None


def test_a_module_that_finds_its_card_for_ever_gives_one_reading(
    tmp_path: Path, counter: Counter, watching: Watching
) -> None:
    with SimulatedCardReader(today=TODAY, latency=FAST, repeat_read=True) as reader:
        reader.lay_on("minor")
        watching(reader.url, same_card_s=0.1)
        assert counter.until(S.CARD_READ).card is not None
        assert counter.nothing_for(0.6)
        reader.lift()
        assert counter.next().state is S.READY


def test_a_quick_hand_is_noticed_by_a_module_that_finds_cards_for_ever(counter: Counter, watching: Watching) -> None:
    with SimulatedCardReader(today=TODAY, latency=FAST, repeat_read=True) as reader:
        watching(reader.url, same_card_s=0.2)
        for name in ("minor", "hmt", "resident", "minor"):
            reader.lay_on(name)
            read = counter.until(S.CARD_READ)
            assert read.card is not None
            assert read.card.number == PEOPLE[name].number


def test_a_card_that_fails_says_so_and_the_next_one_is_read(
    reader: SimulatedCardReader, counter: Counter, watching: Watching
) -> None:
    watching(reader.url)
    reader.set_fault("card-moved")
    reader.lay_on("resident")
    event = counter.until(S.CARD_FAILED)
    assert event.error is not None
    assert event.error.code in {"reader.read_failed", "reader.card_lost"}
    reader.set_fault("")
    reader.lay_on("hmt")
    read = counter.until(S.CARD_READ)
    assert read.card is not None
    assert read.card.number == PEOPLE["hmt"].number


def test_a_reader_pulled_and_plugged_in_again_comes_back_by_itself(
    reader: SimulatedCardReader, counter: Counter, watching: Watching
) -> None:
    watching(reader.url)
    counter.until(S.READY)
    for _ in range(3):
        reader.stop()
        gone = counter.until(S.DISCONNECTED)
        assert gone.error is not None
        assert gone.error.code in {"reader.disconnected", "reader.port_missing", "reader.silent", "reader.garbled"}
        reader.start()
        counter.until(S.READY)
    reader.lay_on("long_term")
    read = counter.until(S.CARD_READ)
    assert read.card is not None
    assert read.card.long_term


def test_a_card_that_lies_there_through_a_cable_pull_is_not_a_second_person(
    tmp_path: Path, counter: Counter, watching: Watching
) -> None:
    with SimulatedCardReader(today=TODAY, link=tmp_path / "tty", latency=FAST, repeat_read=True) as reader:
        watching(reader.url, same_card_s=0.1)
        reader.lay_on("resident")
        assert counter.until(S.CARD_READ).card is not None
        reader.stop()
        counter.until(S.DISCONNECTED)
        reader.start()
        counter.until(S.READY)
        assert counter.nothing_for(0.6)
        reader.lay_on("hmt")
        read = counter.until(S.CARD_READ)
        assert read.card is not None
        assert read.card.number == PEOPLE["hmt"].number


def test_a_next_card_that_fails_after_a_cable_pull_is_told(
    tmp_path: Path, counter: Counter, watching: Watching
) -> None:
    """Hands that change cards while the reader is away: what lies there then must not be waited out in silence."""
    with SimulatedCardReader(today=TODAY, link=tmp_path / "tty", latency=FAST, repeat_read=True) as reader:
        watching(reader.url, same_card_s=0.1)
        reader.lay_on("resident")
        assert counter.until(S.CARD_READ).card is not None
        reader.stop()
        counter.until(S.DISCONNECTED)
        reader.set_fault("read-failed")
        reader.lay_on("hmt")
        reader.start()
        counter.until(S.READY)
        assert counter.until(S.CARD_FAILED).error is not None


def test_a_reader_that_is_plugged_in_later_is_found(tmp_path: Path, counter: Counter, watching: Watching) -> None:
    link = tmp_path / "ttyLater"
    watching(str(link))
    assert counter.next().state is S.CONNECTING
    event = counter.next()
    assert event.state is S.DISCONNECTED
    assert event.error is not None
    assert event.error.code == "reader.port_missing"
    assert counter.nothing_for(0.3), "the same trouble is told once"
    with SimulatedCardReader(today=TODAY, link=link, latency=FAST):
        counter.until(S.READY)


def test_a_device_under_another_name_is_found_by_its_identity(
    counter: Counter, watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ttyUSB0 becomes ttyUSB1 when the old name is still held as the reader comes back."""
    with (
        SimulatedCardReader(today=TODAY, latency=FAST) as first,
        SimulatedCardReader(today=TODAY, latency=FAST) as second,
    ):
        place = [usb_port(first.url)]
        monkeypatch.setattr(discovery, "ports", lambda: list(place))
        watching(first.url)
        assert counter.until(S.READY).found == FoundReader(first.url, "1a86:7523:A1", 115200)
        place[:] = [usb_port(second.url)]
        first.stop()
        counter.until(S.DISCONNECTED)
        counter.until(S.READY)
        second.lay_on("expiring")
        assert counter.until(S.CARD_READ).card is not None


@pytest.mark.parametrize(
    ("fault", "state", "code"),
    [
        ("unauthorised", S.FAILED, "reader.unauthorised"),
        ("self-test", S.FAILED, "reader.self_test"),
        ("silence", S.DISCONNECTED, "reader.silent"),
        ("garbage", S.DISCONNECTED, "reader.garbled"),
    ],
)
def test_a_reader_that_cannot_work_is_told_and_comes_back_when_mended(
    reader: SimulatedCardReader, counter: Counter, watching: Watching, fault: str, state: ReaderState, code: str
) -> None:
    reader.set_fault(fault)
    watching(reader.url)
    event = counter.until(state)
    assert event.error is not None
    assert event.error.code == code
    reader.set_fault("")
    counter.until(S.READY)


def test_a_card_that_cannot_be_known_is_the_card_s_failure(counter: Counter, watching: Watching) -> None:
    reading = bytearray(wire("resp_base_resident"))
    reading[14 + 248] ^= 0x20 ^ ord("Z")
    reading[-1] ^= 0x20 ^ ord("Z")
    with ScriptedPeer({"3001": [bytes(reading)]}) as peer:
        watching(peer.url, same_card_s=60)
        event = counter.until(S.CARD_FAILED)
        assert event.error is not None
        assert event.error.code == "card.unknown_type"
        assert counter.nothing_for(0.3), "the card that lies there isn't tried again and again"


def test_a_refusal_on_looking_is_told_once(counter: Counter, watching: Watching) -> None:
    with ScriptedPeer({"2001": [wire("resp_err_40")]}) as peer:
        watching(peer.url)
        event = counter.until(S.CARD_FAILED)
        assert event.error is not None
        assert event.error.code == "reader.wrong_card"
        assert counter.nothing_for(0.3)


def test_cards_are_looked_for_no_faster_than_vendors_ask() -> None:
    assert Timing().poll_s >= 0.3


def test_stopping_is_quick_and_final(reader: SimulatedCardReader, counter: Counter, watching: Watching) -> None:
    watch = watching(reader.url)
    counter.until(S.READY)
    watch.stop()
    watch.stop()
    reader.lay_on("resident")
    assert counter.nothing_for(0.2)
    assert not [thread for thread in threading.enumerate() if thread.name == "card reader"]


def test_a_watch_can_be_stopped_from_its_own_event(reader: SimulatedCardReader) -> None:
    done = threading.Event()
    watch = ReaderWatch(ReaderChoice(reader.url), timing=QUICK)

    def stop(event: ReaderEvent) -> None:
        watch.stop()
        done.set()

    watch.start(stop)
    assert done.wait(SOON_S)
    watch.stop()


def test_a_watch_starts_once(reader: SimulatedCardReader, counter: Counter, watching: Watching) -> None:
    watch = watching(reader.url)
    with pytest.raises(RuntimeError, match="started"):
        watch.start(counter)


def test_a_watch_that_was_never_started_can_be_stopped() -> None:
    ReaderWatch(ReaderChoice("/dev/null")).stop()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_that_ends_the_watching_is_told(reader: SimulatedCardReader) -> None:
    told: queue.Queue[ReaderEvent] = queue.Queue()

    def listener(event: ReaderEvent) -> None:
        told.put(event)
        if event.state is S.READY:
            raise ZeroDivisionError

    watch = ReaderWatch(ReaderChoice(reader.url), timing=QUICK)
    watch.start(listener)
    while (event := told.get(timeout=SOON_S)).error is None:
        pass
    assert event.state is S.FAILED
    assert event.error.code == "reader.stopped"
    watch.stop()


def test_the_services_port_is_served(reader: SimulatedCardReader, counter: Counter) -> None:
    readers = SerialCardReaders(timing=QUICK)
    reader.lay_on("foreigner_2023")
    assert readers.read(reader.url, timeout_s=2).number == PEOPLE["foreigner_2023"].number
    reader.lay_on("foreigner_2017")
    watch = readers.watch(ReaderChoice(reader.url), counter)
    event = counter.until(S.CARD_READ)
    assert event.card is not None
    assert event.card.name_en == "ZHENGJIAN,YANGBEN"
    watch.stop()
    assert all(port.device for port in readers.ports())


def test_an_event_does_not_show_its_card(reader: SimulatedCardReader, counter: Counter, watching: Watching) -> None:
    watching(reader.url)
    reader.lay_on("resident")
    event = counter.until(S.CARD_READ)
    assert event.card is not None
    assert event.card.name not in repr(event)
    assert messages.catalogue()
