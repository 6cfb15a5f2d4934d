# SPDX-License-Identifier: Apache-2.0
"""What lies on a page, as values: text, rules, filled bars, pictures.

A form is first laid out into marks, where everything may still be refused, and only then painted. Lengths are points
from the page's left and upper edge. Everything but a watermark is black: grey type and hairlines turn to dust on a poor
laser printer.
"""

from __future__ import annotations

from dataclasses import dataclass

from sscard_desktop.documents.fonts import Weight
from sscard_desktop.documents.pictures import PrintedPicture

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class TextMark:
    """One line of text, its baseline at ``y_pt``, beginning at ``x_pt``.

    ``pitch_pt`` sets each character into the middle of a cell of this width (comb cells); ``spacing_pt`` is added after
    each character. ``owner`` is the position of the element that the text belongs to.
    """

    text: str
    x_pt: float
    y_pt: float
    size_pt: float
    weight: Weight = Weight.REGULAR
    spacing_pt: float = 0.0
    pitch_pt: float = 0.0
    owner: int = -1


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A straight line."""

    x1_pt: float
    y1_pt: float
    x2_pt: float
    y2_pt: float
    line_pt: float


@dataclass(frozen=True, slots=True)
class FrameMark:
    """An empty rectangle."""

    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    line_pt: float


@dataclass(frozen=True, slots=True)
class BarsMark:
    """Filled rectangles ``(x, y, width, height)`` painted as one shape, so that no white seam shows between them."""

    bars_pt: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class PictureMark:
    """A picture, stretched over the rectangle."""

    picture: PrintedPicture
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True)
class SealMark:
    """A dashed outline: an ellipse in the rectangle, or the rectangle itself."""

    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    line_pt: float
    round: bool = True


@dataclass(frozen=True, slots=True)
class WatermarkMark:
    """One line of text repeated over the rectangle, rising by ``angle`` degrees.

    ``opacity`` is from 0 (nothing) to 1 (black): the one thing on a page that isn't black, and needn't survive a poor
    printer line by line.
    """

    text: str
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    size_pt: float
    angle: float
    opacity: float
    text_width_pt: float


Mark = TextMark | RuleMark | FrameMark | BarsMark | PictureMark | SealMark | WatermarkMark
