# SPDX-License-Identifier: Apache-2.0
"""The lock on a travelling file's key: sealed to RSA certificates by CMS, or wrapped under a password's key.

The key that wraps is grown by Argon2id at a price that the format fixes: no file can ask for more.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.passwords import normalised
from sscard_desktop.exchange import recipients
from sscard_desktop.services.ports import Lock, Unlock

PASSWORD, CERTIFICATES = "password", "certificates"
MIN_PASSWORD_CHARACTERS = 8
KEY_BYTES = 32
_MAX_PASSWORD_CHARACTERS = 1000
_SALT_BYTES = 16
_WRAP_NONCE = bytes(12)
"""Of a key that is made for one file and used once."""
_PASSES, _LANES, _MEMORY_KIB = 3, 4, 64 << 10


def locked(stream_key: bytes, lock: Lock) -> dict[str, object]:
    """Return a stream's key under a lock, as it stands in a header.

    Raises ``InvalidInputError``: ``transfer.password_short``; nobody could open it: ``transfer.no_lock``.
    """
    if lock.recipients:
        envelope = recipients.seal(stream_key, lock.recipients)
        fingerprints = [each.fingerprint for each in lock.recipients]
        return {"way": CERTIFICATES, "envelope": _encoded(envelope), "recipients": fingerprints}
    if not lock.password:
        raise InvalidInputError("transfer.no_lock")
    if not MIN_PASSWORD_CHARACTERS <= len(lock.password) <= _MAX_PASSWORD_CHARACTERS:
        raise InvalidInputError("transfer.password_short", least=MIN_PASSWORD_CHARACTERS)
    salt = secrets.token_bytes(_SALT_BYTES)
    wrapped = AESGCM(_grown(lock.password, salt)).encrypt(_WRAP_NONCE, stream_key, None)
    return {"way": PASSWORD, "salt": _encoded(salt), "wrapped": _encoded(wrapped)}


def is_whole(lock: Mapping[str, Any]) -> bool:
    """Return whether a lock that somebody sent has all that its way of locking needs; raises what a bad one makes."""
    if lock["way"] not in (PASSWORD, CERTIFICATES):
        return False
    needed = ("salt", "wrapped") if lock["way"] == PASSWORD else ("envelope", "recipients")
    return all(name in lock for name in needed)


def opened(lock: Mapping[str, Any], unlock: Unlock, name: str) -> bytes:
    """Return the key under a lock that is whole.

    Args:
        name: the file's, for what is told.

    Raises ``InvalidInputError``: ``transfer.password_missing``, ``transfer.wrong_password``, ``transfer.no_reception``
    (it is locked for a certificate, and this machine has none), ``recipient.wrong_key``, ``transfer.damaged``.
    """
    if lock["way"] == PASSWORD:
        if not unlock.password:
            raise InvalidInputError("transfer.password_missing", file=name)
        try:
            wrapping = AESGCM(_grown(unlock.password, _decoded(lock["salt"], name)))
            return wrapping.decrypt(_WRAP_NONCE, _decoded(lock["wrapped"], name), None)
        except InvalidTag as error:
            raise InvalidInputError("transfer.wrong_password", file=name) from error
        except ValueError as error:
            raise InvalidInputError("transfer.damaged", file=name) from error
    if not unlock.private_key:
        raise InvalidInputError("transfer.no_reception", file=name)
    envelope = _decoded(lock["envelope"], name)
    key = recipients.opened(envelope, certificate=unlock.certificate, private_key=unlock.private_key)
    if len(key) != KEY_BYTES:
        raise InvalidInputError("transfer.damaged", file=name)
    return key


def _grown(password: str, salt: bytes) -> bytes:
    grower = Argon2id(salt=salt, length=KEY_BYTES, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB)
    return grower.derive(normalised(password[:_MAX_PASSWORD_CHARACTERS]).encode("utf-8", "surrogatepass"))


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decoded(text: object, name: str) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInputError("transfer.damaged", file=name) from error
