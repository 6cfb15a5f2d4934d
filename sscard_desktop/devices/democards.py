# SPDX-License-Identifier: Apache-2.0
"""The demo people's identity cards, drawn so that they can be read: right labels in the right places, nothing else.

Answers for fronts and backs in ID-1's proportions (85.6 × 54 mm, ISO/IEC 7810) of the three kinds of card that a reader
takes. Colours, pattern and badge are our own, every side says 样本 SAMPLE, the portrait is the sample face: nobody
takes it for a document, and no program here can tell it from one by its words.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.card import Card, CardType
from sscard_desktop.domain.document import ID_1_HEIGHT_MM, ID_1_WIDTH_MM

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PIL import Image, ImageDraw, ImageFont

    Rgb = npt.NDArray[np.uint8]

PX_PER_MM = 16
"""Fine enough for a picture of 1370 pixels across, which is what a document camera gives of a card."""
_INK, _LABEL, _FAINT = (34, 38, 44), (66, 104, 142), (196, 214, 224)
_GROUNDS = {CardType.RESIDENT: (226, 238, 244), CardType.HMT: (230, 240, 232), CardType.FOREIGNER_2023: (238, 234, 246)}
_PORTRAIT_MM = (55.5, 8.0, 24.0, 29.5)
_ADDRESS_CHARACTERS = 11
_SEXES = {"1": "男", "2": "女"}
_SEXES_EN = {"1": "男 / M", "2": "女 / F"}
_FIRST_BEYOND = 0x10000


@dataclass(frozen=True, slots=True)
class CardFonts:
    """The fonts that cards are lettered with: the usual one, and the one for characters beyond it."""

    usual: Path
    rare: Path


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """Both sides, height × width × 3, RGB."""

    front: Rgb
    back: Rgb

    def jpegs(self) -> tuple[bytes, bytes]:
        """Return front and back as JPEGs."""
        return _jpeg(self.front), _jpeg(self.back)


def draw_card(card: Card, fonts: CardFonts, *, nation: str, portrait: Rgb | None = None) -> DrawnCard:
    """Return both sides of a demo person's card.

    Args:
        card: what its chip says.
        fonts: to letter it with.
        nation: the word for ``card.nation``.
        portrait: see :func:`demo_portrait`; without it its place stays grey.
    """
    front, back = _Sheet(card.type, fonts), _Sheet(card.type, fonts)
    front.portrait(portrait)
    front.sample(67.5, 40.3, 3.2)
    back.sample(43.0, 29.0, 4.4)
    back.badge(13.0, 13.0, 8.0)
    if card.type is CardType.FOREIGNER_2023:
        _foreign_sides(front, back, card)
    else:
        _chinese_sides(front, back, card, nation)
    drawn = DrawnCard(front.pixels(), back.pixels())
    # Each size of the type maps the whole font file again.
    _font.cache_clear()
    return drawn


def demo_portrait(samples: Path, seed: int) -> Rgb:
    """Return the face of demo person ``seed``, cut as a card's portrait is."""
    frame = demo_frame(samples, seed, width=640, height=360)
    height = frame.shape[0]
    width = round(height * _PORTRAIT_MM[2] / _PORTRAIT_MM[3])
    left = (frame.shape[1] - width) // 2
    return frame[:, left : left + width]


def _chinese_sides(front: _Sheet, back: _Sheet, card: Card, nation: str) -> None:
    born = card.birth_date
    front.label(6.0, 8.6, "姓名")
    front.text(14.6, 8.4, card.name, 3.7)
    front.label(6.0, 14.9, "性别")
    front.text(14.6, 14.9, _SEXES.get(card.sex, ""))
    if nation:
        front.label(23.0, 14.9, "民族")
        front.text(31.4, 14.9, nation)
    front.label(6.0, 20.9, "出生")
    if born is not None:
        day = ((14.6, born.year, 22.8, "年"), (26.6, born.month, 30.6, "月"), (34.0, born.day, 38.0, "日"))
        for x, figure, unit_x, unit in day:
            front.text(x, 20.9, str(figure))
            front.label(unit_x, 20.9, unit)
    front.label(6.0, 27.0, "住址")
    for row, line in enumerate(wrapped(card.address)):
        front.text(14.6, 27.0 + 4.3 * row, line)
    front.label(6.0, 46.9, "公民身份号码")
    front.number(29.0, 46.9, card.number)
    hmt = card.type is CardType.HMT
    place = "澳门" if card.number.startswith("82") else "台湾" if card.number.startswith("83") else "港澳"
    back.title(26.0, 10.0, "中华人民共和国", 4.6)
    back.title(26.0, 19.6, f"{place}居民居住证" if hmt else "居民身份证", 6.6)
    until = "长期" if card.long_term else f"{card.valid_to:%Y.%m.%d}" if card.valid_to else ""
    since = f"{card.valid_from:%Y.%m.%d}" if card.valid_from else ""
    rows = [("签发机关", card.authority), ("有效期限", f"{since}-{until}")]
    if hmt:
        rows = [*rows, ("通行证号码", card.pass_number), ("签发次数", card.issue_count)]
    top = 36.0 if hmt else 39.6
    for row, (label, words) in enumerate(rows):
        y = top + row * (4.6 if hmt else 6.6)
        back.label(17.0, y, label)
        back.text(34.0, y, words)


