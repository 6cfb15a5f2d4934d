# SPDX-License-Identifier: Apache-2.0
"""Envelopes around the data key: one for each person's password, one for the recovery code, one for its shares.

A secret grows a key pair: a password by Argon2id (RFC 9106), a recovery secret, which is random enough, by HKDF; what
comes out is the private half of an X25519 pair. The data key is sealed to the public half by HPKE (RFC 9180), bound to
whose envelope it is, so that an envelope copied to another name doesn't open. The public half lies open in the
envelope: a new data key can be sealed to everybody without knowing anybody's password.

Envelopes of the first format have no public half: the stretched secret sealed the data key itself, by AES-256-GCM.
They are opened, and never made again.

The unlock page asks key files for their station's name only, so what grows and opens is loaded when it is first wanted:
15 MB, read from a cold disk, are a tenth of a second.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from sscard_desktop.domain.passwords import normalised
from sscard_desktop.storage.secretbytes import KEY_BYTES

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_PUBLIC_BYTES = 32


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one try of a password costs; 64 MiB and 3 passes are the least that a new password gets."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4

    @property
    def bearable(self) -> bool:
        """Whether a file may ask for it: a hostile one could ask for all memory and an hour."""
        return 1 <= self.passes <= 12 and 1 <= self.lanes <= 16 and 8 * self.lanes <= self.memory_kib <= 524_288

    def cheaper_than(self, other: KdfCost) -> bool:
        """Return whether a try costs less work than with ``other``: memory times passes."""
        return self.memory_kib * self.passes < other.memory_kib * other.passes


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """A sealed data key with what is needed to open it besides the secret.

    Attributes:
        cost: of stretching the password; ``None`` for a recovery secret.
        public: the public half of the key pair that the secret grows; empty in an envelope of the first format.
        nonce: of the first format only.
    """

    salt: bytes
    wrapped: bytes
    cost: KdfCost | None
    public: bytes = b""
    nonce: bytes = b""

    @property
    def well_formed(self) -> bool:
        """Whether the lengths are right."""
        lengths = (len(self.salt), len(self.public), len(self.nonce), len(self.wrapped))
        return lengths in (
            (_SALT_BYTES, _PUBLIC_BYTES, 0, _PUBLIC_BYTES + KEY_BYTES + _TAG_BYTES),
            (_SALT_BYTES, 0, _NONCE_BYTES, KEY_BYTES + _TAG_BYTES),
        )


@cache
def _suite() -> Suite:
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def load() -> None:
    """Load what opens envelopes, before anybody waits for it."""
    from cryptography.hazmat.primitives.asymmetric import x25519  # noqa: F401
    from cryptography.hazmat.primitives.kdf import argon2  # noqa: F401

    _suite()


def seal(data_key: bytes, *, owner: str, password: str, cost: KdfCost) -> Envelope:
    """Return a new envelope around the data key for a person's password; ``owner`` is the digest of their name."""
    salt = os.urandom(_SALT_BYTES)
    return _sealed(data_key, stretched(password, salt, cost), owner, Envelope(salt, b"", cost))


def seal_for_recovery(data_key: bytes, *, owner: str, secret: bytes) -> Envelope:
    """Return a new envelope around the data key for a recovery secret."""
    salt = os.urandom(_SALT_BYTES)
    return _sealed(data_key, _extracted(secret, salt), owner, Envelope(salt, b"", None))


def resealed(envelope: Envelope, data_key: bytes, *, owner: str) -> Envelope:
    """Return the envelope around another data key: whoever opens this one opens that one.

    Raises:
        ValueError: the envelope is of the first format, or its public half isn't one.
    """
    if not envelope.public:
        raise ValueError("an envelope of the first format can't be sealed anew without its secret")
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    public = X25519PublicKey.from_public_bytes(envelope.public)
    return replace(envelope, wrapped=_suite().encrypt(data_key, public, info=_bound_to(owner)))


def opened(envelope: Envelope, *, owner: str, password: str, name: str) -> bytes | None:
    """Return the data key, or ``None`` for the wrong password or another person's envelope.

    Args:
        envelope: of a person.
        owner: digest of the log-in name.
        password: as typed.
        name: the log-in name itself, which the first format is bound to.
    """
    if envelope.cost is None:
        raise ValueError("a recovery envelope has no password")
    return _unwrapped(envelope, stretched(password, envelope.salt, envelope.cost), owner, name)


def opened_for_recovery(envelope: Envelope, *, owner: str, secret: bytes) -> bytes | None:
    """Return the data key, or ``None`` for the wrong secret."""
    return _unwrapped(envelope, _extracted(secret, envelope.salt), owner, owner)


def decoy(cost: KdfCost) -> Envelope:
    """Return an envelope that no password opens, so that an unknown name takes as long as a wrong password."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    public = X25519PrivateKey.generate().public_key()
    return Envelope(os.urandom(_SALT_BYTES), os.urandom(80), cost, public.public_bytes_raw())


def _sealed(data_key: bytes, grown: bytes, owner: str, envelope: Envelope) -> Envelope:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    public = X25519PrivateKey.from_private_bytes(grown).public_key().public_bytes_raw()
    return resealed(replace(envelope, public=public), data_key, owner=owner)


def stretched(password: str, salt: bytes, cost: KdfCost) -> bytes:
    """Return the 32 bytes that a password gives: the slow step, about a third of a second."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(normalised(password).encode("utf-8", "surrogatepass"))


def _extracted(secret: bytes, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(hashes.SHA256(), KEY_BYTES, salt, b"sscard_desktop recovery").derive(secret)


def _bound_to(owner: str) -> bytes:
    return f"sscard_desktop|2|{owner}".encode()


def _unwrapped(envelope: Envelope, grown: bytes, owner: str, name: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        if envelope.public:
            return _suite().decrypt(envelope.wrapped, X25519PrivateKey.from_private_bytes(grown), info=_bound_to(owner))
        bound_to = f"sscard_desktop|1|{name}".encode("utf-8", "surrogatepass")
        return AESGCM(grown).decrypt(envelope.nonce, envelope.wrapped, bound_to)
    except InvalidTag:
        return None
