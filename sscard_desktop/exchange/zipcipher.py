# SPDX-License-Identifier: Apache-2.0
"""AES for zip members as WinZip specifies it (AE-2, 256 bit), over OpenSSL: five times as fast as pyzipper's own.

AE-2 counts its blocks from 1 with the low byte first, which no library's CTR mode does: the counters are encrypted as
they are (ECB over counters is what CTR is) and the result is laid over the data. Each member has its own random salt,
and its key costs 1,000 rounds of PBKDF2: for pictures of some ten kilobytes that is most of the work. So whoever reads
back what was just written remembers the keys for that while (:class:`MemberKeys`); nothing else ever does.

Passes the data through unchanged in length; knows nothing of zip's structure, which stays pyzipper's.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from pyzipper.zipfile import BadZipFile
from pyzipper.zipfile_aes import WZ_AES_V2, WZ_AES_VENDOR_ID, AESZipExtFile, AESZipFile

SALT_BYTES = 16
CODE_BYTES = 10
"""Of the authentication code that stands behind a member."""
_BLOCK_BYTES = 16
_KEY_BYTES = 32
_ROUNDS = 1000
_STRENGTH = 3
_MAX_REMEMBERED = 300_000


@dataclass(frozen=True, slots=True)
class _Keys:
    encryption: bytes = field(repr=False)
    authentication: bytes = field(repr=False)
    check: bytes


class MemberKeys:
    """Derives members' keys from the password.

    Args:
        remembered: keeps them, for reading back what was written with them; some 25 MB at 250,000 members.
    """

    def __init__(self, *, remembered: bool = False) -> None:
        self._known: dict[tuple[bytes, bytes], _Keys] | None = {} if remembered else None

    def of(self, password: bytes, salt: bytes) -> _Keys:
        """Return the keys of the member with this salt."""
        known = self._known
        if known is not None and (keys := known.get((password, salt))) is not None:
            return keys
        material = PBKDF2HMAC(hashes.SHA1(), 2 * _KEY_BYTES + 2, salt, _ROUNDS).derive(password)
        keys = _Keys(material[:_KEY_BYTES], material[_KEY_BYTES : 2 * _KEY_BYTES], material[2 * _KEY_BYTES :])
        if known is not None and len(known) < _MAX_REMEMBERED:
            known[password, salt] = keys
        return keys


class CounterStream:
    """AE-2's key stream laid over data that comes in pieces of any length; the same both ways."""

    def __init__(self, key: bytes) -> None:
        self._blocks = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
        self._next = 1
        self._left = b""

    def over(self, data: bytes) -> bytes:
        """Return ``data`` encrypted, or decrypted."""
        missing = len(data) - len(self._left)
        stream = self._left
        if missing > 0:
            count = -(-missing // _BLOCK_BYTES)
            counters = np.zeros((count, 2), dtype="<u8")
            counters[:, 0] = np.arange(self._next, self._next + count, dtype=np.uint64)
            self._next += count
            stream += self._blocks.update(counters.tobytes())
        self._left = stream[len(data) :]
        laid = np.frombuffer(data, np.uint8) ^ np.frombuffer(stream, np.uint8, len(data))
        return laid.tobytes()


class MemberEncrypter:
    """What pyzipper asks for when it writes a member."""

    def __init__(self, password: bytes, keys: MemberKeys) -> None:
        self._salt = os.urandom(SALT_BYTES)
        own = keys.of(password, self._salt)
        self._check = own.check
        self._stream = CounterStream(own.encryption)
        self._code = hmac.new(own.authentication, digestmod="sha1")

    def update_zipinfo(self, info: Any) -> None:
        """Mark the member as AE-2 with AES-256."""
        info.wz_aes_vendor_id, info.wz_aes_strength, info.wz_aes_version = WZ_AES_VENDOR_ID, _STRENGTH, WZ_AES_V2

    def finalize_zipinfo(self, info: Any) -> None:
        """Change nothing: AE-2 it stays."""

    def encryption_header(self) -> bytes:
        """Return what stands before the member's bytes."""
        return self._salt + self._check

    def encrypt(self, data: bytes) -> bytes:
        """Return the next bytes encrypted."""
        sealed = self._stream.over(data)
        self._code.update(sealed)
        return sealed

    def flush(self) -> bytes:
        """Return the authentication code."""
        return self._code.digest()[:CODE_BYTES]


class MemberDecrypter:
    """What pyzipper asks for when it reads a member of AES-256."""

    hmac_size = CODE_BYTES

    def __init__(self, keys: MemberKeys, password: bytes, header: bytes) -> None:
        own = keys.of(password, header[:SALT_BYTES])
        if not hmac.compare_digest(own.check, header[SALT_BYTES:]):
            raise RuntimeError("bad password")  # as pyzipper says it, and its callers await
        self._stream = CounterStream(own.encryption)
        self._code = hmac.new(own.authentication, digestmod="sha1")

    def decrypt(self, data: bytes) -> bytes:
        """Return the next bytes decrypted."""
        self._code.update(data)
        return self._stream.over(data)

    def check_hmac(self, code: bytes) -> None:
        """Raise ``BadZipFile`` unless ``code`` is that of what was read."""
        if not hmac.compare_digest(self._code.digest()[:CODE_BYTES], code):
            raise BadZipFile("authentication code")


class Archive(AESZipFile):  # type: ignore[misc]  # pyzipper says nothing of types
    """pyzipper's archive with this cipher; other strengths are read as pyzipper reads them."""

    def __init__(self, *arguments: Any, keys: MemberKeys, **options: Any) -> None:
        self._keys = keys

        class Reading(AESZipExtFile):  # type: ignore[misc]
            """A member that is read with the archive's keys."""

            def setup_aeszipdecrypter(self) -> Any:
                usual = super().setup_aeszipdecrypter()
                if self._zinfo.wz_aes_strength != _STRENGTH:
                    return usual
                return lambda _, pwd, encryption_header: MemberDecrypter(keys, pwd, encryption_header)

        self.zipextfile_cls = Reading
        super().__init__(*arguments, **options)

    def get_encrypter(self) -> MemberEncrypter:
        """Return what encrypts the next member."""
        return MemberEncrypter(self.pwd, self._keys)
