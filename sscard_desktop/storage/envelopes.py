# SPDX-License-Identifier: Apache-2.0
"""Envelopes around the data key: one for each person's password, one for the recovery code.

A password is stretched by Argon2id (RFC 9106); the recovery code is random enough for HKDF. The key that comes out
seals the data key with AES-256-GCM, bound to the file's version and to whose envelope it is, so that an envelope copied
to another name doesn't open.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sscard_desktop.domain.passwords import normalised
from sscard_desktop.storage.database import KEY_BYTES

_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
WRAPPED_BYTES = KEY_BYTES + _TAG_BYTES
_RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one try of a password costs; 64 MiB, 3 passes, 4 lanes are about a third of a second."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4

    @property
    def bearable(self) -> bool:
        """Whether a file may ask for it: a hostile one could ask for all memory and an hour."""
        return 1 <= self.passes <= 12 and 1 <= self.lanes <= 16 and 8 * self.lanes <= self.memory_kib <= 524_288


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """A sealed data key with what is needed to open it besides the secret; ``cost`` is ``None`` for recovery."""

    salt: bytes
    nonce: bytes
    wrapped: bytes
    cost: KdfCost | None

    @property
    def well_formed(self) -> bool:
        """Whether the lengths are right."""
        return (len(self.salt), len(self.nonce), len(self.wrapped)) == (_SALT_BYTES, _NONCE_BYTES, WRAPPED_BYTES)


def seal(data_key: bytes, *, owner: str, password: str, cost: KdfCost, version: int) -> Envelope:
    """Return a new envelope around the data key for a person's password."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    wrapped = AESGCM(_stretched(password, salt, cost)).encrypt(nonce, data_key, _bound_to(owner, version))
    return Envelope(salt, nonce, wrapped, cost)


def opened(envelope: Envelope, *, owner: str, password: str, version: int) -> bytes | None:
    """Return the data key, or ``None`` for the wrong password or another person's envelope."""
    if envelope.cost is None:
        raise ValueError("a recovery envelope has no password")
    return _unwrapped(envelope, _stretched(password, envelope.salt, envelope.cost), _bound_to(owner, version))


def decoy(cost: KdfCost) -> Envelope:
    """Return an envelope that no password opens, so that an unknown name takes as long as a wrong password."""
    return Envelope(os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES), os.urandom(WRAPPED_BYTES), cost)


def seal_for_recovery(data_key: bytes, *, secret: bytes, version: int) -> Envelope:
    """Return a new envelope around the data key for the recovery code's secret."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    wrapped = AESGCM(_extracted(secret, salt)).encrypt(nonce, data_key, _bound_to(_RECOVERY, version))
    return Envelope(salt, nonce, wrapped, None)


def opened_for_recovery(envelope: Envelope, *, secret: bytes, version: int) -> bytes | None:
    """Return the data key, or ``None`` for the wrong secret."""
    return _unwrapped(envelope, _extracted(secret, envelope.salt), _bound_to(_RECOVERY, version))


def _stretched(password: str, salt: bytes, cost: KdfCost) -> bytes:
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(normalised(password).encode("utf-8", "surrogatepass"))


def _extracted(secret: bytes, salt: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt, b"sscard_desktop recovery").derive(secret)


def _bound_to(owner: str, version: int) -> bytes:
    return f"sscard_desktop|{version}|{owner}".encode("utf-8", "surrogatepass")


def _unwrapped(envelope: Envelope, key: bytes, bound_to: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(envelope.nonce, envelope.wrapped, bound_to)
    except InvalidTag:
        return None
