# SPDX-License-Identifier: Apache-2.0
"""The demo station's camera scenes to choose from, where the camera is chosen and in the strip above the counter."""

from __future__ import annotations

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.ports import DemoScene
from sscard_desktop.ui.demo.words import DemoWords


class SceneMenu(QMenu):
    """Lets a scene begin.

    Args:
        stage: whose cameras.
    """

    def __init__(self, stage: DemoStage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("演示：镜头前发生什么"))
        words = DemoWords(self)
        group = QActionGroup(self)
        now = stage.devices.scene()
        for scene in DemoScene:
            action = self.addAction(words.scene(scene))
            action.setCheckable(True)
            action.setChecked(scene is now)
            action.triggered.connect(lambda _=False, scene=scene: stage.play(scene))
            group.addAction(action)
