# SPDX-License-Identifier: Apache-2.0
"""Draws the design's tokens as one picture: ``python -m tests.helpers.designsheet docs/screenshots/design.png``.

Colours in the three sets with their names, type, spaces, the icons, and a field, a button, a chip and a banner that are
made of them. What CONTRIBUTING.md says about the design, it says with this picture.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.ui import fonts, icons, theme
from sscard_desktop.ui.theme import Look, Mode, Space, tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.editors import EDITORS
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Tone

WIDTH = 1366
EDGE = 24
SWATCH = 88
PER_ROW = 14
TONES = {Tone.INFO: "草稿", Tone.OK: "已提交", Tone.WARN: "待补", Tone.BAD: "退回"}


class _Example(QWidget):
    """One field with its problem and the fix, buttons by rank, a chip for each tone, a banner."""

    def __init__(self) -> None:
        super().__init__()
        space = tokens().space
        field = EDITORS[FieldKind.MOBILE]("mobile")
        assert isinstance(field, FieldEditor)
        field.set_label("手机号码")
        field.set_required(True)
        field.set_value("1380013800")
        field.set_note(Note("手机号码应为 11 位，现在是 10 位。", Tone.BAD))
        buttons, chips = QHBoxLayout(), QHBoxLayout()
        for row in (buttons, chips):
            row.setSpacing(space.s)
        buttons.addWidget(Button("下一步：拍照", kind="primary", key="Enter"))
        buttons.addWidget(Button("挂起", key="F7"))
        buttons.addWidget(Button("删除", kind="danger"))
        buttons.addStretch()
        for tone, word in TONES.items():
            chips.addWidget(Chip(word, tone=tone))
        chips.addStretch()
        banner = Banner()
        banner.show_message("今天还没检查灯光。", "二十秒看一遍墙和灯，照片少返工。", tone=Tone.INFO)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.l, space.l, space.l)
        column.setSpacing(space.m)
        column.addWidget(field)
        column.addLayout(buttons)
        column.addLayout(chips)
        column.addWidget(banner)
        column.addStretch()


def draw(app: QApplication) -> QImage:
    """Return the sheet."""
    colours = tokens().colour[Mode.LIGHT]
    sheet = QImage(WIDTH, 1500, QImage.Format.Format_RGB32)
    sheet.fill(QColor(colours["paper"]))
    painter = QPainter(sheet)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    top = EDGE
    for mode in Mode:
        top = _colours(painter, mode, top)
    top = _type(painter, top)
    top = _spaces(painter, top)
    top = _icons(painter, top)
    bottom = top
    for column, mode in enumerate(Mode):
        theme.apply(app, Look(mode))
        example = _Example()
        width = (WIDTH - 2 * EDGE) // len(Mode)
        example.setFixedWidth(width - tokens().space.m)
        example.resize(example.width(), 270)
        example.setAutoFillBackground(True)
        example.ensurePolished()
        picture = example.grab()
        painter.drawPixmap(EDGE + column * width, top, picture)
        bottom = max(bottom, top + picture.height())
        example.deleteLater()
    painter.end()
    return sheet.copy(0, 0, WIDTH, bottom + EDGE)


def _write(painter: QPainter, at: QPoint, text: str, *, name: str = "hint", colour: str = "ink") -> None:
    font = painter.font()
    font.setPixelSize(round(tokens().type[name]))
    painter.setFont(font)
    painter.setPen(QColor(tokens().colour[Mode.LIGHT][colour]))
    painter.drawText(at, text)


def _colours(painter: QPainter, mode: Mode, top: int) -> int:
    colours = tokens().colour[mode]
    _write(painter, QPoint(EDGE, top + 14), mode.value, colour="muted")
    top += 22
    for at, (name, value) in enumerate(colours.items()):
        left, row = EDGE + at % PER_ROW * (SWATCH + 6), top + at // PER_ROW * 62
        box = QRect(left, row, SWATCH, 32)
        painter.fillRect(box, QColor(value))
        painter.setPen(QColor(tokens().colour[Mode.LIGHT]["line"]))
        painter.drawRect(box)
        _write(painter, QPoint(left, row + 46), name, name="key")
    return top + (len(colours) + PER_ROW - 1) // PER_ROW * 62 + tokens().space.s


def _type(painter: QPainter, top: int) -> int:
    left = EDGE
    for name in ("key", "hint", "text", "value", "section", "name", "welcome"):
        size = round(tokens().type[name])
        text = f"{name} {size} 卡 01"
        _write(painter, QPoint(left, top + 44), text, name=name)
        left += painter.fontMetrics().horizontalAdvance(text) + tokens().space.m
    return top + 64


def _spaces(painter: QPainter, top: int) -> int:
    left = EDGE
    for name in Space.__slots__:
        length = getattr(tokens().space, name)
        painter.fillRect(QRect(left, top, length, 16), QColor(tokens().colour[Mode.LIGHT]["accent"]))
        _write(painter, QPoint(left + length + 6, top + 13), f"{name} {length}")
        left += length + 72
    return top + 40


def _icons(painter: QPainter, top: int) -> int:
    side, ink = tokens().scaled["icon_large"], QColor(tokens().colour[Mode.LIGHT]["ink"])
    step = (WIDTH - 2 * EDGE) // 24
    names = icons.names()
    for at, name in enumerate(names):
        painter.drawPixmap(EDGE + at % 24 * step, top + at // 24 * 36, icons.pixmap(name, ink, side))
    return top + (len(names) + 23) // 24 * 36 + tokens().space.m


def main() -> None:
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "design.png")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["design"])
    assert isinstance(app, QApplication)
    fonts.load(app)
    theme.apply(app, Look())
    draw(app).save(str(out))


if __name__ == "__main__":
    main()