def _foreign_sides(front: _Sheet, back: _Sheet, card: Card) -> None:
    front.title(6.0, 5.4, "外国人永久居留身份证", 3.0)
    until = f"{card.valid_to:%Y.%m.%d}" if card.valid_to else ""
    since = f"{card.valid_from:%Y.%m.%d}" if card.valid_from else ""
    born = f"{card.birth_date:%Y.%m.%d}" if card.birth_date else ""
    rows = (
        ("姓名 / Name", card.name_en),
        ("", card.name),
        ("性别 / Sex", _SEXES_EN.get(card.sex, "")),
        ("出生日期 / Date of Birth", born),
        ("国籍 / Nationality", card.nationality),
        ("有效期限 / Period of Validity", f"{since}-{until}"),
    )
    y = 10.6
    for label, words in rows:
        if label:
            front.label(6.0, y, label, 2.1)
            y += 3.1
        front.text(6.0, y, words, 2.8)
        y += 3.9
    front.label(6.0, 50.0, "证件号码 / ID No.", 2.1)
    front.number(27.0, 49.8, card.number)
    back.title(26.0, 10.0, "中华人民共和国", 4.4)
    back.title(26.0, 18.6, "外国人永久居留身份证", 4.4)
    back.label(17.0, 39.6, "签发机关")
    back.text(34.0, 39.6, card.authority or "国家移民管理局")
    back.label(17.0, 46.2, "有效期限")
    back.text(34.0, 46.2, f"{since}-{until}")


def wrapped(address: str) -> Sequence[str]:
    """Return an address in the lines that a card has for it."""
    return [address[at : at + _ADDRESS_CHARACTERS] for at in range(0, len(address), _ADDRESS_CHARACTERS)]


class _Sheet:
    """One side; all places and sizes in millimetres, a text's place is the left of its middle line."""

    def __init__(self, kind: CardType, fonts: CardFonts) -> None:
        from PIL import Image, ImageDraw

        self._fonts = fonts
        self._image: Image.Image = Image.new("RGB", (_px(ID_1_WIDTH_MM), _px(ID_1_HEIGHT_MM)), _GROUNDS[kind])
        self._draw: ImageDraw.ImageDraw = ImageDraw.Draw(self._image)
        for row in range(14):
            points = [
                (x, _px(4 * row) + round(_px(1.2) * math.sin(x / _px(9) + row / 2)))
                for x in range(0, self._image.width + 1, 8)
            ]
            self._draw.line(points, fill=_FAINT, width=2)

    def label(self, x: float, y: float, words: str, size: float = 2.5) -> None:
        self._write(x, y, words, size, _LABEL)

    def text(self, x: float, y: float, words: str, size: float = 3.1) -> None:
        self._write(x, y, words, size, _INK)

    def title(self, x: float, y: float, words: str, size: float) -> None:
        self._write(x, y, words, size, _INK, spread=0.12)

    def number(self, x: float, y: float, digits: str) -> None:
        self._write(x, y, digits, 3.9, _INK, spread=0.14)

    def sample(self, x: float, y: float, size: float) -> None:
        """Say in the middle at (x, y) what this is."""
        font = _font(self._fonts.usual, size)
        self._draw.text((_px(x), _px(y)), "样本 SAMPLE", font=font, fill=(206, 178, 178), anchor="mm")

    def badge(self, x: float, y: float, radius: float) -> None:
        """Draw a badge of our own, where a card has the state's emblem: a sun over two hills."""
        box = [_px(x - radius), _px(y - radius), _px(x + radius), _px(y + radius)]
        self._draw.ellipse(box, fill=(198, 60, 48))
        self._draw.ellipse([_px(x - 3), _px(y - 4.5), _px(x + 3), _px(y + 1.5)], fill=(240, 206, 108))
        self._draw.chord(box, 25, 155, fill=(240, 206, 108))

    def portrait(self, pixels: Rgb | None) -> None:
        from PIL import Image

        left, top, width, height = _PORTRAIT_MM
        if pixels is None:
            box = [_px(left), _px(top), _px(left + width), _px(top + height)]
            self._draw.rectangle(box, fill=(206, 214, 220))
            return
        size = (_px(width), _px(height))
        self._image.paste(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS), (_px(left), _px(top)))

    def pixels(self) -> Rgb:
        import numpy as np

        pixels = np.array(self._image, dtype=np.uint8)
        # Its own 5 MB wouldn't be needed again.
        self._image.close()
        return pixels

    def _write(
        self, x: float, y: float, words: str, size: float, colour: tuple[int, int, int], *, spread: float = 0.0
    ) -> None:
        left = float(_px(x))
        for character in words:
            file = self._fonts.usual if ord(character) < _FIRST_BEYOND else self._fonts.rare
            font = _font(file, size)
            self._draw.text((left, _px(y)), character, font=font, fill=colour, anchor="lm")
            left += font.getlength(character) + spread * _px(size)


@lru_cache(maxsize=16)
def _font(file: Path, size_mm: float) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(file), _px(size_mm))


def _px(millimetres: float) -> int:
    return round(millimetres * PX_PER_MM)


def _jpeg(pixels: Rgb) -> bytes:
    from PIL import Image

    target = io.BytesIO()
    Image.fromarray(pixels).save(target, "JPEG", quality=88, dpi=(PX_PER_MM * 25.4, PX_PER_MM * 25.4))
    return target.getvalue()
