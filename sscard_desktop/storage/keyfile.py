# SPDX-License-Identifier: Apache-2.0
"""The key file beside the database: what is known before log-in, the envelopes, and the failed log-ins.

JSON, versioned, written whole or not at all. It is read as hostile: bounded in size, every member checked. It names
nobody (people are keyed by a salted digest of their log-in name) and grants nothing: roles are the database's.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.services.ports import StationIdentity
from sscard_desktop.storage.envelopes import Envelope, KdfCost
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import replace_durably

VERSION = 1
_FORMAT = "sscard_desktop station keys"
_MAX_BYTES = 1_000_000
_MAX_ENTRIES = 500
_MAX_TEXT = 500


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed log-ins under one name: how many in a row, and when the last was."""

    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of a key file.

    Attributes:
        database: the first 16 bytes of the database file, its salt: tells whether the two belong together.
        salt: makes the digests of the log-in names this station's own.
        people: digest of the log-in name → envelope.
        failures: digest of the log-in name, known or not → failed log-ins.
    """

    identity: StationIdentity
    database: bytes
    recovery: Envelope
    salt: bytes = field(default_factory=lambda: os.urandom(16))
    people: Mapping[str, Envelope] = field(default_factory=dict)
    failures: Mapping[str, Failures] = field(default_factory=dict)

    def digest_of(self, name: str) -> str:
        """Return the key under which a person's envelope and failures are kept."""
        return hashlib.sha256(self.salt + clean_name(name).encode("utf-8", "surrogatepass")).hexdigest()


def clean_name(name: str) -> str:
    """Return a log-in name as it is compared: composed, without spaces around it."""
    return unicodedata.normalize("NFC", name).strip()


def read(path: Path) -> KeyFile:
    """Read a key file.

    Raises:
        EnvironmentFailedError: ``station.keys_damaged``; ``station.keys_newer`` (``found``, ``known``); the disk's
            failures.
    """
    with converted(path.name), path.open("rb") as file:
        raw = file.read(_MAX_BYTES + 1)
    damaged = EnvironmentFailedError("station.keys_damaged", file=path.name)
    if len(raw) > _MAX_BYTES:
        raise damaged
    try:
        content = json.loads(raw.decode("utf-8"))
        version = content["version"]
        if content["format"] != _FORMAT or type(version) is not int:
            raise damaged
        if version > VERSION:
            raise EnvironmentFailedError("station.keys_newer", file=path.name, found=version, known=VERSION)
        return _parsed(content)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise damaged from error


def write(path: Path, keys: KeyFile) -> None:
    """Write a key file durably in place of the earlier one."""
    content = {
        "format": _FORMAT,
        "version": VERSION,
        "station": {
            "number": keys.identity.number,
            "name": keys.identity.name,
            "profile": keys.identity.profile,
            "campaign": keys.identity.campaign,
        },
        "database": keys.database.hex(),
        "salt": keys.salt.hex(),
        "people": {digest: _packed(envelope) for digest, envelope in keys.people.items()},
        "recovery": _packed(keys.recovery),
        "failures": {
            digest: {"count": failures.count, "last": failures.last.isoformat()}
            for digest, failures in keys.failures.items()
        },
    }
    replace_durably(path, json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))


def _packed(envelope: Envelope) -> dict[str, object]:
    packed: dict[str, object] = {
        "salt": envelope.salt.hex(),
        "nonce": envelope.nonce.hex(),
        "wrapped": envelope.wrapped.hex(),
    }
    if envelope.cost:
        cost = envelope.cost
        packed["argon2id"] = {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}
    return packed


def _parsed(content: Mapping[str, Any]) -> KeyFile:
    station = content["station"]
    return KeyFile(
        identity=StationIdentity(
            number=_whole(station["number"], low=1, high=9999),
            name=_text(station["name"]),
            profile=_text(station["profile"]),
            campaign=_text(station["campaign"]),
        ),
        database=_bytes(content["database"], 16),
        recovery=_envelope(content["recovery"], password=False),
        salt=_bytes(content["salt"], 16),
        people={_digest(key): _envelope(value, password=True) for key, value in _entries(content["people"])},
        failures={_digest(key): _failures(value) for key, value in _entries(content["failures"])},
    )


def _entries(table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    entries = list(table.items())
    if len(entries) > _MAX_ENTRIES:
        raise ValueError("too many entries")
    return entries


def _envelope(table: Mapping[str, Any], *, password: bool) -> Envelope:
    cost = None
    if password:
        asked = table["argon2id"]
        cost = KdfCost(*(_whole(asked[key], low=1, high=2**31) for key in ("memory_kib", "passes", "lanes")))
        if not cost.bearable:
            raise ValueError("no sane cost")
    envelope = Envelope(
        bytes.fromhex(table["salt"]), bytes.fromhex(table["nonce"]), bytes.fromhex(table["wrapped"]), cost
    )
    if not envelope.well_formed:
        raise ValueError("wrong lengths")
    return envelope


def _failures(table: Mapping[str, Any]) -> Failures:
    last = datetime.fromisoformat(table["last"])
    if last.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return Failures(_whole(table["count"], low=0, high=2**31), last)


def _digest(key: str) -> str:
    _bytes(key, 32)
    return key


def _bytes(text: str, length: int) -> bytes:
    raw = bytes.fromhex(text)
    if len(raw) != length:
        raise ValueError("wrong length")
    return raw


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _MAX_TEXT:
        raise ValueError("no short text")
    return value


def _whole(value: object, *, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        raise ValueError("no number in range")
    return value
