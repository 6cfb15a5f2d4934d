# SPDX-License-Identifier: Apache-2.0
"""Every page of a SQLCipher file as it lies on the disk, decrypted: what live queries don't show, freed pages included.

SQLCipher 4: pages of 4096 bytes, AES-256-CBC by the raw key, the last 80 bytes being the IV and the HMAC; the first 16
bytes of the file are its salt.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT = 4096, 80, 16
_WAL_HEADER, _FRAME_HEADER = 32, 24


def decrypted_pages(database: Path, key: bytes) -> Iterator[bytes]:
    """Yield the pages of the database file and of the frames of its write-ahead log."""
    data = database.read_bytes()
    assert len(data) % PAGE == 0
    for start in range(0, len(data), PAGE):
        yield _decrypted(data[start : start + PAGE], key, first=start == 0)
    log = database.with_name(f"{database.name}-wal")
    if log.exists():
        frames = log.read_bytes()[_WAL_HEADER:]
        for start in range(0, len(frames), _FRAME_HEADER + PAGE):
            frame = frames[start : start + _FRAME_HEADER + PAGE]
            yield _decrypted(frame[_FRAME_HEADER:], key, first=frame[:4] == b"\0\0\0\1")


def _decrypted(page: bytes, key: bytes, *, first: bool) -> bytes:
    if not any(page):
        return page
    content, iv = page[SALT if first else 0 : PAGE - RESERVED], page[PAGE - RESERVED : PAGE - RESERVED + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(content) + decryptor.finalize()
