# SPDX-License-Identifier: Apache-2.0
"""The program's own icon in the sizes that menus and Windows ask for, drawn from the one SVG."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES_PX = (16, 22, 24, 32, 48, 64, 128, 256)
_WINDOWS_PX = (16, 24, 32, 48, 64, 128, 256)


def drawn(svg: bytes, side_px: int) -> bytes:
    """Return the drawing as a PNG, ``side_px`` square.

    Raises:
        ValueError: it is no SVG that Qt can draw.
    """
    renderer = QSvgRenderer(QByteArray(svg))
    if not renderer.isValid():
        raise ValueError("the icon can't be drawn")
    image = QImage(side_px, side_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def put_into_theme(svg: Path, icons: Path) -> None:
    """Write the icon into a hicolor theme's folders, in every size and as the drawing itself."""
    source = svg.read_bytes()
    for side in SIZES_PX:
        place = icons / "hicolor" / f"{side}x{side}" / "apps" / f"{svg.stem}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(drawn(source, side))
    place = icons / "hicolor" / "scalable" / "apps" / svg.name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(source)


def write_ico(svg: Path, target: Path) -> None:
    """Write the icon that a Windows program carries."""
    source = svg.read_bytes()
    pictures = [Image.open(io.BytesIO(drawn(source, side))) for side in _WINDOWS_PX]
    target.parent.mkdir(parents=True, exist_ok=True)
    pictures[-1].save(target, format="ICO", append_images=pictures[:-1], sizes=[(side, side) for side in _WINDOWS_PX])
