# SPDX-License-Identifier: Apache-2.0
"""The demo cameras' exposure, focus and white balance: turned by hand, the picture shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sscard_desktop.domain.camera import Knob, KnobKind

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]

_RIGHT = 50
"""Where the camera itself would turn each knob."""
_STOP = 25
"""Positions that double the light."""


class DemoKnobs:
    """The knobs of one camera, automatic at first."""

    def __init__(self) -> None:
        self._by_hand: dict[KnobKind, int] = {}

    def read(self) -> Sequence[Knob]:
        """Return the knobs as they stand."""
        return [Knob(kind, self._by_hand.get(kind, _RIGHT), kind not in self._by_hand) for kind in KnobKind]

    def turn(self, kind: KnobKind, position: int | None) -> None:
        """Turn a knob, ``None`` to automatic."""
        if position is None:
            self._by_hand.pop(kind, None)
        else:
            self._by_hand[kind] = min(max(position, 0), 100)

    def seen(self, rgb: Rgb) -> Rgb:
        """Return the picture as the knobs make it; ``rgb`` itself where all are automatic."""
        by_hand = dict(self._by_hand)
        if not by_hand:
            return rgb
        import cv2
        import numpy as np

        warmth = (by_hand.get(KnobKind.WHITE_BALANCE, _RIGHT) - _RIGHT) / 100
        light = 2 ** ((by_hand.get(KnobKind.EXPOSURE, _RIGHT) - _RIGHT) / _STOP)
        gains = np.array([1 + warmth, 1.0, 1 - warmth]) * light
        table = np.clip(np.arange(256)[:, None] * gains, 0, 255).astype(np.uint8).reshape(1, 256, 3)
        made = np.asarray(cv2.LUT(rgb, table), np.uint8)
        away = abs(by_hand.get(KnobKind.FOCUS, _RIGHT) - _RIGHT)
        return made if away < 4 else np.asarray(cv2.GaussianBlur(made, (0, 0), away / 8), np.uint8)
