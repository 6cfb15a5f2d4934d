# SPDX-License-Identifier: Apache-2.0
"""An update file, read: a signed head that names every file with its digest, and behind it all of them, compressed.

Layout: eight bytes of magic; the head's length (four bytes, big-endian) and the head (:mod:`.updatemanifest`); how
many signatures there are (one byte), and of each the key's fingerprint (32 bytes) and the Ed25519 signature over the
head (64 bytes); then the files' bytes one after the other, in the head's order, as one or several xz streams. There is
no archive format inside, and so nothing in it that could lead out of the folder: names come from the signed head.

A file is taken by no more than it must be: the signature before a word of the head is believed, the digest of all that
is compressed before a byte is opened, each unpacked file's own digest before it is kept.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.domain.updates import SUFFIX
from sscard_desktop.exchange.diskerrors import disk_is_full
from sscard_desktop.exchange.partfile import sync_folder
from sscard_desktop.exchange.releasekeys import is_signed
from sscard_desktop.exchange.updatecontent import UpdateContent
from sscard_desktop.exchange.updatemanifest import LARGEST_BYTES, Head, read_head

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from sscard_desktop.domain.updates import Update
    from sscard_desktop.services.ports import Progress

MAGIC = b"SSCUPD\r\n"
LENGTH = struct.Struct(">I")
FINGERPRINT_BYTES, SIGNATURE_BYTES = 32, 64
MOST_SIGNATURES = 8
_PIECE_BYTES = 1 << 20
_LONGEST_SHOWN = 100


class UpdateFileReader:
    """Implements ``services.ports.UpdateFiles``.

    Args:
        keys: the release keys, by fingerprint.
        places: gives the roots of the sticks and cards in this machine.
    """

    def __init__(self, keys: Mapping[str, Ed25519PublicKey], places: Callable[[], Iterable[Path]]) -> None:
        self._keys = keys
        self._places = places

    def keys(self) -> Collection[str]:
        """Return the fingerprints of the keys that are known."""
        return self._keys.keys()

    def found(self) -> Sequence[Path]:
        """Return the update files in the roots of sticks and cards, newest name first."""
        found: list[Path] = []
        for root in self._places():
            try:
                found += [path for path in root.iterdir() if path.name.endswith(SUFFIX) and path.is_file()]
            except OSError:
                # Taken out, empty, or nobody may look at it.
                continue
        return sorted(found, key=lambda path: path.name, reverse=True)

    def seen(self, file: Path, *, retired: Collection[str]) -> Update:
        """Return what a file says, once its signature holds; its content isn't looked at."""
        with _opened(file) as opened:
            return self._head(opened, retired).update

    def signed(self, file: Path, *, retired: Collection[str], progress: Progress) -> Update:
        """Return what a file says, once its signature holds and every byte is the signed one; see the port."""
        with _opened(file) as opened:
            head = self._head(opened, retired)
            digest = hashlib.sha256()
            done = 0
            while piece := opened.read(_PIECE_BYTES):
                digest.update(piece)
                done += len(piece)
                progress.report(min(done, head.packed_bytes), head.packed_bytes)
            if done != head.packed_bytes or digest.hexdigest() != head.packed_sha256:
                raise InvalidInputError("update.altered", file=_shown(file))
        return head.update

    def unpack(self, file: Path, update: Update, folder: Path, progress: Progress) -> None:
        """Write the content into an empty folder; see the port."""
        with _opened(file) as opened:
            head = self._head(opened, ())
            if head.update.sha256 != update.sha256:
                # Another file lies there by now.
                raise InvalidInputError("update.altered", file=_shown(file))
            content = UpdateContent(opened, head.packed_bytes, _shown(file))
            done = 0
            made = {folder}
            for part in head.parts:
                with _disk_told(folder):
                    place = folder / part.name
                    if place.parent not in made:
                        place.parent.mkdir(parents=True, exist_ok=True)
                        made.add(place.parent)
                    descriptor = os.open(place, _NEW_FILE, 0o755 if part.runs else 0o644)
                with os.fdopen(descriptor, "wb") as target:
                    for piece in content.pieces(part):
                        with _disk_told(folder):
                            target.write(piece)
                        done += len(piece)
                        progress.report(done, update.size_bytes)
                    with _disk_told(folder):
                        target.flush()
                        os.fsync(target.fileno())
            content.require_end()
        with _disk_told(folder):
            for name, target_name in head.links.items():
                link = folder / name
                link.parent.mkdir(parents=True, exist_ok=True)
                try:
                    link.symlink_to(os.path.relpath(folder / target_name, link.parent))
                except OSError:
                    # A stick's file system knows none; a copy does the same.
                    shutil.copy2(folder / target_name, link)
            _sync_all(folder)

    def _head(self, file: BinaryIO, retired: Collection[str]) -> Head:
        name = _shown(Path(file.name))
        if file.read(len(MAGIC)) != MAGIC:
            raise InvalidInputError("update.not_one", file=name)
        length = LENGTH.unpack(_exactly(file, LENGTH.size, name))[0]
        if not 0 < length <= LARGEST_BYTES:
            raise InvalidInputError("update.damaged", file=name)
        head = _exactly(file, length, name)
        count = _exactly(file, 1, name)[0]
        if not 0 < count <= MOST_SIGNATURES:
            raise InvalidInputError("update.damaged", file=name)
        given = [_exactly(file, FINGERPRINT_BYTES + SIGNATURE_BYTES, name) for _ in range(count)]
        signatures = {each[:FINGERPRINT_BYTES].hex(): each[FINGERPRINT_BYTES:] for each in given}
        known = [key for key in signatures if key in self._keys]
        good = [key for key in known if key not in retired]
        if not good:
            code = "update.retired_key" if known else "update.unknown_key"
            raise InvalidInputError(code, file=name, key=(known or list(signatures))[0][:16])
        key = next((key for key in good if is_signed(self._keys[key], head, signatures[key])), "")
        if not key:
            raise InvalidInputError("update.signature_bad", file=name)
        found = read_head(head, key=key, file=name)
        start = file.tell()
        if file.seek(0, os.SEEK_END) - start < found.packed_bytes:
            raise InvalidInputError("update.cut_short", file=name)
        file.seek(start)
        return found


_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def _exactly(file: BinaryIO, size: int, name: str) -> bytes:
    content = file.read(size)
    if len(content) != size:
        raise InvalidInputError("update.cut_short", file=name)
    return content


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """Open a file on a stick; a stick that is pulled while it is read is told as that."""
    try:
        # Looked at before it is opened: opening a pipe waits for whoever writes into it, for ever perhaps.
        if not file.is_file():
            raise EnvironmentFailedError("file.not_plain" if file.exists() else "file.not_found", file=_shown(file))
        with file.open("rb") as opened:
            yield opened
    except OSError as error:
        raise EnvironmentFailedError("update.unreadable", file=_shown(file), reason=error.strerror or "") from error


@contextmanager
def _disk_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "update.disk_full" if disk_is_full(error) else "update.not_written"
        raise EnvironmentFailedError(code, folder=str(folder.parent), reason=error.strerror or "") from error


def _sync_all(folder: Path) -> None:
    """Make the names in a tree durable, deepest first."""
    for place, _, _ in os.walk(folder, topdown=False):
        sync_folder(Path(place))


def _shown(file: Path) -> str:
    return file.name[:_LONGEST_SHOWN]
