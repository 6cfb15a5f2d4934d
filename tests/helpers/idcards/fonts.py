# SPDX-License-Identifier: Apache-2.0
"""The typefaces that cards are printed with: the program's own, and every CJK face that this computer has.

Real cards are set in a heavy grotesque that may not be had freely, with the number in OCR-B. What stands in for them
differs from computer to computer, so a table of rates names the faces it was made with; the bundled two are enough.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

_BUNDLED = Path(__file__).parents[3] / "resources" / "fonts"
_FACES = {
    "wqy-zenhei.ttc": "WenQuanYi Zen Hei",
    "wqy-microhei.ttc": "WenQuanYi Micro Hei",
    "ukai.ttc": "AR PL UKai",
    "uming.ttc": "AR PL UMing",
    "NotoSansCJK-Regular.ttc": "Noto Sans CJK",
    "NotoSansCJK-Bold.ttc": "Noto Sans CJK Bold",
    "NotoSerifCJK-Regular.ttc": "Noto Serif CJK",
    "DroidSansFallbackFull.ttf": "Droid Sans Fallback",
    "simhei.ttf": "SimHei",
    "simsun.ttc": "SimSun",
    "msyh.ttc": "Microsoft YaHei",
}
# A collection's face for mainland forms; 0 is the Japanese one in Noto's.
_INDEX = {"NotoSansCJK-Regular.ttc": 2, "NotoSansCJK-Bold.ttc": 2, "NotoSerifCJK-Regular.ttc": 2}
_DIGITS = ("OCRB.otf", "OCRB.ttf", "OCR-B.otf", "OCRBL.otf", "DejaVuSansMono.ttf", "LiberationMono-Regular.ttf")
_SCRIPTS = {
    "mongolian": "NotoSansMongolian-Regular.ttf",
    "uyghur": "NotoNaskhArabic-Regular.ttf",
    "tibetan": "NotoSerifTibetan-Regular.ttf",
}


@dataclass(frozen=True)
class Face:
    """A typeface as a file; ``index`` within a collection."""

    name: str
    file: Path
    index: int = 0

    def at(self, pixels: int) -> ImageFont.FreeTypeFont:
        return _loaded(self.file, self.index, max(4, pixels))

    def has(self, character: str) -> bool:
        return character.isspace() or _drawn(self, character) != _drawn(self, "\U0010fffe")


@lru_cache(maxsize=200)
def _loaded(file: Path, index: int, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), pixels, index)


@lru_cache(maxsize=20_000)
def _drawn(face: Face, character: str) -> bytes:
    return bytes(face.at(24).getmask(character))


REGULAR = Face("Noto Sans SC", _BUNDLED / "NotoSansSC-Regular.ttf")
BOLD = Face("Noto Sans SC Bold", _BUNDLED / "NotoSansSC-Bold.ttf")
RARE = Face("HanaMinB", _BUNDLED / "HanaMinB.ttf")
"""Draws what the other faces lack."""


@lru_cache(maxsize=1)
def faces() -> tuple[Face, ...]:
    """Return the bundled faces, then those of this computer that write simplified Chinese."""
    found = {path.name: path for path in _files()}
    others = (Face(name, found[file], _INDEX.get(file, 0)) for file, name in _FACES.items() if file in found)
    return (REGULAR, BOLD, *others)


@lru_cache(maxsize=1)
def digits() -> Face:
    """Return the face of numbers and machine-readable lines: OCR-B, or the most similar of one width."""
    found = {path.name: path for path in _files()}
    return next((Face(Path(name).stem, found[name]) for name in _DIGITS if name in found), REGULAR)


@lru_cache(maxsize=4)
def script_face(script: str) -> Face | None:
    """Return a face for a minority's script, where this computer has one."""
    wanted = _SCRIPTS.get(script)
    return next((Face(wanted, path) for path in _files() if path.name == wanted), None) if wanted else None


@lru_cache(maxsize=1)
def _files() -> tuple[Path, ...]:
    return tuple(_walk())


def _walk() -> Iterator[Path]:
    shares = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")
    homes = [Path(share) / "fonts" for share in shares] + [Path.home() / ".local" / "share" / "fonts"]
    homes.append(Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts")
    for home in homes:
        if home.is_dir():
            yield from sorted(path for path in home.rglob("*.[to]t[cf]") if path.is_file())
