# SPDX-License-Identifier: Apache-2.0
"""AES for zip members as WinZip specifies it (AE-2, 256 bit), over OpenSSL: many times as fast as pyzipper's own.

AE-2 counts its blocks from 1 with the low byte first, which no library's CTR mode does: the counters are encrypted as
they are (ECB over counters is what CTR is) and the result is laid over the data. Since every member counts from 1, each
has a random salt and thereby a key of its own, always: a key used twice would give two pictures the same stream.

A key costs 1,000 rounds of PBKDF2, which for pictures of some ten kilobytes is most of the work. So members can be
sealed whole (:func:`sealed`) by several threads at once: key derivation, cipher, digests and numpy let others run.

Passes the data through unchanged in length; knows nothing of zip's structure, which stays pyzipper's.
"""

from __future__ import annotations

import hmac
import os
import struct
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from pyzipper.zipfile import ZIP64_LIMIT, BadZipFile
from pyzipper.zipfile_aes import WZ_AES_V2, WZ_AES_VENDOR_ID, AESZipExtFile, AESZipFile

SALT_BYTES = 16
CODE_BYTES = 10
"""Of the authentication code that stands behind a member."""
HEAD_BYTES = SALT_BYTES + 2
"""Salt and password check value, which stand before a member."""
OVERHEAD_BYTES = HEAD_BYTES + CODE_BYTES
_BLOCK_BYTES = 16
_KEY_BYTES = 32
_ROUNDS = 1000
_END, _END64, _LOCATOR64 = (struct.Struct(layout) for layout in ("<4s4H2LH", "<4sQ2H2L4Q", "<4sLQL"))
_MOST_IN_16_BITS = (1 << 16) - 1
_STRENGTH = 3
_PIECE_BYTES = 1 << 20
"""The stream is made in pieces of this size, so that a large member needs no stream as large."""


@dataclass(frozen=True, slots=True)
class MemberKeys:
    """One member's keys."""

    encryption: bytes = field(repr=False)
    authentication: bytes = field(repr=False)
    check: bytes

    @classmethod
    def of(cls, password: bytes, salt: bytes) -> MemberKeys:
        """Return the keys of the member with this salt."""
        material = PBKDF2HMAC(hashes.SHA1(), 2 * _KEY_BYTES + 2, salt, _ROUNDS).derive(password)
        return cls(material[:_KEY_BYTES], material[_KEY_BYTES : 2 * _KEY_BYTES], material[2 * _KEY_BYTES :])


def sealed(data: bytes, password: bytes) -> bytearray:
    """Return a member's content as it stands in a zip: salt, check value, encrypted bytes, authentication code.

    Any thread may run it. Each call draws a salt of its own.
    """
    salt = os.urandom(SALT_BYTES)
    keys = MemberKeys.of(password, salt)
    whole = bytearray(len(data) + OVERHEAD_BYTES)
    whole[:HEAD_BYTES] = salt + keys.check
    with memoryview(whole) as view:
        body = view[HEAD_BYTES:-CODE_BYTES]
        stream = CounterStream(keys.encryption)
        for start in range(0, len(data), _PIECE_BYTES):
            piece = slice(start, start + _PIECE_BYTES)
            stream.onto(body[piece], memoryview(data)[piece])
        view[-CODE_BYTES:] = hmac.digest(keys.authentication, body, "sha1")[:CODE_BYTES]
        body.release()
    return whole


