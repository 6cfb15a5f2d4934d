# SPDX-License-Identifier: Apache-2.0
"""How photos are taken at this station: who presses the shutter, whether tones are heard, and how today's light is."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.lighting import GOOD_LIGHT
from sscard_desktop.services.lighting import DayLight
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT, Retranslated
from sscard_desktop.ui.photo.choices import MANUAL_SHUTTER, SOUND, StationChoices
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.segments import Segments

_ON, _OFF = "on", "off"


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
        self._light = Finding("", parent=self)
        self._column.addSpacing(space.s)
        self._column.addWidget(self._light)
        self.retranslate()

    def read(self) -> None:
        """Show what the station has kept."""
        self._choices.read(MANUAL_SHUTTER, lambda kept: self._mark(MANUAL_SHUTTER, _OFF if kept == "yes" else _ON))
        self._choices.read(SOUND, lambda kept: self._mark(SOUND, _ON if kept == "yes" else _OFF))
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
        for name, title, on, off in (
            (MANUAL_SHUTTER, self.tr("站正、不动后"), self.tr("自动拍照"), self.tr("按键才拍")),
            (SOUND, self.tr("提示音"), self.tr("有声"), self.tr("无声")),
        ):
            label, answers = self._rows[name]
            chosen = answers.code()
            label.setText(title)
            answers.set_options([(_ON, on), (_OFF, off)])
            answers.set_code(chosen)
        self._show_light(self._today)

    def _mark(self, name: str, code: str) -> None:
        self._rows[name][1].set_code(code)

    def _keep(self, name: str, code: str) -> None:
        # The shutter is kept as what isn't usual: pressed by hand.
        unusual = code == (_OFF if name == MANUAL_SHUTTER else _ON)
        self._choices.keep(name, "yes" if unusual else "")

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
