# SPDX-License-Identifier: Apache-2.0
"""Signatures for tests: strokes that nobody wrote, and pictures of them."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from sscard_desktop.domain.signing import InkPoint, Stroke

STROKES: tuple[Stroke, ...] = (
    tuple(InkPoint(0.4 + step / 20, 0.4 + 0.2 * (step % 3)) for step in range(20)),
    tuple(InkPoint(1.6 + step / 40, 0.2 + step / 30) for step in range(20)),
)


def png(width: int = 300, height: int = 100) -> bytes:
    """Return a small picture of a few lines."""
    picture = Image.new("L", (width, height), 255)
    ImageDraw.Draw(picture).line([(width * 0.1, height * 0.8), (width * 0.5, 2), (width * 0.9, height * 0.7)], width=4)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
