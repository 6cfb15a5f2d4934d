# SPDX-License-Identifier: Apache-2.0
"""The bar at the bottom: what the function keys do, what is still missing, and the one next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import ElidedLabel, Tone

_FEW_EMS = 6
"""What of the next step's words stays in the narrowest window, in heights of its type."""
_AMPLE = 8
"""One part in so many of the bar must be left over before words come back that gave way."""


@dataclass(frozen=True, slots=True)
class KeyAction:
    """Something that a key does: ``name`` is told by the signal, ``key`` is shown, ``text`` is a verb."""

    name: str
    key: str
    text: str
    icon: str = ""


class ActionBar(QFrame):
    """The bottom bar.

    Where its width isn't enough, quiet actions show their keys alone, the first ones (help, find: learnt in an hour)
    first; then those beside the next step, and the next step's own words end in an ellipsis. What gave way comes back
    when the bar is laid out anew, or when there is far more room than it needs; not whenever a reason gets a little
    shorter: it would blink.

    Signals:
        chosen(name): one of the actions was pressed.
        next_requested(): the next step was pressed.
    """

    chosen = Signal(str)
    next_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions: list[KeyAction] = []
        self._hidden: set[str] = set()
        space = tokens().space
        self._left = QHBoxLayout()
        self._left.setSpacing(space.xs)
        self._right = QHBoxLayout()
        self._right.setSpacing(space.s)
        self._reason_icon = IconView("", self, size="small")
        self._reason = ElidedLabel("", self, role="hint")
        self._reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._next = Button("", self, kind="primary", key="Enter")
        self._next.setObjectName("next_step")
        self._next.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._next.clicked.connect(self.next_requested)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(space.s, 0, space.m, 0)
        row.setSpacing(space.m)
        row.addLayout(self._left)
        row.addStretch(1)
        row.addWidget(self._reason_icon)
        row.addWidget(self._reason)
        row.addLayout(self._right)
        row.addWidget(self._next)
        self._next.hide()

    def set_actions(self, left: Sequence[KeyAction], right: Sequence[KeyAction] = ()) -> None:
        """Set the quiet actions at the left and those beside the next step."""
        self._hidden.clear()
        if self._actions != [*left, *right] or len(_buttons(self._left)) != len(left):
            self._actions = [*left, *right]
            self._fill(self._left, left, kind="quiet")
            self._fill(self._right, right, kind="plain")
        for button in (*_buttons(self._left), *_buttons(self._right)):
            if button.isHidden():
                button.show()
        self._make_room(anew=True)

    def _fill(self, layout: QHBoxLayout, actions: Sequence[KeyAction], *, kind: str) -> None:
        """Put actions on the buttons that are there: to make and dress one takes longer than all the rest."""
        there = _buttons(layout)
        for surplus in there[len(actions) :]:
            layout.removeWidget(surplus)
            # Its end comes with the next turn of the loop; until then it would stand over the others.
            surplus.hide()
            surplus.deleteLater()
        for index, action in enumerate(actions):
            if index < len(there):
                button = there[index]
                button.set_text(action.text)
                button.set_icon(action.icon)
                button.set_key(action.key)
            else:
                button = Button(action.text, self, kind=kind, icon=action.icon, key=action.key)
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.clicked.connect(self._choose)
                layout.addWidget(button)
            button.setObjectName(action.name)

    def _choose(self) -> None:
        self.chosen.emit(self.sender().objectName())

    def set_shown(self, name: str, *, shown: bool) -> None:
        """Show an action, or not while it makes no sense."""
        if shown == (name not in self._hidden):
            return
        (self._hidden.discard if shown else self._hidden.add)(name)
        for button in (*_buttons(self._left), *_buttons(self._right)):
            if button.objectName() == name:
                button.setVisible(shown)
        self._make_room(anew=True)

    def offered(self) -> list[KeyAction]:
        """Return the actions that make sense now."""
        return [action for action in self._actions if action.name not in self._hidden]

    def set_reason(self, text: str, tone: Tone = Tone.QUIET) -> None:
        """Say beside the next step what is missing, or why it can't be done now."""
        self._reason.set_full_text(text)
        self._reason_icon.set_icon({Tone.WARN: "warn", Tone.BAD: "cross"}.get(tone, ""))
        set_state(self._reason, "tone", tone.value)
        set_state(self._reason_icon, "tone", tone.value)

    def set_next(self, text: str, *, icon: str = "", key: str = "Enter", enabled: bool = True) -> None:
        """Say what the next step does; where it can't be done (``enabled``) :meth:`set_reason` must say why."""
        self._next.set_text(text)
        self._next.set_icon(icon)
        self._next.set_key(key)
        self._next.setEnabled(enabled)
        self._next.setVisible(bool(text))

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room(anew=True)
        elif event.type() == QEvent.Type.LayoutRequest:
            self._make_room(anew=False)
        return handled

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        spare = sum(button.spare_width() for button in (*_shown(self._left), *_shown(self._right)))
        if not self._next.isHidden():
            spare += max(self._next.sizeHint().width() - self._least_next(), 0)
        return QSize(least.width() - spare, least.height())

    def _least_next(self) -> int:
        """Return how narrow (px) the next step may get: its key, and a few of its words."""
        return self._next.whole_width() - self._next.words_width() + _FEW_EMS * self._next.fontMetrics().height()

    def _make_room(self, *, anew: bool) -> None:
        """Let quiet actions give way to what is missing and to the next step, then the reason, then what stands beside
        the next step; its own words last."""
        quiet, beside = _shown(self._left), _shown(self._right)
        follows = [] if self._next.isHidden() else [self._next]
        margins = self._row.contentsMargins()
        whole = self.width() - margins.left() - margins.right() - self._row.spacing() * 5
        whole -= self._reason_icon.sizeHint().width()
        needed = sum(button.whole_width() + self._right.spacing() for button in (*beside, *follows))
        at_most = sum(button.whole_width() + self._left.spacing() for button in quiet) + needed
        anew = anew or at_most + self._reason.sizeHint().width() + whole // _AMPLE <= whole
        # Reckoned first and shown then: a bar that is laid out as before shows and hides nothing on the way there.
        kept = [button for button in quiet if anew or not button.brief()]
        wanted = sum(button.sizeHint().width() + self._left.spacing() for button in quiet)
        wanted += sum(button.words_width() for button in kept if button.brief())
        giving_way = set(quiet).difference(kept)
        for button in kept:
            if wanted + needed + self._reason.sizeHint().width() > whole:
                wanted -= button.words_width()
                giving_way.add(button)
        over = wanted + needed + self._reason.minimumSizeHint().width() - whole
        for button in beside:
            if over > 0 or (button.brief() and not anew):
                over -= button.words_width()
                giving_way.add(button)
        cut = max(over, 0) if follows else 0
        least = _FEW_EMS * self._next.fontMetrics().height()
        room = max(self._next.words_width() - self._next.spacing() - cut, least) if cut else 0
        changed = [button for button in (*quiet, *beside) if button.brief() != (button in giving_way)]
        for button in changed:
            button.set_brief(not button.brief())
        self._next.set_room(room)
        if changed:
            # Qt remembers what a row within a row needed before.
            self._left.invalidate()
            self._right.invalidate()
            self._row.invalidate()
            self._row.setGeometry(self.contentsRect())

    def berth(self, width: int) -> QRect:
        """Return where something so wide (px) may lie over the bar for a moment; narrower if there is no more room.

        Never on the next step and what stands beside it; on the reason and the quiet actions as far as it must.
        """
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        kept = [*_shown(self._right), *([] if self._next.isHidden() else [self._next])]
        left, right = margins.left(), min((each.x() - gap for each in kept), default=self.width() - margins.right())
        before = min(self._reason.x(), self._reason_icon.x()) - gap if self._reason.full_text() else right
        end = before if before - left >= width else right
        begin = max(left, end - width)
        # An action is covered whole or not at all.
        begin = min(
            (each.x() for each in _shown(self._left) if each.x() < begin <= each.geometry().right()), default=begin
        )
        return QRect(begin, 0, end - begin, self.height())

    def next_button(self) -> Button:
        """Return the next-step button."""
        return self._next

    def reason(self) -> str:
        """Return what is said beside it."""
        return self._reason.full_text()


def _buttons(layout: QHBoxLayout) -> list[Button]:
    widgets = [item.widget() for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
    return [widget for widget in widgets if isinstance(widget, Button)]


def _shown(layout: QHBoxLayout) -> list[Button]:
    """Return the buttons of a layout that are shown."""
    return [button for button in _buttons(layout) if not button.isHidden()]
