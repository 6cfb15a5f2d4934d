# SPDX-License-Identifier: Apache-2.0
"""The demo station's strip: lays the next fictitious person's card on the simulated reader, and types for them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.ports import DemoPerson
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.photo.demoscenes import SceneMenu
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import ElidedLabel, Tone


class DemoStrip(Retranslated, QFrame):
    """One line above the counter; there is none at a real station. What it has no room for has its key and is among
    the mishaps of the control window.

    Signals:
        typing_asked(values): type these for the person in work.
        controls_asked(): show what can be done to the devices.
        withheld(text): why nothing is typed.
    """

    typing_asked = Signal(object)
    controls_asked = Signal()
    withheld = Signal(str)

    def __init__(self, stage: DemoStage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._chip = Chip("", self, tone=Tone.WARN)
        self._story = ElidedLabel("", self, role="hint")
        self._lay = Button("", self, kind="link", key=cap(KEYS[Action.DEMO_CARD]))
        self._lay.clicked.connect(self.lay_next)
        self._scenes = Button("", self, kind="link", key=cap(KEYS[Action.DEMO_CAMERA]))
        self._scenes.clicked.connect(self.choose_scene)
        self._type = Button("", self, kind="link", key=cap(KEYS[Action.DEMO_VALUES]))
        self._type.clicked.connect(self.type_values)
        self._controls = Button("", self, kind="link", key=cap(KEYS[Action.DEMO_CONTROLS]))
        self._controls.clicked.connect(self.controls_asked)
        space = tokens().space
        row = QHBoxLayout(self)
        row.setContentsMargins(space.m, space.xs, space.m, 0)
        row.setSpacing(space.m)
        row.addWidget(self._chip)
        row.addWidget(self._story, 1)
        row.addWidget(self._scenes)
        row.addWidget(self._type)
        row.addWidget(self._lay)
        row.addWidget(self._controls)
        # In a lesson the window's own stripe says what is to be done.
        self.setVisible(not stage.guided)
        self.retranslate()

    @property
    def person(self) -> DemoPerson | None:
        """Who sits at the counter."""
        return self._stage.person

    def lay_next(self) -> None:
        """Lift the card, and lay the next person's on."""
        self._stage.lay_next()

    def lay_dead_chip(self) -> None:
        """Lift the card, and lay on that of the next person whose chip is dead."""
        self._stage.lay_dead_chip()

    def serve(self, number: str) -> None:
        """Let the person of this document number sit down before the camera; nobody else's photo is taken.

        Without a number it is whose card the reader can't read.
        """
        if self._stage.serve(number):
            self.retranslate()

    def type_values(self) -> None:
        """Ask to have this person's values typed."""
        answering = self._stage.served
        if answering is not None and not self._stage.may_type:
            self.withheld.emit(self.tr("这一课要自己录入，请问申请人。"))
        elif answering is not None:
            values: Mapping[str, str] = answering.values
            self.typing_asked.emit(values)

    def choose_scene(self) -> None:
        """Offer what can happen before the cameras; in a lesson that isn't the learner's to say."""
        if self._stage.guided:
            return
        menu = SceneMenu(self._stage, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._scenes.mapToGlobal(self._scenes.rect().bottomLeft()))

    def retranslate(self) -> None:
        self._scenes.set_text(self.tr("镜头前"))
        self._chip.set_state(self.tr("演示"), Tone.WARN)
        self._lay.set_text(self.tr("放上下一张证件"))
        self._controls.set_text(self.tr("设备台"))
        self._type.set_text(self.tr("替我填写"))
        self._type.setVisible(self.person is not None)
        if self.person is None:
            self._story.set_full_text(self.tr("这是演示站点，人员都是虚构的，关闭后全部删除。"))
        else:
            self._story.set_full_text(
                self.tr("第 {index} 位演示人员：{name}").format(
                    index=self._stage.people.index(self.person) + 1, name=self.person.card.name
                )
            )
