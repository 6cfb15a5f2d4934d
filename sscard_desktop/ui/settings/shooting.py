# SPDX-License-Identifier: Apache-2.0
"""How photos are taken at this station: who presses the shutter, what is heard, and how today's light is."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.lighting import GOOD_LIGHT
from sscard_desktop.services.lighting import DayLight
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT, Retranslated
from sscard_desktop.ui.photo.choices import MANUAL_SHUTTER, SOUND, TONES, VOICE, StationChoices
from sscard_desktop.ui.photo.voice import Voice
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.segments import Segments

_MANUAL = "yes"


class Shooting(Retranslated, QWidget):
    """Two rows of answers, each in force from the next photo on, and the day's light beneath."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._choices = StationChoices(desk, self)
        self._rows = {name: (Label("", self, role="label"), Segments(self)) for name in (MANUAL_SHUTTER, SOUND)}
        self._today: DayLight | None = None
        space = tokens().space
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space.xs)
        for name, (label, answers) in self._rows.items():
            answers.picked.connect(lambda code, name=name: self._keep(name, code))
            self._column.addWidget(label)
            self._column.addWidget(answers)
        self._unspoken = Label("", self, role="hint", wrap=True)
        self._unspoken.hide()
        self._column.addWidget(self._unspoken)
        self._light = Finding("", parent=self)
        self._column.addSpacing(space.s)
        self._column.addWidget(self._light)
        self.retranslate()

    def read(self) -> None:
        """Show what the station has kept."""
        for name, (_, answers) in self._rows.items():
            self._choices.read(name, answers.set_code)
        self._desk.tasks.run(lambda: self._desk.lighting().today(), owner=self, on_done=self._show_light)

    def check_light(self) -> None:
        """Check wall and lamp."""
        from sscard_desktop.ui.photo.lighting import LightingDialog

        dialog = LightingDialog(self._desk, self)
        dialog.finished.connect(lambda _: self.read())
        dialog.open()

    def answers(self, name: str) -> Segments:
        """Return a row of answers by its setting; for tests."""
        return self._rows[name][1]

    def retranslate(self) -> None:
        by_itself = [("", self.tr("自动拍照")), (_MANUAL, self.tr("按键才拍"))]
        sounds = [("", self.tr("无声")), (TONES, self.tr("提示音")), (VOICE, self.tr("说出提示"))]
        for name, title, options in (
            (MANUAL_SHUTTER, self.tr("站正、不动后"), by_itself),
            (SOUND, self.tr("给坐着的人听"), sounds),
        ):
            label, answers = self._rows[name]
            chosen = answers.code()
            label.setText(title)
            answers.setAccessibleName(title)
            answers.set_options(options)
            answers.set_code(chosen)
        self._unspoken.setText(self.tr("这台电脑没有中文语音，只有提示音。"))
        self._show_light(self._today)

    def _keep(self, name: str, code: str) -> None:
        unspoken = code == VOICE and not Voice(self).find()
        self._unspoken.setVisible(unspoken)
        if unspoken:
            code = TONES
            self._rows[name][1].set_code(code)
        self._choices.keep(name, code)

    def _show_light(self, found: DayLight | None) -> None:
        self._today = found
        old = self._light
        if found is None:
            self._light = Finding(self.tr("今天还没检查灯光。"), self.tr("按 F6，二十秒看一遍墙和灯。"), tone=Tone.INFO)
        else:
            said = messages.message(f"photo.light.{found.advice}", {}, self._desk.language.code or DEFAULT).what
            tone = Tone.OK if found.score >= GOOD_LIGHT else Tone.WARN
            self._light = Finding(self.tr("今天灯光 {score} 分").format(score=found.score), said, tone=tone)
        self._column.replaceWidget(old, self._light)
        old.hide()
        old.deleteLater()
