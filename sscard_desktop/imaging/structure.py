# SPDX-License-Identifier: Apache-2.0
"""What a picture file is built of, counted before a decoder reads any of it.

Decoders bound the pixels; what surrounds these they take as it comes: a few megabytes of empty segments, tags that all
point at the same bytes, or fill bytes keep Pillow busy for a minute and fill gigabytes. Cameras, phones and scanners
write some dozens of parts. Answers for the file's kind by its first bytes, for telling which files are built like no
picture that a device makes, and for the one thing wanted from all that metadata: how the camera was held. Raises
nothing, and reads no pixel.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

MOST_SEGMENTS = 4_000
"""Of a JPEG: phones' depth maps and HDR layers take some hundreds."""
MOST_SCANS = 100
"""Of a JPEG: a progressive one has about ten; thousands keep a decoder busy for minutes (CVE-2018-11813's kin)."""
MOST_JUNK_BYTES = 64 << 10
MOST_CHUNKS = 65_536
"""Of a PNG, WebP or GIF: encoders write pixels in chunks of some kilobytes."""
MOST_TAGS = 1_000
MOST_TAG_NUMBERS = 150_000
"""Strips are listed one by one: a scanner's page of 16,000 rows in strips of one row has two such lists."""
MOST_METADATA_BYTES = 1 << 20
"""Of EXIF, and of an editor's notes, in a JPEG: each segment of theirs has at most 64 KB."""
_DIRECTORY_SLACK = 4

_MAGIC = (
    (b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"GIF87a", "GIF"), (b"GIF89a", "GIF"), (b"BM", "BMP"),
    (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"II+\0", "TIFF"), (b"MM\0+", "TIFF"),
)  # fmt: skip
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_SHARED_BRANDS = frozenset({b"mif1", b"msf1"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
# A marker that ends coded data: neither a stuffed zero, nor a restart, nor a fill byte.
_MARKER_IN_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SCAN, _END_OF_IMAGE, _APP1, _APP2, _APP13 = 0xDA, 0xD9, 0xE1, 0xE2, 0xED
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xDA)})
_GIF_FRAME, _GIF_EXTENSION, _GIF_COMMENT = 0x2C, 0x21, 0xFE
_EXIF, _SEVERAL_PICTURES = b"Exif\0\0", b"MPF\0"
_ORIENTATION = 0x0112
_SUB_DIRECTORIES = frozenset({34665, 34853, 40965})
_BYTES_EACH = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_PLAIN_BYTES = frozenset({1, 2, 6, 7})


class _UnlikeAPictureError(Exception):
    """The file is built like none that a device makes."""


def kind_of(data: bytes) -> str | None:
    """Return the kind by the first bytes, such as ``JPEG``; ``None`` for what is none of a picture that is known."""
    if data[4:8] == b"ftyp":
        ends = min(int.from_bytes(data[:4]), len(data), 256)
        brands = {data[8:12], *(data[at : at + 4] for at in range(16, ends - 3, 4))}
        if data[8:12] in _AVIF_BRANDS:
            return None
        return "HEIC" if brands & _HEIC_BRANDS or (data[8:12] in _SHARED_BRANDS and not brands & _AVIF_BRANDS) else None
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def is_plausible(data: bytes, kind: str) -> bool:
    """Return whether a file of ``kind`` has no more parts than pictures have; damage is for the decoder to find."""
    check = _CHECKS.get(kind)
    try:
        if check is not None:
            check(data)
    except _UnlikeAPictureError:
        return False
    except (IndexError, struct.error):
        # It ends in the middle of a part: what there is of it was counted.
        return True
    return True


def orientation_of(exif: bytes) -> int:
    """Return how the camera was held by an EXIF block, 1 (upright) to 8; 1 where it says nothing sensible."""
    block = _Block.of(exif.removeprefix(_EXIF))
    if block is None:
        return 1
    for tag, _kind, _count, value, _size in block.entries(block.first):
        if tag == _ORIENTATION:
            turned = struct.unpack_from(f"{block.order}H", value)[0] if len(value) >= 2 else 1
            return turned if 1 <= turned <= 8 else 1
    return 1


# ── JPEG ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_jpeg(data: bytes) -> None:
    at, junk, segments = 2, 0, 0
    metadata = {_APP1: b"", _APP13: b""}
    while True:
        marker = data.find(b"\xff", at)
        if marker < 0:
            return
        code = data[marker + 1]
        junk += marker - at + (code in (0x00, 0xFF))
        segments += code not in (0x00, 0xFF)
        if junk > MOST_JUNK_BYTES or segments > MOST_SEGMENTS:
            raise _UnlikeAPictureError
        if code == 0xFF or code in _WITHOUT_LENGTH or code == 0x00:
            at = marker + (1 if code == 0xFF else 2)
            continue
        at = marker + 2 + max(2, struct.unpack_from(">H", data, marker + 2)[0])
        payload = data[marker + 4 : at]
        if (code == _APP1 and payload.startswith(_EXIF)) or code == _APP13:
            # Pillow joins the blocks of several segments.
            metadata[code] += payload.removeprefix(_EXIF)
            if len(metadata[code]) > MOST_METADATA_BYTES:
                raise _UnlikeAPictureError
            _check_directories(metadata[_APP1])
        elif code == _APP2 and payload.startswith(_SEVERAL_PICTURES):
            _check_directories(payload.removeprefix(_SEVERAL_PICTURES))
        elif code == _SCAN:
            break
    _check_scans(data, at, segments)


