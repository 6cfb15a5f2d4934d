# SPDX-License-Identifier: Apache-2.0
"""The sides of a document beside each other, with what is there and what is missing; keys act on the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.photo.findings import Findings
from sscard_desktop.ui.photo.sideview import SideView
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Label, Tone


class Sides(Retranslated, QWidget):
    """Front and back, or the one page that a document has.

    Args:
        small: one below the other beside a live picture, without what is wrong with them.

    Signals:
        dropped(role, paths): files were dropped on a side.
        chosen_changed(): keys act on another side now.
    """

    dropped = Signal(object, list)
    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        space = tokens().space
        self._small = small
        self._roles: tuple[PictureRole, ...] = ()
        self._busy: PictureRole | None = None
        self._views: dict[PictureRole, SideView] = {}
        self._names: dict[PictureRole, Label] = {}
        self._states: dict[PictureRole, Chip] = {}
        self._places: dict[PictureRole, QWidget] = {}
        self._findings: dict[PictureRole, Findings] = {}
        self._troubled: frozenset[PictureRole] = frozenset()
        row = QVBoxLayout(self) if small else QHBoxLayout(self)
        edge = space.m if small else space.xl
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(edge)
        for role in (PictureRole.ID_FRONT, PictureRole.ID_BACK):
            view = SideView()
            view.clicked.connect(lambda _=False, role=role: self.choose(role))
            view.dropped.connect(lambda paths, role=role: self.dropped.emit(role, paths))
            self._views[role], self._names[role], self._states[role] = (
                view,
                Label("", role="strong" if small else "section"),
                Chip(""),
            )
            self._findings[role] = Findings()
            place = QWidget()
            head = QHBoxLayout()
            head.addWidget(self._names[role])
            head.addStretch()
            head.addWidget(self._states[role])
            column = QVBoxLayout(place)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(space.s)
            column.addStretch(1)
            column.addLayout(head)
            column.addWidget(view)
            if small:
                row.addWidget(place)
            else:
                column.addWidget(self._findings[role])
                column.addStretch(2)
                place.setMaximumWidth(tokens().scaled["id_side"])
                row.addWidget(place, 1)
            self._places[role] = place
        if small:
            row.addStretch(1)
            self.setFixedWidth(tokens().scaled["id_strip"])
        self._chosen = PictureRole.ID_FRONT
        self.set_roles((PictureRole.ID_FRONT, PictureRole.ID_BACK))

    def set_roles(self, roles: Sequence[PictureRole]) -> None:
        """Ask for these sides only."""
        self._roles = tuple(roles)
        for role, place in self._places.items():
            place.setVisible(role in self._roles)
        if self._roles:
            self.choose(self._chosen if self._chosen in self._roles else self._roles[0])
        self.retranslate()

    @property
    def roles(self) -> tuple[PictureRole, ...]:
        """The sides that are asked for."""
        return self._roles

    @property
    def chosen(self) -> PictureRole:
        """The side that keys act on."""
        return self._chosen

    def choose(self, role: PictureRole) -> None:
        """Have keys act on ``role``."""
        self._chosen = role
        for name, view in self._views.items():
            view.set_chosen(name is role and len(self._roles) > 1)
        self.chosen_changed.emit()

    def step(self, by: int) -> None:
        """Choose the side to the right (1) or left (-1)."""
        if self._roles:
            at = self._roles.index(self._chosen) + by
            self.choose(self._roles[max(0, min(at, len(self._roles) - 1))])

    def set_picture(self, role: PictureRole, image: QImage) -> None:
        """Show a side's picture; a null image shows that it is missing."""
        self._views[role].set_image(image)
        self.retranslate()

    def clear(self) -> None:
        """Leave no picture behind."""
        for view in self._views.values():
            view.set_image(QImage())

    def set_findings(self, role: PictureRole, findings: Sequence[messages.Message]) -> None:
        """Say what is wrong with a side's picture and what to do, worst first."""
        self._findings[role].show_findings(findings)
        self._troubled = self._troubled - {role} | ({role} if findings else set())
        self.retranslate()

    def findings(self, role: PictureRole) -> Sequence[str]:
        """Return what is said of a side's picture."""
        return self._findings[role].texts()

    def set_busy(self, role: PictureRole | None) -> None:
        """Show that a side's picture is being made ready."""
        self._busy = role
        self.retranslate()

    def missing(self) -> tuple[PictureRole, ...]:
        """Return the sides without a picture."""
        return tuple(role for role in self._roles if not self._views[role].has_image())

    def has(self, role: PictureRole) -> bool:
        """Return whether a side has its picture."""
        return self._views[role].has_image()

    def view(self, role: PictureRole) -> SideView:
        """Return a side's picture."""
        return self._views[role]

    def name(self, role: PictureRole) -> str:
        """Return what a side is called."""
        if len(self._roles) == 1:
            return self.tr("证件资料页")
        return self.tr("正面（有照片）") if role is PictureRole.ID_FRONT else self.tr("背面（有国徽）")

    def word(self, role: PictureRole) -> str:
        """Return what a side is called in passing."""
        if len(self._roles) == 1:
            return self.tr("资料页")
        return self.tr("正面") if role is PictureRole.ID_FRONT else self.tr("背面")

    def retranslate(self) -> None:
        for role, view in self._views.items():
            word = self.word(role)
            self._names[role].setText(f"{word[:1].upper()}{word[1:]}" if self._small else self.name(role))
            view.setText("" if self._small else self.tr("把图片拖到这里，或按 Ctrl+O、Ctrl+V"))
            view.setAccessibleName(self.name(role))
            if role is self._busy:
                self._states[role].set_state(self.tr("正在处理…"), Tone.INFO)
            elif view.has_image() and role in self._troubled:
                self._states[role].set_state(self.tr("请看一下"), Tone.WARN)
            elif view.has_image():
                self._states[role].set_state(self.tr("已保存"), Tone.OK)
            else:
                self._states[role].set_state(self.tr("还缺"), Tone.WARN)
