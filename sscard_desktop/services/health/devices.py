# SPDX-License-Identifier: Apache-2.0
"""Reader, cameras and printers: what is there, whether it answers, and whether what was chosen is still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.health import HealthCheck, Part
from sscard_desktop.domain.printing import Printer
from sscard_desktop.domain.reader import ReaderChoice, ReaderDialect, ReaderEvent, ReaderPort, ReaderState
from sscard_desktop.services.health.look import Look, fail, ok, told, warn
from sscard_desktop.services.papers import Papers, Way
from sscard_desktop.services.preferences import CAMERA_SETTINGS, StationPreferences
from sscard_desktop.services.session import Session

_AT_WORK = (ReaderState.READY, ReaderState.READING, ReaderState.CARD_READ, ReaderState.CARD_FAILED)
_GONE = {Purpose.PERSON: "health.camera_person_gone", Purpose.DOCUMENT: "health.camera_card_gone"}


def reader(look: Look) -> Iterator[HealthCheck]:
    """Say of the reader that is listened to what it said itself; where nobody listens, ask each that may be asked.

    Asked are a port that somebody chose, and adapters that are known to be built into readers: to no other a byte is
    written.
    """
    with look.station() as session:
        choice = StationPreferences(session).current().reader if session is not None else ReaderChoice()
    ports = look.workplace.readers.ports()
    if look.seen.reader is not None:
        yield _heard(look.seen.reader, look.seen.reader_at or choice.url)
        return
    gone = bool(choice.device) and choice.device not in {port.id for port in ports}
    if gone:
        yield warn(Part.READER, "health.reader_gone")
    asked = _to_ask(choice, ports, gone=gone)
    ids = {port.device: port.id for port in ports}
    for url in asked:
        yield _asked(look, url, choice.dialect(ids.get(url, ""), url))
    if not asked and not gone:
        obstacle = look.workplace.readers.obstacle()
        if obstacle is not None:
            raise obstacle
        yield warn(Part.READER, "health.no_reader")
    for port in ports:
        if port.usb_id and not port.is_hid and port.device not in asked:
            yield ok(Part.READER, "health.port_unasked", port=port.device)


def _to_ask(choice: ReaderChoice, ports: Sequence[ReaderPort], *, gone: bool) -> list[str]:
    found = [port.device for port in ports if port.known_reader]
    again = [port.device for port in ports if choice.device and port.id == choice.device]
    chosen = again or ([choice.url] if choice.url and not gone else [])
    return list(dict.fromkeys([*chosen, *found]))


def _heard(event: ReaderEvent, port: str) -> HealthCheck:
    if event.state in _AT_WORK:
        return ok(Part.READER, "health.reader", port=port) if port else ok(Part.READER, "health.reader_works")
    if event.error is None:
        return warn(Part.READER, "health.reader_connecting")
    if event.error.code == "reader.none":
        return warn(Part.READER, "health.no_reader")
    return told(Part.READER, event.error)


def _asked(look: Look, url: str, dialect: ReaderDialect) -> HealthCheck:
    try:
        baud = look.workplace.readers.probe_speed(url, dialect=dialect)
    except SscardError as error:
        return told(Part.READER, error)
    if baud is None:
        return fail(Part.READER, "health.reader_silent", port=url)
    return ok(Part.READER, "health.reader", port=url)


def cameras(look: Look) -> Iterator[HealthCheck]:
    """Name every camera, and say whether those that were chosen for people and for cards are among them."""
    seen = look.seen.cameras
    devices = look.workplace.cameras().devices() if seen is None else seen
    if not devices:
        yield warn(Part.CAMERA, "health.no_camera")
    for device in devices:
        yield ok(Part.CAMERA, "health.camera", name=device.name)
    with look.station() as session:
        kept = {} if session is None else {each: session.store.setting(key) for each, key in CAMERA_SETTINGS.items()}
    ids = {device.id for device in devices}
    for purpose, camera in kept.items():
        if camera and camera not in ids:
            yield warn(Part.CAMERA, _GONE[purpose])


def printers(look: Look) -> Iterator[HealthCheck]:
    """Name every printer with what keeps it, and say which forms are set to one that is gone, or to a tray that is."""
    spooler = look.workplace.spooler()
    found = {printer.name: printer for printer in spooler.printers()} if spooler.there() else {}
    if not found:
        yield warn(Part.PRINTER, "health.no_printer" if spooler.there() else "health.no_spooler")
    for printer in found.values():
        if printer.trouble is None:
            yield ok(Part.PRINTER, "health.printer", name=printer.name)
        else:
            yield warn(Part.PRINTER, "health.printer_trouble", name=printer.name, trouble=printer.trouble.value)
    with look.station() as session:
        ways = _ways(session) if session is not None else ()
    yield from _set_to_nothing(ways, found)


def _ways(session: Session) -> list[Way]:
    settings = Papers(session).current()
    return [settings.way(form.key) for form in session.profile.forms]


def _set_to_nothing(ways: Sequence[Way], found: Mapping[str, Printer]) -> Iterator[HealthCheck]:
    gone = Counter(way.printer for way in ways if way.printer and way.printer not in found)
    for name, forms in gone.items():
        yield warn(Part.PRINTER, "health.form_printer_gone", name=name, count=forms)
    trays = Counter(
        way.printer for way in ways if way.printer in found and way.tray and way.tray not in found[way.printer].trays
    )
    for name, forms in trays.items():
        yield warn(Part.PRINTER, "health.form_tray_gone", name=name, count=forms)
