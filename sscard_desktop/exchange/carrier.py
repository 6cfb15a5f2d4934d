# SPDX-License-Identifier: Apache-2.0
"""The file that travels between stations: a header to be read, a locked stream of frames, the sender's signature.

Layout: eight bytes of magic; the header's length (four bytes, big-endian) and the header, ASCII JSON; the stream
(:mod:`.carrierstream`) under a random key, which the header holds locked (:mod:`.carrierlock`); 64 bytes of an Ed25519
signature over the SHA-512 of all before.

The signature is checked over the whole file before a byte of the stream is opened. Memory holds a piece and a frame.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange import recipients, verify
from sscard_desktop.exchange.carrierlock import KEY_BYTES, is_whole, locked, opened
from sscard_desktop.exchange.carrierstream import TAG_BYTES, Frame, frames_in, sealed_pieces
from sscard_desktop.exchange.diskerrors import as_environment_failure
from sscard_desktop.exchange.partfile import forget_cached, removed_on_failure, sync_folder
from sscard_desktop.services.ports import Lock, Progress, SignedPackage, SignedRoster, StationKey, Unlock, WrittenFile

MAGIC = b"SSCARD\r\n"
FORMAT = 1
LARGEST_HEADER_BYTES = 256 << 10
_PIECE_BYTES = 1 << 20
_SIGNATURE_BYTES = 64
_SIGNED = b"sscard_desktop carrier 1\0"
_LENGTH = struct.Struct(">I")


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
    stream_key = secrets.token_bytes(KEY_BYTES)
    told = {
        "kind": kind,
        "format": FORMAT,
        "about": dict(about),
        "key": recipients.station_key(key).pem.decode("ascii"),
        "lock": locked(stream_key, lock),
    }
    header = json.dumps(told, sort_keys=True).encode("ascii")
    part = path.with_name(f"{path.name}.part")
    with as_environment_failure(path.parent), removed_on_failure(part):
        part.unlink(missing_ok=True)
        with part.open("xb+") as file:
            sha256, sha512 = hashlib.sha256(), hashlib.sha512(_SIGNED)
            beginning = MAGIC + _LENGTH.pack(len(header)) + header
            _put(file, beginning, sha256, sha512)
            for piece in sealed_pieces(frames, AESGCM(stream_key), header):
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
        if stream < TAG_BYTES:
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


def again(found: SignedPackage | SignedRoster) -> Signed:
    """Return a file that :func:`signed` saw before, by what it was then; :func:`frames` compares it with that."""
    with verify.opened(found.path) as file:
        header = _header(file)
    return _described(found.path, header, found.size_bytes, found.sha256)


def _described(path: Path, header: bytes, size_bytes: int, sha256: str) -> Signed:
    kind, about, key, lock = _read_header(header, _shown(path))
    to = tuple(str(each) for each in lock.get("recipients", ()))
    return Signed(path, kind, about, key, header, size_bytes, sha256, str(lock["way"]), to)


def opened_key(found: Signed, unlock: Unlock) -> bytes:
    """Return the stream's key; raise what :func:`.carrierlock.opened` raises."""
    name = _shown(found.path)
    return opened(_read_header(found.header, name)[3], unlock, name)


def frames(found: Signed, unlock: Unlock) -> Iterator[Frame]:
    """Yield the frames of a verified file; at the end its bytes are known to be those that were verified.

    Raises ``InvalidInputError``: :func:`opened_key`'s, and ``transfer.damaged``.
    """
    name = _shown(found.path)
    cipher = AESGCM(opened_key(found, unlock))
    with verify.opened(found.path) as file:
        sha256 = hashlib.sha256()
        beginning = file.read(len(MAGIC) + _LENGTH.size + len(found.header))
        sha256.update(beginning)
        if beginning[len(MAGIC) + _LENGTH.size :] != found.header:
            raise InvalidInputError("transfer.damaged", file=name)
        length = found.size_bytes - len(beginning) - _SIGNATURE_BYTES
        yield from frames_in(file, length, cipher, found.header, sha256, name)
        sha256.update(file.read(_SIGNATURE_BYTES))
        if file.read(1) or sha256.hexdigest() != found.sha256:
            raise InvalidInputError("transfer.damaged", file=name)


def _put(file: BinaryIO, piece: bytes, *digests: Any) -> None:
    file.write(piece)
    for digest in digests:
        digest.update(piece)


def _pieces(file: BinaryIO, length: int) -> Iterator[bytes]:
    left = length
    while left and (piece := file.read(min(left, _PIECE_BYTES))):
        left -= len(piece)
        yield piece


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
        if told["format"] != FORMAT or type(about) is not dict:
            raise ValueError("another header")
        if not is_whole(lock):
            raise ValueError("no lock")
        key = recipients.read_station_key(told["key"].encode("ascii"))
        return str(told["kind"]), about, key, lock
    except InvalidInputError as error:
        if error.code == "transfer.newer_format":
            raise
        raise InvalidInputError("transfer.damaged", file=name) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidInputError("transfer.damaged", file=name) from error


def _shown(path: Path) -> str:
    return path.name[: verify.MAX_NAME_SHOWN]
