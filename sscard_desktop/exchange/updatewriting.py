# SPDX-License-Identifier: Apache-2.0
"""An update file, made: of a frozen program's folder, or of profiles and code tables. For whoever makes releases.

The same content gives the same bytes: files by name, no times, no rights but whether it runs, pieces of one size.
"""

from __future__ import annotations

import hashlib
import lzma
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sscard_desktop.domain.updates import UpdateKind
from sscard_desktop.exchange.partfile import removed_on_failure, sync_folder
from sscard_desktop.exchange.releasekeys import SIGNED, fingerprint
from sscard_desktop.exchange.updatefile import LENGTH, MAGIC, MOST_SIGNATURES
from sscard_desktop.exchange.updatemanifest import FORMAT, LARGEST_BYTES, read_head, written

Filters = list[dict[str, int]]
PIECE_BYTES = 64 << 20
"""Each is an xz stream of its own: so all cores pack."""
PRESET = 6


def write_update(
    out: Path,
    tree: Mapping[str, Path],
    keys: Sequence[Ed25519PrivateKey],
    *,
    kind: UpdateKind,
    version: str,
    platform: str = "",
    needs: str = "0.0",
    below: str = "",
    made_on: str,
    notes: Mapping[str, str] | None = None,
    retires: Iterable[str] = (),
    preset: int = PRESET,
    jobs: int = 1,
) -> str:
    """Write an update file and return its head's digest.

    Args:
        tree: name in the update → file or link.
        keys: each signs; a program that knows one of them takes the update.
        made_on: a day, for people; nothing expires.
        jobs: packs in so many threads.

    Raises:
        InvalidInputError: ``update.damaged``, what was asked for isn't what a program would take.
        ValueError: no key; a link that leads out of the tree; too many.
        OSError: a file can't be read, or the target can't be written.
    """
    files = {name: path for name, path in sorted(tree.items()) if not path.is_symlink()}
    links = {name: _target(name, path, tree) for name, path in sorted(tree.items()) if path.is_symlink()}
    if not 0 < len(keys) <= MOST_SIGNATURES:
        raise ValueError(f"from 1 to {MOST_SIGNATURES} keys")
    parts = [
        [name, path.stat().st_size, _digest(path), bool(path.stat().st_mode & 0o100)] for name, path in files.items()
    ]
    part_file = out.with_name(f"{out.name}.part")
    packed = out.with_name(f"{out.name}.packed")
    with removed_on_failure(part_file), removed_on_failure(packed):
        packed_bytes, packed_sha256 = _pack(packed, files.values(), _filters(platform, preset), jobs)
        told: dict[str, Any] = {
            "format": FORMAT,
            "kind": kind.value,
            "version": version,
            "platform": platform,
            "needs": needs,
            "below": below,
            "made_on": made_on,
            "notes": dict(notes or {}),
            "retires": sorted(retires),
            "files": parts,
            "links": [list(link) for link in links.items()],
            "packed": [packed_bytes, packed_sha256],
        }
        head = written(told)
        if len(head) > LARGEST_BYTES:
            raise ValueError("too many files")
        # Whoever reads it is as strict as this.
        digest = read_head(head, key="", file=out.name).update.sha256
        with part_file.open("wb") as file:
            file.write(MAGIC + LENGTH.pack(len(head)) + head + bytes([len(keys)]))
            for key in keys:
                public = key.public_key().public_bytes_raw()
                file.write(bytes.fromhex(fingerprint(public)) + key.sign(SIGNED + head))
            with packed.open("rb") as content:
                while piece := content.read(1 << 20):
                    file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        packed.unlink()
        part_file.replace(out)
        sync_folder(out.parent)
    return digest


def tree_of(folder: Path, prefix: str = "") -> dict[str, Path]:
    """Return name → file or link of all that lies below a folder."""
    found = {}
    for place, folders, names in os.walk(folder):
        for name in (*names, *(each for each in folders if (Path(place) / each).is_symlink())):
            path = Path(place) / name
            found[prefix + path.relative_to(folder).as_posix()] = path
    return found


def _target(name: str, link: Path, tree: Mapping[str, Path]) -> str:
    """Return the name of the file that a link leads to in the end."""
    real = os.path.realpath(link)
    for other, path in tree.items():
        if not path.is_symlink() and os.path.realpath(path) == real:
            return other
    raise ValueError(f"{name} leads out of the update")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _filters(platform: str, preset: int) -> Filters:
    """Return xz's filters: programs of x86 pack better when their jumps are made absolute."""
    packing = {"id": lzma.FILTER_LZMA2, "preset": preset}
    return [{"id": lzma.FILTER_X86}, packing] if platform.endswith("-x86_64") else [packing]


def _pack(out: Path, files: Iterable[Path], filters: Filters, jobs: int) -> tuple[int, str]:
    digest = hashlib.sha256()
    # Threads: the packer lets go of the interpreter.
    with out.open("wb") as packed, ThreadPoolExecutor(jobs) as pool:
        waiting: list[Future[bytes]] = []
        for piece in _pieces(files):
            waiting.append(pool.submit(_compressed, piece, filters))
            # No more pieces in memory than are being packed.
            while len(waiting) > jobs:
                _put(waiting.pop(0).result(), packed, digest)
        for each in waiting:
            _put(each.result(), packed, digest)
        return packed.tell(), digest.hexdigest()


def _put(piece: bytes, packed: BinaryIO, digest: Any) -> None:
    packed.write(piece)
    digest.update(piece)


def _compressed(piece: bytes, filters: Filters) -> bytes:
    return lzma.compress(piece, filters=filters)


def _pieces(files: Iterable[Path]) -> Iterator[bytes]:
    """Yield what all files hold together, in pieces of one size."""
    pending = bytearray()
    for path in files:
        with path.open("rb") as file:
            while more := file.read(1 << 20):
                pending += more
                if len(pending) >= PIECE_BYTES:
                    yield bytes(pending[:PIECE_BYTES])
                    del pending[:PIECE_BYTES]
    yield bytes(pending)
