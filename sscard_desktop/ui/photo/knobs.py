# SPDX-License-Identifier: Apache-2.0
"""What can be turned on a camera, each with its bar: arrows walk and turn, A leaves it to the camera."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.camera import Knob, KnobKind
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.photo.lightparts import ShareBar
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import Label

STEP = 4
"""A key press turns by so much of 100."""


class _TurnedBar(ShareBar):
    """A bar that is turned where it is pressed.

    Signals:
        turned(position): 0–100.
    """

    turned = Signal(int)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._turn_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._turn_to(event)

    def _turn_to(self, event: QMouseEvent) -> None:
        share = event.position().x() / max(self.width(), 1)
        self.turned.emit(round(100 * min(max(share, 0.0), 1.0)))


class KnobPanel(Retranslated, QFrame):
    """Shows the knobs of one camera.

    Signals:
        turned(kind, position): the clerk turned one; ``None`` leaves it to the camera.
    """

    turned = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knobs: dict[KnobKind, Knob] = {}
        self._chosen = 0
        self._known = False
        space = tokens().space
        self._title = Label("", self, role="muted")
        self._nothing = Label("", self, role="hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.l, space.l, space.l)
        column.setSpacing(space.s)
        column.addWidget(self._title)
        column.addWidget(self._nothing)
        self._rows: dict[KnobKind, tuple[QWidget, IconView, Label, Label, _TurnedBar]] = {}
        for kind in KnobKind:
            column.addWidget(self._make_row(kind))
        column.addStretch()
        self.retranslate()

    def _make_row(self, kind: KnobKind) -> QWidget:
        row = QFrame(self)
        row.setObjectName("knob")
        mark, name, state = IconView("", row), Label("", row, role="value"), Label("", row, role="hint")
        bar = _TurnedBar(row)
        bar.setCursor(Qt.CursorShape.PointingHandCursor)
        bar.turned.connect(lambda position, kind=kind: self._turn(kind, position))
        line = QHBoxLayout()
        line.addWidget(mark)
        line.addWidget(name, 1)
        line.addWidget(state)
        inner = QVBoxLayout(row)
        inner.setContentsMargins(0, tokens().space.s, 0, 0)
        inner.setSpacing(tokens().space.xs)
        inner.addLayout(line)
        inner.addWidget(bar)
        self._rows[kind] = row, mark, name, state, bar
        return row

    def show_knobs(self, knobs: Sequence[Knob] | None) -> None:
        """Show these; empty where the camera lets nothing be turned, ``None`` while there is no camera."""
        self._known = knobs is not None
        knobs = knobs or ()
        self._knobs = {knob.kind: knob for knob in knobs}
        self._chosen = min(self._chosen, max(len(self._knobs) - 1, 0))
        self.retranslate()

    def knobs(self) -> Sequence[Knob]:
        """Return what is shown."""
        return list(self._knobs.values())

    @property
    def chosen(self) -> KnobKind | None:
        """Which one keys turn."""
        return list(self._knobs)[self._chosen] if self._knobs else None

    def handle(self, event: QKeyEvent) -> bool:
        """Act on a key; return whether it was one of this panel's."""
        kind = self.chosen
        if kind is None:
            return False
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                by = -1 if event.key() == Qt.Key.Key_Up else 1
                self._chosen = (self._chosen + by) % len(self._knobs)
                self.retranslate()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                by = -STEP if event.key() == Qt.Key.Key_Left else STEP
                self._turn(kind, min(max(self._knobs[kind].position + by, 0), 100))
            case Qt.Key.Key_A:
                self.leave_to_camera(kind)
            case _:
                return False
        return True

    def leave_to_camera(self, kind: KnobKind) -> None:
        """Have the camera turn it itself, where it can."""
        if self._knobs[kind].automatic is not None:
            self.turned.emit(kind, None)

    def _turn(self, kind: KnobKind, position: int) -> None:
        self._chosen = list(self._knobs).index(kind)
        self.turned.emit(kind, position)

    def retranslate(self) -> None:
        self._title.setText(self.tr("画面调整"))
        self._nothing.setText(self.tr("这个摄像头不能从电脑上调整曝光、对焦和白平衡。"))
        self._nothing.setVisible(self._known and not self._knobs)
        names = {
            KnobKind.EXPOSURE: self.tr("曝光"),
            KnobKind.FOCUS: self.tr("对焦"),
            KnobKind.WHITE_BALANCE: self.tr("白平衡"),
        }
        for kind, (row, mark, name, state, bar) in self._rows.items():
            knob = self._knobs.get(kind)
            row.setVisible(knob is not None)
            if knob is None:
                continue
            chosen = kind is self.chosen
            mark.set_icon("chevron_right" if chosen else "")
            name.setText(names[kind])
            state.setText(self.tr("自动") if knob.automatic else f"{knob.position}")
            bar.set_share(knob.position / 100)
            bar.setAccessibleName(f"{names[kind]} {state.text()}")
            set_state(row, "chosen", chosen)
            set_state(row, "auto", bool(knob.automatic))