@lru_cache(maxsize=1)
def _first_counters() -> bytes:
    """Return the counters of a member's first piece, which are every member's."""
    return _counters(1, _PIECE_BYTES // _BLOCK_BYTES)


def _counters(first: int, count: int) -> bytes:
    counters = np.zeros((count, 2), dtype="<u8")
    counters[:, 0] = np.arange(first, first + count, dtype=np.uint64)
    return counters.tobytes()


class CounterStream:
    """AE-2's key stream laid over data that comes in pieces of any length; the same both ways."""

    def __init__(self, key: bytes) -> None:
        self._blocks = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
        self._next = 1
        self._left = b""

    def over(self, data: bytes) -> bytes:
        """Return ``data`` encrypted, or decrypted."""
        laid = bytearray(len(data))
        self.onto(memoryview(laid), memoryview(data))
        return bytes(laid)

    def onto(self, target: memoryview, data: memoryview) -> None:
        """Write ``data``, encrypted or decrypted, onto a ``target`` of its length."""
        stream = self._left
        if (missing := len(data) - len(stream)) > 0:
            more = self._more(-(-missing // _BLOCK_BYTES))
            stream = stream + more if stream else more
        np.bitwise_xor(
            np.frombuffer(data, np.uint8),
            np.frombuffer(stream, np.uint8, len(data)),
            out=np.frombuffer(target, np.uint8),
        )
        self._left = stream[len(data) :]

    def _more(self, blocks: int) -> bytes:
        """Return the stream's next blocks."""
        size = blocks * _BLOCK_BYTES
        if self._next == 1 and size <= _PIECE_BYTES:
            counters = memoryview(_first_counters())[:size]
        else:
            counters = memoryview(_counters(self._next, blocks))
        self._next += blocks
        return self._blocks.update(counters)


class MemberEncrypter:
    """What pyzipper asks for when it writes a member."""

    def __init__(self, password: bytes) -> None:
        self._salt = os.urandom(SALT_BYTES)
        own = MemberKeys.of(password, self._salt)
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
        laid = self._stream.over(data)
        self._code.update(laid)
        return laid

    def flush(self) -> bytes:
        """Return the authentication code."""
        return self._code.digest()[:CODE_BYTES]


class MemberDecrypter:
    """What pyzipper asks for when it reads a member of AES-256."""

    hmac_size = CODE_BYTES

    def __init__(self, _info: Any, pwd: bytes, encryption_header: bytes) -> None:
        own = MemberKeys.of(pwd, encryption_header[:SALT_BYTES])
        if not hmac.compare_digest(own.check, encryption_header[SALT_BYTES:]):
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


class _Reading(AESZipExtFile):  # type: ignore[misc]  # pyzipper says nothing of types
    """A member that is read with this cipher; other strengths are read as pyzipper reads them."""

    def setup_aeszipdecrypter(self) -> Any:
        usual = super().setup_aeszipdecrypter()
        return MemberDecrypter if self._zinfo.wz_aes_strength == _STRENGTH else usual


class Archive(AESZipFile):  # type: ignore[misc]
    """pyzipper's archive with this cipher."""

    zipextfile_cls = _Reading

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._entries = bytearray()
        self._count = 0
        super().__init__(*arguments, **options)

    def get_encrypter(self) -> MemberEncrypter:
        """Return what encrypts the next member."""
        return MemberEncrypter(self.pwd)

    def append(self, info: Any, content: bytes | bytearray) -> None:
        """Add a member that :func:`sealed` made: nothing is written but at the file's end.

        Its entry is kept as the bytes that stand in the directory, a tenth of what an object takes: there are tens of
        thousands of them.
        """
        info.flag_bits |= 1
        info.wz_aes_vendor_id, info.wz_aes_strength, info.wz_aes_version = WZ_AES_VENDOR_ID, _STRENGTH, WZ_AES_V2
        info.CRC = 0
        info.file_size, info.compress_size = len(content) - OVERHEAD_BYTES, len(content)
        info.header_offset = self.start_dir
        header = info.FileHeader(False)
        self._didModify = True
        self.fp.write(header)
        self.fp.write(content)
        self.start_dir += len(header) + len(content)
        self._entries += b"".join(info.central_directory())
        self._count += 1

    def _write_end_record(self) -> None:
        """Write the directory: pyzipper's own entries first, which :meth:`append` comes after."""
        listed = b"".join(part for info in self.filelist for part in info.central_directory())
        count, size, start = len(self.filelist) + self._count, len(listed) + len(self._entries), self.start_dir
        self.fp.write(listed)
        self.fp.write(self._entries)
        if count > _MOST_IN_16_BITS or start > ZIP64_LIMIT:
            self.fp.write(_END64.pack(b"PK\6\6", _END64.size - 12, 45, 45, 0, 0, count, count, size, start))
            self.fp.write(_LOCATOR64.pack(b"PK\6\7", 0, start + size, 1))
            count, start = min(count, 0xFFFF), min(start, 0xFFFFFFFF)
        self.fp.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0))
        self.fp.flush()
