# SPDX-License-Identifier: Apache-2.0
"""What a station is set to: its reader, its library for chip photos, when an unattended window locks."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.reader import FoundReader, ReaderChoice, ReaderDialect
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

READER_SETTING = "reader.url"
READER_DEVICE_SETTING = "reader.device"
READER_BAUD_SETTING = "reader.baud"
READER_DIALECTS_SETTING = "reader.dialects"
PHOTO_LIBRARY_SETTING = "chip_photo.library"
IDLE_SETTING = "idle_lock_s"
CAMERA_SETTINGS = {Purpose.PERSON: "camera.person", Purpose.DOCUMENT: "camera.card"}
"""The setting under which a purpose's camera is remembered, by its id."""
USUAL_IDLE_S = 300
SHORTEST_IDLE_S, LONGEST_IDLE_S = 60, 3600
_LONGEST_URL = 200
_FASTEST_BAUD = 4_000_000
_LONGEST_PATH = 1000
_MOST_DIALECTS = 20


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is set.

    Attributes:
        reader_url: the chosen reader, ``""`` for the first known one that is plugged in.
        idle_lock_s: seconds without a key or mouse after which the window locks.
        reader_device: what the reader is known by when it comes back under another name.
        reader_baud: the speed at which it answered last, 0 while none did.
        reader_dialects: how readers speak that don't speak the usual way; see :class:`ReaderChoice`.
        photo_library: path of the vendor's library that decodes chip photos, ``""`` for none.
    """

    reader_url: str = ""
    idle_lock_s: int = USUAL_IDLE_S
    reader_device: str = ""
    reader_baud: int = 0
    reader_dialects: tuple[tuple[str, ReaderDialect], ...] = ()
    photo_library: str = ""

    @property
    def reader(self) -> ReaderChoice:
        """Which reader to listen to."""
        return ReaderChoice(self.reader_url, self.reader_device, self.reader_baud, self.reader_dialects)


_ABOUT_THE_PLACE = ("camera.", "applicant.")
"""What settings about devices at this counter begin with."""


class StationPreferences:
    """Reads and changes what is set; what changed, and from what, is in the audit trail."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def current(self) -> Preferences:
        """Return what is set now."""
        store = self._session.store
        return Preferences(
            store.setting(READER_SETTING),
            idle_lock_of(store.setting(IDLE_SETTING)),
            store.setting(READER_DEVICE_SETTING),
            _number(store.setting(READER_BAUD_SETTING), _FASTEST_BAUD) or 0,
            _dialects(store.setting(READER_DIALECTS_SETTING)),
            store.setting(PHOTO_LIBRARY_SETTING),
        )

    @allowed(Permission.WORK)
    def remember_reader(self, found: FoundReader) -> None:
        """Keep by what the reader that answered is known again; what was chosen stays. No decision, so no audit."""
        store = self._session.store
        now = self.current()
        if (now.reader_device, now.reader_baud) == (found.device, found.baud):
            return
        with self._session.transaction():
            store.save_setting(READER_DEVICE_SETTING, found.device[:_LONGEST_URL])
            store.save_setting(READER_BAUD_SETTING, str(found.baud))

    @allowed(Permission.WORK)
    def keep(self, key: str, value: str) -> None:
        """Keep which camera or screen stands where, and how it is used: whoever works here may say so, for everybody.

        Raises:
            ValueError: ``key`` is none of these, but a setting with a rule of its own.
        """
        if not key.startswith(_ABOUT_THE_PLACE):
            raise ValueError("this setting isn't kept in passing")
        with self._session.action("station.setting", key, value=value):
            self._session.store.save_setting(key, value)

    @allowed(Permission.SETTINGS)
    def change(
        self,
        *,
        reader_url: str | None = None,
        reader_device: str = "",
        reader_dialect: ReaderDialect | None = None,
        photo_library: str | None = None,
        idle_lock_s: int | None = None,
    ) -> Preferences:
        """Change what is given, and return what is set now.

        With ``reader_url`` goes ``reader_device``, what the port there is known by; its speed is found anew. With a
        ``reader_dialect`` too, that is how this device speaks from now on, or this port where a device has no id.

        Raises:
            RefusedError: ``preferences.idle_out_of_range`` (``least``, ``most``: minutes).
        """
        if idle_lock_s is not None and not SHORTEST_IDLE_S <= idle_lock_s <= LONGEST_IDLE_S:
            raise RefusedError("preferences.idle_out_of_range", least=SHORTEST_IDLE_S // 60, most=LONGEST_IDLE_S // 60)
        chosen = reader_url is not None
        wanted = {
            READER_SETTING: None if reader_url is None else reader_url.strip()[:_LONGEST_URL],
            READER_DEVICE_SETTING: reader_device[:_LONGEST_URL] if chosen else None,
            READER_BAUD_SETTING: "" if chosen else None,
            IDLE_SETTING: None if idle_lock_s is None else str(idle_lock_s),
            PHOTO_LIBRARY_SETTING: None if photo_library is None else photo_library.strip()[:_LONGEST_PATH],
        }
        store = self._session.store
        if reader_dialect is not None and (reader_device or reader_url):
            kept = _dialects(store.setting(READER_DIALECTS_SETTING))
            wanted[READER_DIALECTS_SETTING] = _written(kept, reader_device or reader_url or "", reader_dialect)
        with self._session.transaction():
            for key, new in wanted.items():
                old = store.setting(key)
                if new is not None and old != new:
                    store.save_setting(key, new)
                    self._session.audit("setting.change", key, old=old, new=new)
        return self.current()


def idle_lock_of(kept: str) -> int:
    """Return after how many seconds the window locks, whatever is kept there and whoever wrote it.

    No word that came by a file, a damaged station or an older program may switch the lock off or keep people out: a
    number beyond the bounds counts as the bound, and what is none as the usual time.
    """
    seconds = _number(kept, LONGEST_IDLE_S)
    return USUAL_IDLE_S if seconds is None else max(SHORTEST_IDLE_S, seconds)


def _number(kept: str, most: int) -> int | None:
    """Return a kept number, at most ``most``; ``None`` where it is none."""
    if not (kept.isascii() and kept.isdecimal()):
        return None
    digits = kept.lstrip("0") or "0"
    # A number of thousands of digits is never made.
    return most if len(digits) > len(str(most)) else min(int(digits), most)


def _dialects(kept: str) -> tuple[tuple[str, ReaderDialect], ...]:
    """Return what was kept; what a newer or damaged station kept otherwise is left out."""
    try:
        found = json.loads(kept or "{}")
    except ValueError:
        return ()
    known = {each.value for each in ReaderDialect}
    pairs = found.items() if isinstance(found, dict) else ()
    return tuple((name, ReaderDialect(value)) for name, value in pairs if isinstance(value, str) and value in known)


def _written(kept: tuple[tuple[str, ReaderDialect], ...], name: str, dialect: ReaderDialect) -> str:
    """Return what is to be kept now; the usual way needs no entry, and the oldest ones give way."""
    others = [(each, spoken.value) for each, spoken in kept if each != name]
    if dialect is not ReaderDialect.SAM:
        others.append((name[:_LONGEST_URL], dialect.value))
    return json.dumps(dict(others[-_MOST_DIALECTS:]), ensure_ascii=False, sort_keys=False)
