# SPDX-License-Identifier: Apache-2.0
"""What finds, cuts and reads the demo's cards, quick and plain: its desk is brown, its cards are pale, badges are red.

For tests of the window; the real parts have tests of their own.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PIL import Image

from sscard_desktop.domain.document import CardSighting, Corners, DocumentReading, Layout, Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.services.ports import Frame

_SMALLEST_SHARE = 0.02
_LOOKS_UNTIL_READY = 3


def card_in(rgb: npt.NDArray[np.uint8]) -> Corners | None:
    """Return the box around what is pale and bluish."""
    pale = (rgb[..., 2].astype(int) - rgb[..., 0] > 3) & (rgb.min(axis=2) > 150)
    if pale.mean() < _SMALLEST_SHARE:
        return None
    rows = np.nonzero(pale.any(axis=1))[0]
    # The upper one, where a page holds two.
    ends = np.nonzero(np.diff(rows) > 50)[0]
    rows = rows[: ends[0] + 1] if len(ends) else rows
    columns = np.nonzero(pale[rows[0] : rows[-1] + 1].any(axis=0))[0]
    left, top, right, bottom = float(columns[0]), float(rows[0]), float(columns[-1]), float(rows[-1])
    return (left, top), (right, top), (right, bottom), (left, bottom)


def side_of(rgb: npt.NDArray[np.uint8]) -> Side:
    """Return the back where there is a badge."""
    red = (rgb[..., 0] > 150) & (rgb[..., 1] < 90) & (rgb[..., 2] < 90)
    return Side.BACK if red.mean() > 0.01 else Side.FRONT


class PlainLens:
    """Ready at the third look at a card that lies still, once for each time that it was laid down."""

    def __init__(self) -> None:
        self._before: Corners | None = None
        self._taken: Corners | None = None
        self._looks = 0

    def reset(self) -> None:
        self._taken = self._before if self._looks >= _LOOKS_UNTIL_READY else None
        self._before, self._looks = None, 0

    def look(self, frame: Frame) -> CardSighting:
        corners = card_in(frame.rgb)
        if self._taken is not None and corners is not None and np.abs(np.subtract(corners, self._taken)).max() < 3:
            return CardSighting(corners, "turn_over")
        self._taken = None
        still = (
            corners is not None and self._before is not None and np.abs(np.subtract(corners, self._before)).max() < 3
        )
        self._looks = self._looks + 1 if still else 0
        self._before = corners
        if corners is None:
            return CardSighting(None, "no_card")
        return CardSighting(corners, "" if still else "hold_still", ready=self._looks >= _LOOKS_UNTIL_READY)


@dataclass
class PlainCutter:
    """Cuts the box out; ``problems`` are those of every picture, ``blind`` finds no card."""

    problems: tuple[str, ...] = ()
    blind: bool = False
    cut_out: list[Side] = field(default_factory=list)
    layouts: list[Layout | None] = field(default_factory=list)

    def warm(self) -> None:
        pass

    def cut(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> StraightCard:
        return self.cut_all(source, spec, layout=layout)[0]

    def cut_all(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> list[StraightCard]:
        try:
            with Image.open(io.BytesIO(source)) as image:
                rgb = np.array(image.convert("RGB"))
        except OSError as error:
            raise InvalidInputError("picture.kind_unknown") from error
        found = [self.cut_frame(rgb, spec, corners=None, layout=layout)]
        below = int(found[0].corners[2][1]) + 50
        if below < len(rgb) and card_in(rgb[below:]) is not None:
            found.append(self.cut_frame(rgb[below:], spec, corners=None, layout=layout))
        return found

    def cut_frame(
        self,
        rgb: npt.NDArray[np.uint8],
        spec: IdPictureSpec,
        *,
        corners: Corners | None,
        expected: Side | None = None,
        layout: Layout | None = None,
    ) -> StraightCard:
        self.layouts.append(layout)
        corners = corners or card_in(rgb)
        if corners is None or self.blind:
            raise InvalidInputError("document.no_card")
        (left, top), _, (right, bottom), _ = corners
        part = rgb[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
        target = io.BytesIO()
        Image.fromarray(part).save(target, "JPEG", quality=90)
        side = side_of(part)
        self.cut_out.append(side)
        return StraightCard(target.getvalue(), corners, side, layout or Layout.RESIDENT, self.problems)


@dataclass
class PlainReader:
    """Says what it was told to say, after ``before`` was called in the lane; counts what it is asked for."""

    reading: DocumentReading = field(default_factory=lambda: DocumentReading(None))
    reads: int = 0
    forgotten: int = 0
    before: Callable[[], object] = lambda: None
    ahead: list[bytes] = field(default_factory=list)

    def warm(self) -> None:
        pass

    def look_ahead(self, picture: bytes) -> None:
        self.ahead.append(picture)

    def read(self, pictures: Sequence[bytes]) -> DocumentReading:
        self.reads += 1
        self.before()
        return self.reading

    def forget(self, *, unused_s: float = 0.0) -> None:
        self.forgotten += 1
