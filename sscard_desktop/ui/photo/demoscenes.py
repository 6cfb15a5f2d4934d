# SPDX-License-Identifier: Apache-2.0
"""The demo station's camera scenes to choose from, where the camera is chosen and in the strip above the counter."""

from __future__ import annotations

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sscard_desktop.services.ports import DemoDevices, DemoScene


class SceneMenu(QMenu):
    """Lets a scene begin.

    Args:
        demo: whose cameras.
    """

    def __init__(self, demo: DemoDevices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("演示：镜头前发生什么"))
        words = {
            DemoScene.SEATED: self.tr("坐好的人"),
            DemoScene.WALKS_IN: self.tr("走进来坐下"),
            DemoScene.TOO_FAR: self.tr("坐得太远"),
            DemoScene.TWO_PEOPLE: self.tr("镜头里有两个人"),
            DemoScene.LAMP_OFF: self.tr("灯没开"),
            DemoScene.FREEZES: self.tr("三秒后画面停住"),
            DemoScene.CABLE: self.tr("三秒后线被碰掉，再插回来"),
            DemoScene.BUSY: self.tr("别的程序占用摄像头"),
            DemoScene.NO_ACCESS: self.tr("没有使用摄像头的权限"),
        }
        group = QActionGroup(self)
        now = demo.scene()
        for scene, word in words.items():
            action = self.addAction(word)
            action.setCheckable(True)
            action.setChecked(scene is now)
            action.triggered.connect(lambda _=False, scene=scene: demo.play(scene))
            group.addAction(action)
