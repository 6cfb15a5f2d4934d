# SPDX-License-Identifier: Apache-2.0
"""The form's sections in a row: number, name, and whether they are done or how many problems they have."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import TONE_ICONS, ElidedLabel, Label, Tone


class _SectionButton(QPushButton):
    """One section of the rail."""

    def __init__(self, number: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        space = tokens().space
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._number = Label(str(number), self, role="")
        self._number.setObjectName("number")
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = ElidedLabel(name, self, role="")
        self._name.setObjectName("name")
        self._icon = IconView("", self, size="small")
        self._count = Label("", self, role="")
        self._count.setObjectName("count")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line = row = QHBoxLayout(self)
        row.setContentsMargins(space.s, 0, space.s, 0)
        row.setSpacing(space.s)
        for part in (self._number, self._name, self._icon, self._count):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        self._state: tuple[Tone, int, str] | None = None
        self.set_state(Tone.QUIET, 0, "")

    def set_state(self, tone: Tone, count: int, words: str) -> None:
        if (tone, count, words) == self._state:
            return
        self._state = (tone, count, words)
        # A number in a red ring and one in an amber ring would be told apart by their colour alone.
        icon = TONE_ICONS[tone] if tone is not Tone.QUIET and (count or tone is Tone.OK) else ""
        self._icon.set_icon(icon)
        self._icon.setVisible(bool(icon))
        self._count.setText(str(count) if count else "–")
        self._count.setVisible(tone is not Tone.OK)
        set_state(self, "tone", tone.value if count or tone is Tone.OK else "")
        self.setAccessibleName(f"{self._number.text()} {self._name.full_text()} {words}".strip())

    def set_compact(self, compact: bool) -> None:
        """Leave the number out, and stand the rest closer, for want of room."""
        self._number.setVisible(not compact)
        gap = self._gap(compact=compact)
        if self._line.spacing() != gap:
            self._line.setContentsMargins(gap, 0, gap, 0)
            self._line.setSpacing(gap)

    def name_width(self) -> int:
        """Return the width (px) of the whole name."""
        return self._name.sizeHint().width()

    def give_name(self, width_px: int) -> None:
        """Let the name take no more than ``width_px``, but room for its beginning."""
        self._name.setMaximumWidth(max(width_px, self._name.minimumSizeHint().width()))

    def number_width(self) -> int:
        """Return the width (px) of the number and the gap behind it."""
        return self._number.sizeHint().width() + self._gap(compact=False)

    def beside_width(self, *, compact: bool) -> int:
        """Return the width (px) of everything but name and number."""
        gap = self._gap(compact=compact)
        shown = [part for part in (self._icon, self._count) if not part.isHidden()]
        return 2 * gap + sum(part.sizeHint().width() + gap for part in shown)

    @staticmethod
    def _gap(*, compact: bool) -> int:
        return tokens().space.xs if compact else tokens().space.s

    def sizeHint(self) -> QSize:
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._line.minimumSize()


def _longest(widths: Sequence[int], room: int) -> int:
    """Return how wide the widest may be, so that all fit into ``room``: the long ones give way, never the short."""
    left = room
    for place, width in enumerate(sorted(widths)):
        share = left // (len(widths) - place)
        if width > share:
            return share
        left -= width
    return max(widths, default=0)


class SectionRail(QFrame):
    """The row of sections.

    Signals:
        chosen(key): the clerk wants to go there.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._buttons: dict[str, _SectionButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space.xs)
        self._row.addStretch()

    def set_sections(self, sections: Sequence[tuple[str, str]]) -> None:
        """Set the sections: key and name of each, in order."""
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for index, (key, name) in enumerate(sections):
            button = _SectionButton(index + 1, name, self)
            button.clicked.connect(lambda _, key=key: self._choose(key))
            self._row.insertWidget(index, button)
            self._buttons[key] = button

    def set_state(
        self, key: str, *, problems: int = 0, warnings: int = 0, missing: int = 0, done: bool = False
    ) -> None:
        """Show how a section stands: problems, then what is missing yet, then warnings, then done, else not begun (–).

        ``missing`` is no reproach: it is counted quietly.
        """
        if problems:
            tone, count, words = Tone.BAD, problems, self.tr("%n 项待改", "", problems)
        elif missing:
            tone, count, words = Tone.QUIET, missing, self.tr("还差 %n 项", "", missing)
        elif warnings:
            tone, count, words = Tone.WARN, warnings, self.tr("%n 项提醒", "", warnings)
        else:
            tone, count, words = (Tone.OK if done else Tone.QUIET), 0, self.tr("已完成") if done else ""
        self._buttons[key].set_state(tone, count, words)

    def set_current(self, key: str) -> None:
        """Mark the section that is worked in."""
        for known, button in self._buttons.items():
            button.setChecked(known == key)
            set_state(button, "chosen", known == key)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._make_room()
        return handled

    def _make_room(self) -> None:
        """Rather show names whole than numbers, and short names whole than long ones."""
        buttons = list(self._buttons.values())
        names = [button.name_width() for button in buttons]
        gaps = self._row.spacing() * len(buttons)

        def left(*, compact: bool) -> int:
            return self.width() - gaps - sum(button.beside_width(compact=compact) for button in buttons)

        numbers = sum(button.number_width() for button in buttons)
        compact = sum(names) + numbers > left(compact=False)
        room = left(compact=True) if compact else left(compact=False) - numbers
        longest = _longest(names, room)
        for button in buttons:
            button.set_compact(compact)
            button.give_name(longest)

    def button(self, key: str) -> QAbstractButton:
        """Return a section's button; for tests."""
        return self._buttons[key]

    def _choose(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)
