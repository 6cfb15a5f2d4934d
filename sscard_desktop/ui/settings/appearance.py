# SPDX-License-Identifier: Apache-2.0
"""Language and look, as in the user's menu, with room to see what they do."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.theme import Look, Mode, tokens
from sscard_desktop.ui.topbar import LANGUAGE_NAMES
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.zoom import ZOOMS, fitting_on

_PLAIN, _LARGE = "plain", "large"
_MOVING, _STILL = "moving", "still"


class AppearanceTab(Tab):
    """Rows of answers; each takes effect at once.

    Signals:
        look_chosen(Look): the window is to look so.
    """

    look_chosen = Signal(Look)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        space = tokens().space
        self._look = Look()
        self._rows = {
            name: (Label("", self, role="label"), Segments(self))
            for name in ("language", "mode", "type", "zoom", "motion")
        }
        self._room = Label("", self, role="hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.m, 0, 0)
        column.setSpacing(space.xs)
        for name, (label, answers) in self._rows.items():
            answers.setMaximumWidth(tokens().size["answers"])
            column.addWidget(label)
            column.addWidget(answers)
            if name == "zoom":
                column.addWidget(self._room)
            column.addSpacing(space.m)
        column.addStretch()
        self._rows["language"][1].picked.connect(lambda code: self._desk.language.switch(code))
        self._rows["mode"][1].picked.connect(lambda code: self._choose(replace(self._look, mode=Mode(code))))
        self._rows["type"][1].picked.connect(lambda code: self._choose(replace(self._look, large_type=code == _LARGE)))
        self._rows["zoom"][1].picked.connect(lambda code: self._choose(replace(self._look, zoom=int(code))))
        self._rows["motion"][1].picked.connect(lambda code: self._choose(replace(self._look, still=code == _STILL)))
        self.setFocusProxy(self._rows["language"][1])
        self.retranslate()

    def title(self) -> str:
        return self.tr("语言与外观")

    def set_look(self, look: Look) -> None:
        """Know the look in force."""
        self._look = look
        self._mark()

    def answers(self, name: str) -> Segments:
        """Return a row of answers: ``language``, ``mode``, ``type``, ``zoom`` or ``motion``; for tests."""
        return self._rows[name][1]

    def retranslate(self) -> None:
        for name, word in (
            ("language", self.tr("语言 Language")),
            ("mode", self.tr("外观")),
            ("type", self.tr("字号")),
            ("zoom", self.tr("显示比例")),
            ("motion", self.tr("动画")),
        ):
            label, answers = self._rows[name]
            label.setText(word)
            answers.setAccessibleName(word)
        self._rows["language"][1].set_options(list(LANGUAGE_NAMES.items()))
        self._rows["mode"][1].set_options(
            [(Mode.LIGHT, self.tr("浅色")), (Mode.DARK, self.tr("深色")), (Mode.CONTRAST, self.tr("高对比度"))]
        )
        self._rows["type"][1].set_options([(_PLAIN, self.tr("标准")), (_LARGE, self.tr("大字"))])
        self._rows["motion"][1].set_options([(_MOVING, self.tr("有")), (_STILL, self.tr("关闭"))])
        self._mark()

    def _choose(self, look: Look) -> None:
        self._look = look
        self.look_chosen.emit(look)

    def _offer_zooms(self) -> None:
        """Offer what the screen has room for, and say why the rest is missing."""
        fitting = fitting_on(self, large_type=self._look.large_type)
        self._rows["zoom"][1].set_options([(str(percent), f"{percent} %") for percent in fitting])
        self._rows["zoom"][1].setVisible(len(fitting) > 1)
        self._room.setVisible(fitting[-1] < ZOOMS[-1])
        if len(fitting) > 1:
            said = self.tr("这块屏幕最多放大到 %1 %，再大页面就放不下了。").replace("%1", str(fitting[-1]))
        elif self._look.large_type:
            said = self.tr("100 %。这块屏幕上，大字之外没有再放大的地方了。")
        else:
            said = self.tr("100 %。这块屏幕没有再放大的地方了；想看得大一些，请选大字。")
        self._room.setText(said)

    def _mark(self) -> None:
        self._offer_zooms()
        self._rows["language"][1].set_code(self._desk.language.code)
        self._rows["mode"][1].set_code(self._look.mode)
        self._rows["type"][1].set_code(_LARGE if self._look.large_type else _PLAIN)
        self._rows["zoom"][1].set_code(str(self._look.zoom))
        self._rows["motion"][1].set_code(_STILL if self._look.still else _MOVING)
