# SPDX-License-Identifier: Apache-2.0
"""The file that travels between stations: a header to be read, a locked stream of frames, the sender's signature.

Layout: eight bytes of magic; the header's length (four bytes, big-endian) and the header, ASCII JSON; the stream, cut
into pieces of 1 MiB, each under AES-256-GCM with its number and whether it is the last in the nonce (the STREAM
construction: no piece can be moved, left out or cut off) and the header's digest as additional data; 64 bytes of an
Ed25519 signature over the SHA-512 of all before. The stream's key is random; it is sealed to RSA certificates by CMS,
or wrapped under a key that Argon2id grows from a password, at a price that the format fixes: no file can ask for more.

The signature is checked over the whole file before a byte of the stream is opened. Memory holds a piece and a frame.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import secrets
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.passwords import normalised
from sscard_desktop.exchange import recipients, verify
from sscard_desktop.exchange.diskerrors import as_environment_failure
from sscard_desktop.exchange.partfile import forget_cached, removed_on_failure, sync_folder
from sscard_desktop.services.ports import Lock, Progress, StationKey, Unlock, WrittenFile

MAGIC = b"SSCARD\r\n"
FORMAT = 1
PASSWORD, CERTIFICATES = "password", "certificates"
LARGEST_FRAME_BYTES = 64 << 20
LARGEST_HEADER_BYTES = 256 << 10
MIN_PASSWORD_CHARACTERS = 8
_MAX_PASSWORD_CHARACTERS = 1000
_PIECE_BYTES = 1 << 20
_TAG_BYTES = 16
_SIGNATURE_BYTES = 64
_KEY_BYTES = 32
_SALT_BYTES = 16
_SIGNED = b"sscard_desktop carrier 1\0"
_WRAP_NONCE = bytes(12)
"""Of a key that is made for one file and used once."""
_LENGTH = struct.Struct(">I")
_FRAME = struct.Struct(">cI")
_PASSES, _LANES, _MEMORY_KIB = 3, 4, 64 << 10

Frame = tuple[bytes, bytes]
"""One letter that says what it is, and its content."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A file whose signature holds.

    Attributes:
        about: what its sender says of it.
        header: as it stands in the file.
        stream: where the locked stream begins and how long it is.
    """

    path: Path
    kind: str
    about: Mapping[str, Any]
    key: StationKey
    header: bytes
    size_bytes: int
    sha256: str
    locked_by: str
    recipients: tuple[str, ...]


def write(
    path: Path, kind: str, about: Mapping[str, object], frames: Iterable[Frame], *, lock: Lock, key: str
) -> WrittenFile:
    """Write a file in place of an earlier one: beside, synced, read back, renamed.

    Raises:
        InvalidInputError: ``transfer.password_short``; nobody could open it: ``transfer.no_lock``.
        EnvironmentFailedError: the disk's failures (``package.…``).
    """
    stream_key = secrets.token_bytes(_KEY_BYTES)
    told = {
        "kind": kind,
        "format": FORMAT,
        "about": dict(about),
        "key": recipients.station_key(key).pem.decode("ascii"),
        "lock": _locked(stream_key, lock),
    }
    header = json.dumps(told, sort_keys=True).encode("ascii")
    part = path.with_name(f"{path.name}.part")
    with as_environment_failure(path.parent), removed_on_failure(part):
        part.unlink(missing_ok=True)
        with part.open("xb+") as file:
            sha256, sha512 = hashlib.sha256(), hashlib.sha512(_SIGNED)
            beginning = MAGIC + _LENGTH.pack(len(header)) + header
            _put(file, beginning, sha256, sha512)
            for piece in _sealed_pieces(frames, AESGCM(stream_key), header):
                _put(file, piece, sha256, sha512)
            signature = recipients.sign(key, sha512.digest())
            file.write(signature)
            sha256.update(signature)
            file.flush()
            os.fsync(file.fileno())
            forget_cached(file)
            size = file.tell()
        with part.open("rb") as file:
            if hashlib.file_digest(file, "sha256").digest() != sha256.digest():
                raise OSError("what was read back isn't what was written")
        part.replace(path)
        sync_folder(path.parent)
    return WrittenFile(path, size, sha256.hexdigest())


def is_one(path: Path) -> bool:
    """Return whether a file begins as these do."""
    with verify.opened(path) as file:
        return file.read(len(MAGIC)) == MAGIC


def kind(path: Path) -> str:
    """Return the kind that a file's header names, nothing of which is verified.

    Raises:
        InvalidInputError: as :func:`signed`, but for the signature.
        EnvironmentFailedError: it can't be read; a pipe.
    """
    with verify.opened(path) as file:
        return _read_header(_header(file), _shown(path))[0]


def signed(path: Path, progress: Progress) -> Signed:
    """Return what a file says of itself, once its signature holds over every byte.

    Raises:
        InvalidInputError: ``transfer.not_a_package``, ``transfer.cut_short``, ``transfer.newer_format``,
            ``transfer.damaged``, ``transfer.signature_bad``.
        EnvironmentFailedError: it can't be read; a pipe.
    """
    with verify.opened(path) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        header = _header(file)
        key = _read_header(header, _shown(path))[2]
        stream = size - file.tell() - _SIGNATURE_BYTES
        if stream < _TAG_BYTES:
            raise InvalidInputError("transfer.cut_short", file=_shown(path))
        beginning = MAGIC + _LENGTH.pack(len(header)) + header
        sha256, sha512 = hashlib.sha256(beginning), hashlib.sha512(_SIGNED + beginning)
        for piece in _pieces(file, stream):
            sha256.update(piece)
            sha512.update(piece)
            progress.report(file.tell(), size)
        signature = file.read(_SIGNATURE_BYTES)
        sha256.update(signature)
        if file.tell() != size or not recipients.is_signed(key, sha512.digest(), signature):
            raise InvalidInputError("transfer.signature_bad", file=_shown(path))
    return _described(path, header, size, sha256.hexdigest())


def seen(path: Path, *, size_bytes: int, sha256: str) -> Signed:
    """Return a file that :func:`signed` saw before, by what it was then; :func:`frames` compares it with that."""
    with verify.opened(path) as file:
        header = _header(file)
    return _described(path, header, size_bytes, sha256)


def _described(path: Path, header: bytes, size_bytes: int, sha256: str) -> Signed:
    kind, about, key, lock = _read_header(header, _shown(path))
    to = tuple(str(each) for each in lock.get("recipients", ()))
    return Signed(path, kind, about, key, header, size_bytes, sha256, str(lock["way"]), to)


def opened_key(found: Signed, unlock: Unlock) -> bytes:
    """Return the stream's key.

    Raises ``InvalidInputError``: ``transfer.password_missing``, ``transfer.wrong_password``, ``transfer.no_reception``
    (it is locked for a certificate, and this machine has none), ``recipient.wrong_key``, ``transfer.damaged``.
    """
    name = _shown(found.path)
    lock = _read_header(found.header, name)[3]
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
    if len(key) != _KEY_BYTES:
        raise InvalidInputError("transfer.damaged", file=name)
    return key


def frames(found: Signed, unlock: Unlock) -> Iterator[Frame]:
    """Yield the frames of a verified file; at the end its bytes are known to be those that were verified.

    Raises ``InvalidInputError``: :func:`opened_key`'s, and ``transfer.damaged``.
    """
    cipher = AESGCM(opened_key(found, unlock))
    name = _shown(found.path)
    with verify.opened(found.path) as file:
        sha256 = hashlib.sha256()
        beginning = file.read(len(MAGIC) + _LENGTH.size + len(found.header))
        sha256.update(beginning)
        if beginning[len(MAGIC) + _LENGTH.size :] != found.header:
            raise InvalidInputError("transfer.damaged", file=name)
        length = found.size_bytes - len(beginning) - _SIGNATURE_BYTES
        pending = bytearray()
        for piece in _opened_pieces(file, length, cipher, found.header, sha256, name):
            pending += piece
            taken = 0
            while (end := _frame_end(pending, taken, name)) is not None:
                letter, _ = _FRAME.unpack_from(pending, taken)
                yield letter, bytes(pending[taken + _FRAME.size : end])
                taken = end
            del pending[:taken]
        sha256.update(file.read(_SIGNATURE_BYTES))
        if pending or file.read(1) or sha256.hexdigest() != found.sha256:
            raise InvalidInputError("transfer.damaged", file=name)


def _frame_end(pending: bytearray, start: int, name: str) -> int | None:
    if len(pending) - start < _FRAME.size:
        return None
    _, length = _FRAME.unpack_from(pending, start)
    if length > LARGEST_FRAME_BYTES:
        raise InvalidInputError("transfer.damaged", file=name)
    end = start + _FRAME.size + int(length)
    return end if end <= len(pending) else None


def _put(file: BinaryIO, piece: bytes, *digests: Any) -> None:
    file.write(piece)
    for digest in digests:
        digest.update(piece)


def _sealed_pieces(given: Iterable[Frame], cipher: AESGCM, header: bytes) -> Iterator[bytes]:
    associated = hashlib.sha256(header).digest()
    pending = bytearray()
    number = 0
    for letter, content in given:
        pending += _FRAME.pack(letter, len(content)) + content
        while len(pending) > _PIECE_BYTES:  # not >=: the last piece is never empty
            yield cipher.encrypt(_nonce(number, last=False), bytes(pending[:_PIECE_BYTES]), associated)
            del pending[:_PIECE_BYTES]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(pending), associated)


def _opened_pieces(
    file: BinaryIO, length: int, cipher: AESGCM, header: bytes, sha256: Any, name: str
) -> Iterator[bytes]:
    associated = hashlib.sha256(header).digest()
    left = length
    number = 0
    while left > 0:
        piece = file.read(min(left, _PIECE_BYTES + _TAG_BYTES))
        sha256.update(piece)
        left -= len(piece)
        try:
            yield cipher.decrypt(_nonce(number, last=left == 0), piece, associated)
        except (InvalidTag, ValueError) as error:
            raise InvalidInputError("transfer.damaged", file=name) from error
        number += 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _pieces(file: BinaryIO, length: int) -> Iterator[bytes]:
    left = length
    while left and (piece := file.read(min(left, _PIECE_BYTES))):
        left -= len(piece)
        yield piece


def _locked(stream_key: bytes, lock: Lock) -> dict[str, object]:
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


def _grown(password: str, salt: bytes) -> bytes:
    grower = Argon2id(salt=salt, length=_KEY_BYTES, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB)
    return grower.derive(normalised(password[:_MAX_PASSWORD_CHARACTERS]).encode("utf-8", "surrogatepass"))


def _header(file: BinaryIO) -> bytes:
    name = _shown(Path(file.name))
    if file.read(len(MAGIC)) != MAGIC:
        raise InvalidInputError("transfer.not_a_package", file=name)
    raw = file.read(_LENGTH.size)
    length = _LENGTH.unpack(raw)[0] if len(raw) == _LENGTH.size else 0
    if not 0 < length <= LARGEST_HEADER_BYTES:
        raise InvalidInputError("transfer.damaged", file=name)
    header = file.read(length)
    if len(header) != length:
        raise InvalidInputError("transfer.cut_short", file=name)
    return header


def _read_header(header: bytes, name: str) -> tuple[str, Mapping[str, Any], StationKey, Mapping[str, Any]]:
    """Return kind, what the sender says, their key and the lock."""
    try:
        told = json.loads(header.decode("ascii"))
        if type(told["format"]) is int and told["format"] > FORMAT:
            raise InvalidInputError("transfer.newer_format", found=told["format"], known=FORMAT)
        lock, about = told["lock"], told["about"]
        if told["format"] != FORMAT or type(about) is not dict or lock["way"] not in (PASSWORD, CERTIFICATES):
            raise ValueError("another header")
        needed = ("salt", "wrapped") if lock["way"] == PASSWORD else ("envelope", "recipients")
        if any(name not in lock for name in needed):
            raise ValueError("no lock")
        key = recipients.read_station_key(told["key"].encode("ascii"))
        return str(told["kind"]), about, key, lock
    except InvalidInputError as error:
        if error.code == "transfer.newer_format":
            raise
        raise InvalidInputError("transfer.damaged", file=name) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidInputError("transfer.damaged", file=name) from error


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decoded(text: object, name: str) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInputError("transfer.damaged", file=name) from error


def _shown(path: Path) -> str:
    return path.name[: verify.MAX_NAME_SHOWN]
