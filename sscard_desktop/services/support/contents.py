# SPDX-License-Identifier: Apache-2.0
"""What stands in a support bundle, a file a subject; each is numbers and codes, see :mod:`.covering`."""

from __future__ import annotations

import locale
import os
import platform
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from importlib import metadata
from pathlib import Path

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import InvalidInputError, SscardError
from sscard_desktop.domain.health import HealthCheck
from sscard_desktop.services import papers, preferences, review, stationkey
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.health import Look
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.services.session import SHARED_RECORDS_SETTING, Session
from sscard_desktop.services.support import covering

LIBRARIES = (
    "PySide6-Essentials", "PySide6-Addons", "shiboken6", "numpy", "opencv-python-headless", "onnxruntime", "rapidocr",
    "pillow", "cryptography", "pycryptodomex", "sqlcipher3", "pyserial", "reportlab", "openpyxl", "XlsxWriter",
    "python-calamine", "pyzipper", "pypinyin",
)  # fmt: skip
TRAIL_DAYS = 7
MOST_REPORTS = 20
_LARGEST_REPORT = 256 << 10
_OPEN = (
    preferences.IDLE_SETTING, preferences.READER_BAUD_SETTING, SHARED_RECORDS_SETTING,
    review.OWN_RECORDS_SETTING, "camera.manual", "camera.sound", "backup.keep", "backup.every_h",
)  # fmt: skip
"""Settings whose value is a number or one of a few words."""
_WHETHER = (
    preferences.READER_SETTING, preferences.READER_DEVICE_SETTING, preferences.CAMERA_SETTINGS[Purpose.PERSON],
    preferences.CAMERA_SETTINGS[Purpose.DOCUMENT], papers.PRINTER_SETTING, papers.OFFSETS_SETTING,
    papers.WAYS_SETTING, preferences.PHOTO_LIBRARY_SETTING,
    stationkey.KEY_SETTING, "backup.folder", "backup.second_folder",
)  # fmt: skip
"""Settings of which only that there is one is told."""


def versions(program: str) -> dict[str, object]:
    """Return the program's version, its libraries' and the system's; no host, no user, no path."""
    release = platform.release().partition("-")[0]
    return {
        "program": program,
        "python": platform.python_version(),
        "libraries": {name: _installed(name) for name in LIBRARIES},
        "system": platform.system(),
        "release": covering.version(release),
        "machine": platform.machine(),
        "libc": " ".join(platform.libc_ver()),
        "processors": os.cpu_count() or 0,
        "encoding": locale.getpreferredencoding(do_setlocale=False),
        "utc_offset_s": int((datetime.now().astimezone().utcoffset() or timedelta(0)).total_seconds()),
    }


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def health(checks: Iterable[HealthCheck]) -> list[dict[str, object]]:
    """Return the examination by codes."""
    return [
        {
            "part": check.part.value,
            "health": check.health.value,
            "code": check.code,
            "params": covering.params(check.params),
            "took_ms": check.took_ms,
        }
        for check in checks
    ]


def devices(look: Look) -> dict[str, object]:
    """Return readers' ports, cameras and printers by ids and numbers; their names may be somebody's."""
    ports = look.workplace.readers.ports()
    counts = look.workplace.readers.counts()
    return {
        "ports": [
            {"port": covering.port(each.device), "usb": covering.usb_id(each.usb_id), "known": each.known_reader}
            for each in ports
        ],
        "reader": {
            "read": counts.read,
            "refused": counts.refused,
            "retried": counts.retried,
            "recovered": counts.recovered,
            "last_error": counts.last_error.code if counts.last_error is not None else "",
            "last_read_ms": counts.last_read_ms,
        },
        "cameras": [covering.fingerprint(each.id) for each in _cameras(look)],
        "printers": _printers(look),
    }


def _cameras(look: Look) -> Sequence[CameraDevice]:
    return look.workplace.cameras().devices() if look.seen.cameras is None else look.seen.cameras


def _printers(look: Look) -> list[dict[str, object]] | str:
    spooler = look.workplace.spooler()
    try:
        found = spooler.printers() if spooler.there() else ()
    except SscardError as error:
        return error.code
    return [
        {
            "usual": each.usual,
            "trouble": each.trouble.value if each.trouble is not None else "",
            "refuses": each.refuses,
            "trays": len(each.trays),
            "two_sided": each.two_sided,
        }
        for each in found
    ]


def profiles(look: Look) -> list[dict[str, object]]:
    """Return the cities by name, version and digest, and the code of what is wrong with one."""
    found: list[dict[str, object]] = []
    own = _own_cities(look)
    for city in look.workplace.profiles.names():
        name = covering.profile(city, own)
        try:
            profile = look.workplace.profiles.load(city)
        except InvalidInputError as error:
            found.append({"name": name, "problem": error.code, "line": error.params.get("line", 0)})
        else:
            found.append({"name": name, "version": covering.version(profile.version), "sha256": profile.sha256})
    return found


def _own_cities(look: Look) -> frozenset[str]:
    """Return the names of the cities that were added here; somebody chose them."""
    return frozenset(path.partition("/")[0] for path in look.workplace.profiles.own_files())


def settings(session: Session) -> dict[str, object]:
    """Return what the station is set to: numbers and words, and whether the rest is set."""
    read = session.store.setting
    ways = papers.Papers(session).current().ways
    dialects = preferences.StationPreferences(session).current().reader.dialects
    return {
        **{key: covering.setting(read(key)) for key in _OPEN},
        **{f"{key} (set)": bool(read(key)) for key in _WHETHER},
        "print.ways (count)": len(ways),
        "reader.dialects": sorted({dialect.value for _, dialect in dialects}),
    }


def station(look: Look, session: Session) -> dict[str, object]:
    """Return the station's number, its city, its tables' lengths and how its backups stand."""
    state, now = Backups(session, look.workplace.station).state(), session.clock.now()
    identity = session.identity
    return {
        "number": identity.number,
        "profile": covering.profile(identity.profile, _own_cities(look)),
        "figures": asdict(session.store.figures()),
        "operators": len(session.store.operators()),
        "batches": len(session.store.batches()),
        "backup_age_h": None if state.last_at is None else round((now - state.last_at) / timedelta(hours=1)),
        "proof_age_h": None if state.proved_at is None else round((now - state.proved_at) / timedelta(hours=1)),
        "backups_kept": len(Backups(session, look.workplace.station).kept()),
    }


def trail(session: Session) -> dict[str, object]:
    """Return how often each kind of action was done in the last days: no operator, no subject, no detail."""
    since = session.clock.now() - timedelta(days=TRAIL_DAYS)
    actions = Counter(entry.action for entry in session.store.audit_entries(since=since))
    return {"lines": session.store.audit_head().entries, "days": TRAIL_DAYS, "actions": dict(sorted(actions.items()))}


def reports(folder: Path) -> list[tuple[str, str]]:
    """Return the newest bug reports, line by line as far as each can only be the program's."""
    try:
        newest = sorted(path for path in folder.glob("report-*.txt") if path.stat().st_size < _LARGEST_REPORT)
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in newest[-MOST_REPORTS:]]
    except OSError:
        return []
    return [(f"reports/{index:02}.txt", covering.crash_report(text)) for index, text in enumerate(texts, start=1)]
