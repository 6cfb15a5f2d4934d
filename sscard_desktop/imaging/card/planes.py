# SPDX-License-Identifier: Apache-2.0
"""A picture reduced for searching: light, and the two opponent colours stretched, as a card may differ in any of them.

Answers for what the search for lines looks at. A dark card on a dark desk differs by a few grey levels, a pale one on a
wooden desk by colour alone; print and grain are in the way.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Rgb = npt.NDArray[np.uint8]
Grey = npt.NDArray[np.uint8]

# Chroma spans less than light in a picture of grey desks and pale cards, and JPEG has blurred it already.
_CHROMA_GAIN = 1.6
# Print and the grain of wood are thinner than half of this; a card's border stays.
_CALMED_PX = 7
_HALVED = 0.45


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A picture reduced to ``scale`` of its pixels.

    Attributes:
        rgb: shape (H, W, 3), uint8.
        planes: of the same shape: light, and the two opponent colours.
        scale: reduced pixels for one of the picture's.
    """

    rgb: Rgb
    planes: Rgb
    scale: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the reduced picture."""
        return self.planes.shape[1], self.planes.shape[0]

    def halves(self, *, colours: bool = True) -> tuple[Grey, ...]:
        """Return planes of half the size, faint differences raised: light, and all three without thin things."""
        small = cv2.resize(self.planes, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        if not colours:
            light = np.ascontiguousarray(small[..., 0])
            return _raised(light), _raised(cv2.medianBlur(light, _CALMED_PX))
        calm = cv2.medianBlur(small, _CALMED_PX)
        return _raised(small[..., 0]), *(_raised(calm[..., plane]) for plane in range(3))


def reduced(rgb: Rgb, long_side_px: int, *, quick: bool = False) -> tuple[Rgb, float]:
    """Return ``rgb`` at most ``long_side_px`` long, and the scale.

    Halving first is quick, but rounds twice: a white card's border on a white desk is fainter than that.
    """
    height, width = rgb.shape[:2]
    scale = min(1.0, long_side_px / max(height, width))
    if scale == 1:
        return rgb, 1.0
    if quick and scale < _HALVED and not (height % 2 or width % 2):
        half = np.asarray(cv2.resize(rgb, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8)
        small, rest = reduced(half, long_side_px, quick=True)
        return small, rest / 2
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), size[0] / width


def field_of(rgb: Rgb, long_side_px: int) -> Field:
    """Return ``rgb`` reduced to ``long_side_px``."""
    small, scale = reduced(rgb, long_side_px)
    planes = cv2.cvtColor(cv2.GaussianBlur(small, (3, 3), 0), cv2.COLOR_RGB2LAB)
    table = np.arange(256, dtype=np.float32)
    stretched = np.clip(128 + _CHROMA_GAIN * (table - 128), 0, 255)
    tables = np.stack([table, stretched, stretched], axis=1).astype(np.uint8)
    return Field(small, np.asarray(cv2.LUT(planes, tables[None]), np.uint8), scale)


def _raised(plane: npt.NDArray[np.generic]) -> Grey:
    channel = np.ascontiguousarray(plane).astype(np.uint8)
    return np.asarray(cv2.createCLAHE(4.0, (4, 4)).apply(channel), np.uint8)
