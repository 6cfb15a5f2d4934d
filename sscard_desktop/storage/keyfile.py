# SPDX-License-Identifier: Apache-2.0
"""The key file beside the database: what is known before log-in, the envelopes, and the failed log-ins.

JSON, versioned, written whole or not at all. It is read as hostile: bounded in size, every member checked. It names
nobody (people are keyed by a salted digest of their log-in name) and grants nothing: roles are the database's.

All but the failures carries a stamp made with the data key, so that nobody without that key can slip in an envelope
of their own and wait for the next data key to be sealed to it. The stamp can be checked only once the key is out of
its envelope; whoever opens the station checks it then. A file of the first format has none.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.services.ports import StationIdentity
from sscard_desktop.storage.envelopes import Envelope, KdfCost
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import replace_durably

FILE = "station.keys"
VERSION = 2
RECOVERY = "recovery"
SHARES = "shares"
"""Owners of the envelopes that aren't a person's."""
_FORMAT = "sscard_desktop station keys"
MAX_BYTES = 1_000_000
_MAX_ENTRIES = 500
_LONGEST_UPTIME_S = 1e10
_MAX_TEXT = 500


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed log-ins under one name: how many in a row, and how long the machine had been running at the last one."""

    count: int
    uptime_s: float


@dataclass(frozen=True, slots=True)
class SharedRecovery:
    """A recovery secret that was handed out in shares.

    Attributes:
        needed: how many of them open the envelope.
        made: how many there are.
        mark: stands on each share, to tell this set from earlier ones.
    """

    needed: int
    made: int
    mark: str
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of a key file.

    Attributes:
        database: the first 16 bytes of the database file, its salt: tells which file is the station's database.
        salt: makes the digests of the log-in names this station's own; also the station's name among backups.
        people: digest of the log-in name → envelope.
        shares: the recovery secret in shares, where the station has any.
        failures: digest of the log-in name, known or not → failed log-ins.
        stamp: over all but the failures, by the data key; empty in a file of the first format.
    """

    identity: StationIdentity
    database: bytes
    recovery: Envelope
    salt: bytes = field(default_factory=lambda: os.urandom(16))
    people: Mapping[str, Envelope] = field(default_factory=dict)
    shares: SharedRecovery | None = None
    stamp: bytes = b""
    failures: Mapping[str, Failures] = field(default_factory=dict)

    def digest_of(self, name: str) -> str:
        """Return the key under which a person's envelope and failures are kept."""
        return hashlib.sha256(self.salt + clean_name(name).encode("utf-8", "surrogatepass")).hexdigest()

    def envelopes(self) -> Sequence[Envelope]:
        """Return all envelopes of the file."""
        return [*self.people.values(), self.recovery, *([self.shares.envelope] if self.shares else [])]

    def stamped(self, data_key: bytes) -> KeyFile:
        """Return the content with the stamp of the data key on it."""
        return replace(self, stamp=self._stamp(data_key))

    def require_stamp(self, data_key: bytes) -> None:
        """Raise ``EnvironmentFailedError("station.keys_altered")`` where somebody without the data key changed it."""
        if not self.stamp and not any(envelope.public for envelope in self.envelopes()):
            return  # the first format, which nobody can add an envelope to without the key
        if not hmac.compare_digest(self.stamp, self._stamp(data_key)):
            raise EnvironmentFailedError("station.keys_altered", file=FILE)

    def _stamp(self, data_key: bytes) -> bytes:
        content = _packed_keys(replace(self, failures={}, stamp=b""))
        del content["version"]
        key = hmac.digest(data_key, b"sscard_desktop key file stamp", "sha256")
        return hmac.digest(key, json.dumps(content, sort_keys=True).encode("ascii"), "sha256")


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
        return parsed(file.read(MAX_BYTES + 1), file=path.name)


def parsed(raw: bytes, *, file: str) -> KeyFile:
    """Return the content of a key file's bytes; raises as :func:`read`, but for the disk's failures."""
    damaged = EnvironmentFailedError("station.keys_damaged", file=file)
    if len(raw) > MAX_BYTES:
        raise damaged
    try:
        content = json.loads(raw.decode("utf-8"))
        version = content["version"]
        if content["format"] != _FORMAT or type(version) is not int:
            raise damaged
        if version > VERSION:
            raise EnvironmentFailedError("station.keys_newer", file=file, found=version, known=VERSION)
        return _parsed(content)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise damaged from error


def write(path: Path, keys: KeyFile) -> None:
    """Write a key file durably in place of the earlier one."""
    replace_durably(path, packed(keys))


def packed(keys: KeyFile) -> bytes:
    """Return the bytes of a key file."""
    return json.dumps(_packed_keys(keys), ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def _packed_keys(keys: KeyFile) -> dict[str, object]:
    content: dict[str, object] = {
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
            digest: {"count": failures.count, "uptime_s": failures.uptime_s}
            for digest, failures in keys.failures.items()
        },
        "stamp": keys.stamp.hex(),
    }
    if keys.shares:
        shares = keys.shares
        content["shares"] = {
            "needed": shares.needed,
            "made": shares.made,
            "mark": shares.mark,
            "envelope": _packed(shares.envelope),
        }
    return content


def _packed(envelope: Envelope) -> dict[str, object]:
    content: dict[str, object] = {"salt": envelope.salt.hex(), "wrapped": envelope.wrapped.hex()}
    if envelope.public:
        content["public"] = envelope.public.hex()
    else:
        content["nonce"] = envelope.nonce.hex()
    if envelope.cost:
        cost = envelope.cost
        content["argon2id"] = {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}
    return content


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
        shares=_shares(content.get("shares")),
        stamp=bytes.fromhex(content.get("stamp", "")),
        failures={_digest(key): _failures(value) for key, value in _entries(content["failures"])},
    )


def _shares(table: Mapping[str, Any] | None) -> SharedRecovery | None:
    if table is None:
        return None
    return SharedRecovery(
        needed=_whole(table["needed"], low=2, high=31),
        made=_whole(table["made"], low=2, high=31),
        mark=_text(table["mark"]),
        envelope=_envelope(table["envelope"], password=False),
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
    salt, wrapped, public, nonce = (bytes.fromhex(table.get(key, "")) for key in ("salt", "wrapped", "public", "nonce"))
    envelope = Envelope(salt, wrapped, cost, public, nonce)
    if not envelope.well_formed:
        raise ValueError("wrong lengths")
    return envelope


def _failures(table: Mapping[str, Any]) -> Failures:
    uptime_s = float(table["uptime_s"])
    if not 0 <= uptime_s < _LONGEST_UPTIME_S:
        raise ValueError("no machine runs that long")
    return Failures(_whole(table["count"], low=0, high=2**31), uptime_s)


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
