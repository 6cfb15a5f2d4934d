# SPDX-License-Identifier: Apache-2.0
"""The program's icons: one set of line drawings, coloured when they are drawn.

``resources/icons/<name>.svg`` says ``currentColor`` where the colour goes. :class:`IconView` takes its colour from its
palette, so that a style sheet's ``color`` reaches icons as it reaches text.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from sscard_desktop import paths

_VIEW_BOX = 24
_LINE_WIDTH = 1.5


def names() -> list[str]:
    """Return the names of all icons."""
    return sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return icon ``name`` in ``colour``, ``size`` px square on a screen of device pixel ratio ``ratio``.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    key = f"icon:{name}:{colour.rgba()}:{size}:{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    side = max(1, round(size * ratio))
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    # Lines stay about 1.5 px wide however small the drawing is.
    width = min(max(_LINE_WIDTH * _VIEW_BOX / size, 1.2), 2.2)
    source = _drawing(name).replace("currentColor", colour.name())
    source = source.replace(f'stroke-width="{_LINE_WIDTH}"', f'stroke-width="{width:.2f}"', 1)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, widget: QWidget, size: int = 20) -> QIcon:
    """Return a :class:`QIcon` in the colour of ``widget``'s text, for menus and items that want one."""
    return QIcon(pixmap(name, widget.palette().color(widget.foregroundRole()), size, widget.devicePixelRatioF()))


class IconView(QWidget):
    """One icon in the colour of its palette; it says nothing to a screen reader, the word beside it does.

    The style sheet gives its size (``QWidget[icon="small"]``, ``"plain"``, ``"large"``).
    """

    def __init__(self, name: str = "", parent: QWidget | None = None, *, size: str = "plain") -> None:
        super().__init__(parent)
        self._name = name
        self.setProperty("icon", size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def name(self) -> str:
        """Return the icon that is shown, ``""`` if none."""
        return self._name

    def set_icon(self, name: str) -> None:
        """Show another icon; ``""`` shows none and keeps the place."""
        if name != self._name:
            self._name = name
            self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        side = min(self.width(), self.height())
        picture = pixmap(self._name, self.palette().color(self.foregroundRole()), side, self.devicePixelRatioF())
        QPainter(self).drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)
