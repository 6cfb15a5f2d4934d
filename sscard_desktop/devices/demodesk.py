# SPDX-License-Identifier: Apache-2.0
"""The desk under the demo station's document camera: a card is laid there, lies still, is turned over by a hand unseen.

Answers for frames that follow from the card, the side that is wanted and the time that passed alone. The card lies a
little turned, as hands lay it, in a little perspective, with a shadow; it comes and goes at the right edge.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sscard_desktop.devices.democards import DrawnCard
from sscard_desktop.domain.document import ID_1_WIDTH_MM, Side

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rgb = npt.NDArray[np.uint8]
    Pixels = npt.NDArray[np.uint8]

WIDTH, HEIGHT = 1280, 720
_CARD_SHARE = 0.62
"""A card's width over the frame's, as a document camera shows one that fills its mat."""
_CORNER_MM = 3.18
_DESK = (118, 96, 74)
_NOISES = 3
_LINES_AT_ONCE = 40
_FINER = 1.15
"""A card's pixels over the camera's: finer ones would flicker."""


class _Phase(Enum):
    """What happens on the desk, and how long it takes (s)."""

    EMPTY = 0.5
    COMING = 0.9
    RESTING = 0.0
    GOING = 0.6


class DemoDesk:
    """One card on one desk.

    Args:
        card: both sides.
        seed: how it is laid down.
    """

    def __init__(self, card: DrawnCard, *, seed: int) -> None:
        self._sides = {Side.FRONT: _as_seen(card.front), Side.BACK: _as_seen(card.back)}
        self._seed = seed
        self._desk = _desk(seed)
        self._mask = _rounded(*self._sides[Side.FRONT].shape[:2])
        self._lying = self._wanted = Side.FRONT
        self._phase = _Phase.EMPTY
        self._since_s: float | None = None
        self._still: dict[tuple[Side | None, int], Rgb] = {}
        self._shown = 0

    def lay(self, side: Side) -> None:
        """Have this side lie up from now on; another that lies there is taken away first."""
        self._wanted = side

    def frame(self, now_s: float) -> Rgb:
        """Return what the camera sees at a moment; moments only go forward."""
        if self._since_s is None:
            self._since_s = now_s
        share = min((now_s - self._since_s) / max(self._phase.value, 1e-6), 1.0)
        if self._phase is _Phase.EMPTY and share >= 1:
            self._lying = self._wanted
            self._enter(_Phase.COMING, now_s)
        elif self._phase is _Phase.COMING and share >= 1:
            self._enter(_Phase.RESTING, now_s)
        elif self._phase is _Phase.RESTING and self._lying is not self._wanted:
            self._enter(_Phase.GOING, now_s)
        elif self._phase is _Phase.GOING and share >= 1:
            self._enter(_Phase.EMPTY, now_s)
        elif self._phase is _Phase.COMING:
            return self._drawn(self._lying, (1 - share) ** 3)
        elif self._phase is _Phase.GOING:
            return self._drawn(self._lying, share**2)
        return self._at_rest()

    def _enter(self, phase: _Phase, now_s: float) -> None:
        self._phase, self._since_s = phase, now_s

    def _at_rest(self) -> Rgb:
        """Return a still desk; what a camera adds differs from one frame to the next, and comes round again."""
        lying = self._lying if self._phase in (_Phase.RESTING, _Phase.GOING) else None
        away = 1.0 if self._phase in (_Phase.EMPTY, _Phase.COMING) else 0.0
        self._shown = (self._shown + 1) % _NOISES
        key = (lying, self._shown)
        if key not in self._still:
            # Of what lay there before nothing is shown again soon: each is 2.8 MB.
            self._still = {known: frame for known, frame in self._still.items() if known[0] is lying}
            self._still[key] = self._drawn(self._lying, away, noise=self._shown)
        return self._still[key]

    def _drawn(self, side: Side, away: float, *, noise: int = 0) -> Rgb:
        """Return the desk with the card so far (0–1) from where it rests towards beyond the right edge."""
        import cv2
        import numpy as np

        picture = self._desk.copy()
        grain = np.random.default_rng((self._seed, noise)).integers(-3, 4, (HEIGHT, WIDTH, 1), dtype=np.int16)
        cover = card = shadow = None
        if away < 1:
            matrix = self._laid(side, away)
            cover = cv2.warpPerspective(self._mask, matrix, (WIDTH, HEIGHT))
            card = cv2.warpPerspective(self._sides[side], matrix, (WIDTH, HEIGHT))
            shadow = cv2.resize(cover, (WIDTH // 4, HEIGHT // 4), interpolation=cv2.INTER_AREA)
            shadow = cv2.warpAffine(shadow, np.array([[1.0, 0, 2], [0, 1, 2]]), (WIDTH // 4, HEIGHT // 4))
            shadow = cv2.resize(cv2.GaussianBlur(shadow, (0, 0), 2.5), (WIDTH, HEIGHT))
        # A few lines at a time: in decimals the whole desk is 11 MB, four times over.
        for top in range(0, HEIGHT, _LINES_AT_ONCE):
            rows = slice(top, top + _LINES_AT_ONCE)
            if cover is not None and card is not None and shadow is not None:
                dark = 1 - shadow[rows, :, None].astype(np.float32) * np.float32(0.4 / 255)
                alpha = cover[rows, :, None].astype(np.float32) / np.float32(255)
                picture[rows] = picture[rows] * dark * (1 - alpha) + card[rows] * alpha
            picture[rows] = np.clip(picture[rows].astype(np.int16) + grain[rows], 0, 255)
        return picture

    def _laid(self, side: Side, away: float) -> npt.NDArray[np.float64]:
        """Return the matrix from the card's pixels to the frame's."""
        import cv2
        import numpy as np

        chance = np.random.default_rng((self._seed, 0 if side is Side.FRONT else 1))
        turned = float(np.radians(chance.uniform(2.0, 6.0) * chance.choice((-1, 1)))) + 0.5 * away
        middle = np.array([WIDTH * chance.uniform(0.47, 0.53), HEIGHT * chance.uniform(0.46, 0.52)])
        middle = middle + np.array([away * WIDTH * 0.95, away * HEIGHT * 0.1])
        height, width = self._mask.shape
        scale = WIDTH * _CARD_SHARE / width
        corners = (np.array([[0, 0], [width, 0], [width, height], [0, height]]) - (width / 2, height / 2)) * scale
        turn = np.array([[np.cos(turned), -np.sin(turned)], [np.sin(turned), np.cos(turned)]])
        placed = corners @ turn.T
        # What lies further from the camera's foot is seen a little smaller.
        placed *= 1 + 0.03 * placed[:, 1:] / (height * scale / 2)
        flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        matrix = cv2.getPerspectiveTransform(flat, (placed + middle).astype(np.float32))
        return np.asarray(matrix, np.float64)


def _desk(seed: int) -> Rgb:
    """Return the empty desk: dark wood with its grain along, brighter where the lamp stands."""
    import cv2
    import numpy as np

    chance = np.random.default_rng((seed, 7))
    grain = cv2.GaussianBlur(chance.normal(0, 22, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), sigmaX=60, sigmaY=1.2)
    across = np.linspace(-1, 1, WIDTH, dtype=np.float32)[None, :, None]
    lamp = 1.06 - 0.12 * (across - 0.3) ** 2
    wood, desk = np.array(_DESK, np.float32), np.empty((HEIGHT, WIDTH, 3), np.uint8)
    for top in range(0, HEIGHT, _LINES_AT_ONCE):
        rows = slice(top, top + _LINES_AT_ONCE)
        desk[rows] = np.clip((wood + 6 * grain[rows, :, None]) * lamp, 0, 255)
    return desk


def _as_seen(side: Rgb) -> Rgb:
    """Return a side in about the camera's resolution."""
    import cv2
    import numpy as np

    width = round(WIDTH * _CARD_SHARE * _FINER)
    height = round(side.shape[0] * width / side.shape[1])
    return np.asarray(cv2.resize(side, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _rounded(height: int, width: int) -> Pixels:
    """Return where a card of this size covers what lies under it: its corners are round (ISO/IEC 7810)."""
    import numpy as np
    from PIL import Image, ImageDraw

    mask = Image.new("L", (width, height), 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        [0, 0, width - 1, height - 1], radius=round(_CORNER_MM / ID_1_WIDTH_MM * width), fill=255
    )
    return np.asarray(mask, dtype=np.uint8)