def _check_scans(data: bytes, at: int, segments: int) -> None:
    """Count scans up to the picture's end only: a phone's film behind it holds such bytes by chance."""
    scans = 1
    while (found := _MARKER_IN_SCAN.search(data, at)) is not None:
        code = data[found.start() + 1]
        if code == _END_OF_IMAGE:
            return
        scans, segments = scans + (code == _SCAN), segments + 1
        if scans > MOST_SCANS or segments > MOST_SEGMENTS:
            raise _UnlikeAPictureError
        at = found.end()
        if code not in _WITHOUT_LENGTH:
            at += max(2, struct.unpack_from(">H", data, at)[0])


# ── files of chunks ──────────────────────────────────────────────────────────────────────────────────────────────


def _check_png(data: bytes) -> None:
    at = 8
    for _ in range(MOST_CHUNKS):
        length, name = struct.unpack_from(">I4s", data, at)
        if name == b"IEND":
            return
        if name == b"eXIf":
            _check_directories(data[at + 8 : at + 8 + length])
        at += length + 12
    raise _UnlikeAPictureError


def _check_webp(data: bytes) -> None:
    at = 12
    for _ in range(MOST_CHUNKS):
        (length,) = struct.unpack_from("<I", data, at + 4)
        at += 8 + length + length % 2
    raise _UnlikeAPictureError


def _check_gif(data: bytes) -> None:
    """Count the blocks before the first frame, in the order in which Pillow takes them; nothing behind is read."""
    at = 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    parts = 0
    inside = again = False
    while inside or data[at] != _GIF_FRAME:
        parts += 1
        if parts > MOST_CHUNKS:
            raise _UnlikeAPictureError
        if inside:
            length = data[at]
            # The first block of an extension ends nothing, even when it is empty; but for a comment's.
            inside, again = length > 0 or again, length > 0 and data[at + 1 : at + 12] == b"NETSCAPE2.0"
            at += 1 + length
        elif data[at] == _GIF_EXTENSION:
            inside, again = True, data[at + 1] != _GIF_COMMENT
            at += 2
        else:
            at += 1


# ── TIFF, and EXIF, which is one ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Block:
    """A TIFF's bytes with how its numbers are written."""

    data: bytes
    order: str
    big: bool
    first: int

    @classmethod
    def of(cls, data: bytes) -> _Block | None:
        """Return the block, ``None`` for what is none or too short to be one."""
        order = {b"II": "<", b"MM": ">"}.get(data[:2])
        if order is None or len(data) < 16:
            return None
        # As Pillow takes it: in a file of the other order it sees no BigTIFF.
        big = data[2] == 43
        first = struct.unpack_from(f"{order}{'Q' if big else 'I'}", data, 8 if big else 4)[0]
        return cls(data, order, big, first)

    def entries(self, at: int) -> Iterator[tuple[int, int, int, bytes, int]]:
        """Yield tag, type, count, value field, and how many bytes of the block it makes a reader read."""
        head, entry = ("Q", "HHQ8s") if self.big else ("H", "HHI4s")
        each = struct.Struct(self.order + entry)
        start = at + struct.calcsize(f"{self.order}{head}")
        if start > len(self.data):
            return
        (count,) = struct.unpack_from(self.order + head, self.data, at)
        for number in range(min(count, (len(self.data) - start) // each.size)):
            tag, kind, values, value = each.unpack_from(self.data, start + number * each.size)
            size = _BYTES_EACH.get(kind, 0) * values
            if size > len(value):
                size = max(0, min(size, len(self.data) - self.number(value)))
            yield tag, kind, values, value, size

    def number(self, value: bytes) -> int:
        """Return a value field as the place that it points at."""
        return int.from_bytes(value, "little" if self.order == "<" else "big")


def _check_directories(data: bytes) -> None:
    """Count the tags, what they list, and how much of the block they make a reader copy."""
    block = _Block.of(data)
    if block is None:
        return
    waiting, seen = [block.first], set[int]()
    tags = numbers = copied = 0
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        for tag, kind, _count, value, size in block.entries(at):
            tags, copied = tags + 1, copied + size
            numbers += 0 if kind in _PLAIN_BYTES else size // _BYTES_EACH.get(kind, 1)
            if tag in _SUB_DIRECTORIES:
                waiting.append(block.number(value))
            if tags > MOST_TAGS or numbers > MOST_TAG_NUMBERS or copied > _DIRECTORY_SLACK * len(data):
                raise _UnlikeAPictureError


_CHECKS: Mapping[str, Callable[[bytes], None]] = {
    "JPEG": _check_jpeg, "PNG": _check_png, "WEBP": _check_webp, "GIF": _check_gif, "TIFF": _check_directories,
}  # fmt: skip
