# SPDX-License-Identifier: Apache-2.0
"""Where the person is: a mask from MediaPipe's selfie segmenter.

Answers for a probability per pixel, sharp to about one 256th of the picture given. A second look at the head alone
makes the outline of the hair finer than the first look at head and shoulders can.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.models import PERSON_SEGMENTER, Models

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

_INPUT_PX = 256


class PersonSegmenter:
    """Masks people with the network of ``models``."""

    def __init__(self, models: Models) -> None:
        self._models = models

    def mask(self, rgb: Rgb) -> Floats:
        """Return the probability (H×W, 0–1) that each pixel of ``rgb`` belongs to a person."""
        height, width = rgb.shape[:2]
        small = cv2.resize(rgb, (_INPUT_PX, _INPUT_PX), interpolation=cv2.INTER_AREA).astype(np.float32) / np.float32(
            255
        )
        blob = np.ascontiguousarray(small.transpose(2, 0, 1)[None])
        (answer,) = self._models.network(PERSON_SEGMENTER).run(blob)
        full = cv2.resize(answer[0, 0], (width, height), interpolation=cv2.INTER_CUBIC)
        return np.clip(full, 0, 1, out=np.asarray(full, dtype=np.float32))

    def mask_with_head(self, rgb: Rgb, head: tuple[int, int, int, int]) -> Floats:
        """Return the mask of ``rgb``, its part around the head looked at twice.

        Args:
            rgb: a picture of head and shoulders.
            head: left, top, right and bottom of a box around the hair, reaching down to the chin.
        """
        whole = self.mask(rgb)
        left, top, right, bottom = (
            max(0, head[0]),
            max(0, head[1]),
            min(rgb.shape[1], head[2]),
            min(rgb.shape[0], head[3]),
        )
        if right - left < 32 or bottom - top < 32:
            return whole
        close = self.mask(np.ascontiguousarray(rgb[top:bottom, left:right]))
        # Near its own lower corners the closer look sees shoulders without a body: trust it from the top downwards.
        height, width = close.shape
        fade_down = np.clip((0.75 - np.linspace(0, 1, height, dtype=np.float32)) / 0.3, 0, 1)
        across = np.abs(np.linspace(-1, 1, width, dtype=np.float32))
        weight = 0.6 * fade_down[:, None] * np.clip((1 - across) / 0.1, 0, 1)[None, :]
        part = whole[top:bottom, left:right]
        part += weight * (close - part)
        return whole
