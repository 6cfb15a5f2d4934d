# SPDX-License-Identifier: Apache-2.0
"""Reader, cameras and printers: what the examination says of them, and whom it asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from sscard_desktop.devices.spooler.demo import DemoSpooler
from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.domain.health import Health, HealthCheck
from sscard_desktop.domain.printing import Trouble
from sscard_desktop.domain.reader import FoundReader, ReaderDialect, ReaderEvent, ReaderPort, ReaderState
from sscard_desktop.services.health import Look, Seen
from sscard_desktop.services.health.devices import cameras, printers, reader
from sscard_desktop.services.papers import Papers, Way
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.services.preferences import CAMERA_SETTINGS, StationPreferences
from sscard_desktop.services.workplace import Workplace
from tests.helpers.offices import Office

KNOWN = ReaderPort("/dev/ttyUSB0", "CH340", "1a86:7523", known_reader=True)
OTHER = ReaderPort("/dev/ttyUSB1", "GPS", "0403:6015", serial_number="7")


class Readers:
    """Ports, and who answers at them; remembers who was asked."""

    def __init__(self, *ports: ReaderPort, answering: Sequence[str] = (), hidden: SscardError | None = None) -> None:
        self._ports, self._answering, self._hidden = ports, answering, hidden
        self.asked: list[str] = []
        self.spoken: list[ReaderDialect] = []

    def ports(self) -> Sequence[ReaderPort]:
        return self._ports

    def obstacle(self) -> SscardError | None:
        return self._hidden

    def probe_speed(self, url: str, *, dialect: ReaderDialect = ReaderDialect.SAM) -> int | None:
        self.asked.append(url)
        self.spoken.append(dialect)
        if "held" in url:
            raise EnvironmentFailedError("reader.port_held", port=url)
        return 115200 if url in self._answering else None


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office") / "station")
    yield made
    made.store.close()


def codes(checks: Iterator[HealthCheck]) -> list[tuple[str, str]]:
    return [(check.health.value, check.code) for check in checks]


def looking(office: Office | None = None, *, seen: Seen | None = None, **parts: object) -> Look:
    workplace = cast(Workplace, SimpleNamespace(**parts))
    return Look(workplace, office.session if office else None, seen or Seen())


def test_adapters_of_readers_are_asked_and_other_devices_are_left_alone() -> None:
    readers = Readers(KNOWN, OTHER, answering=["/dev/ttyUSB0"])
    assert codes(reader(looking(readers=readers))) == [("ok", "health.reader"), ("ok", "health.port_unasked")]
    assert readers.asked == ["/dev/ttyUSB0"]


def test_a_reader_that_is_silent_and_a_port_that_is_held_are_told() -> None:
    held = ReaderPort("/dev/held", "CH340", "1a86:7523", known_reader=True)
    assert codes(reader(looking(readers=Readers(KNOWN, held)))) == [
        ("fail", "health.reader_silent"),
        ("fail", "reader.port_held"),
    ]


def test_without_a_reader_what_hides_it_is_told() -> None:
    assert codes(reader(looking(readers=Readers()))) == [("warn", "health.no_reader")]
    hidden = EnvironmentFailedError("reader.claimed", adapter="CH340")
    with pytest.raises(EnvironmentFailedError, match=r"reader\.claimed"):
        list(reader(looking(readers=Readers(hidden=hidden))))


def test_a_chosen_port_is_asked_wherever_it_is_now_and_told_where_it_is_gone(office: Office) -> None:
    StationPreferences(office.session).change(
        reader_url="/dev/ttyUSB5", reader_device=OTHER.id, reader_dialect=ReaderDialect.TEXT
    )
    readers = Readers(OTHER, answering=["/dev/ttyUSB1"])
    assert codes(reader(looking(office, readers=readers))) == [("ok", "health.reader")]
    assert readers.spoken == [ReaderDialect.TEXT]
    readers = Readers()
    assert codes(reader(looking(office, readers=readers))) == [("warn", "health.reader_gone")]
    assert readers.asked == []


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (ReaderEvent(ReaderState.READY, found=FoundReader("COM3", "", 115200)), ("ok", "health.reader_works")),
        (ReaderEvent(ReaderState.CONNECTING), ("warn", "health.reader_connecting")),
        (
            ReaderEvent(ReaderState.DISCONNECTED, error=EnvironmentFailedError("reader.none")),
            ("warn", "health.no_reader"),
        ),
        (
            ReaderEvent(ReaderState.FAILED, error=EnvironmentFailedError("reader.unauthorised")),
            ("fail", "reader.unauthorised"),
        ),
    ],
)
def test_a_reader_that_is_listened_to_is_not_asked_again(event: ReaderEvent, answer: tuple[str, str]) -> None:
    readers = Readers(KNOWN)
    assert codes(reader(looking(readers=readers, seen=Seen(event)))) == [answer]
    assert readers.asked == []


def test_every_camera_is_named_and_a_chosen_one_that_is_gone_is_told(office: Office) -> None:
    seen = Seen(cameras=[CameraDevice("usb:1", "C920"), CameraDevice("usb:2", "良田高拍仪")])
    with office.store.transaction():
        office.store.save_setting(CAMERA_SETTINGS[Purpose.PERSON], "usb:1")
        office.store.save_setting(CAMERA_SETTINGS[Purpose.DOCUMENT], "usb:9")
    assert codes(cameras(looking(office, seen=seen))) == [
        ("ok", "health.camera"),
        ("ok", "health.camera"),
        ("warn", "health.camera_card_gone"),
    ]
    assert codes(cameras(looking(seen=Seen(cameras=[])))) == [("warn", "health.no_camera")]


def test_printers_are_told_with_their_troubles(tmp_path: Path) -> None:
    spooler = DemoSpooler(tmp_path, names=("HP", "Brother"))
    assert codes(printers(looking(spooler=lambda: spooler))) == [("ok", "health.printer")] * 2
    spooler.fall_ill(Trouble.NO_PAPER)
    (first, _) = printers(looking(spooler=lambda: spooler))
    assert (first.health, first.code, first.params["trouble"]) == (Health.WARN, "health.printer_trouble", "no_paper")
    assert codes(printers(looking(spooler=lambda: DemoSpooler(tmp_path, names=())))) == [("warn", "health.no_printer")]


def test_forms_that_are_set_to_a_printer_or_tray_that_is_gone_are_counted(office: Office, tmp_path: Path) -> None:
    spooler = DemoSpooler(tmp_path, names=("HP",))
    papers = Papers(office.session)
    papers.print_by("", Way("HP", tray="tray-2"))
    assert [check.code for check in printers(looking(office, spooler=lambda: spooler))] == ["health.printer"]
    papers.print_by("registration", Way("Gone"))
    papers.print_by("receipt", Way("HP", tray="tray-9"))
    told = {check.code: dict(check.params) for check in printers(looking(office, spooler=lambda: spooler))}
    assert told["health.form_printer_gone"] == {"name": "Gone", "count": 1}
    assert told["health.form_tray_gone"] == {"name": "HP", "count": 1}
