# SPDX-License-Identifier: Apache-2.0
"""The checks of a photo as rows: what was found, drawn examples of right and wrong, and the clerk's answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sscard_desktop.domain.photo import PhotoCheck, Verdict
from sscard_desktop.ui.i18n import Language, Retranslated
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.photo.drawings import Drawing, has_drawing
from sscard_desktop.ui.photo.rules import RULES, place_of
from sscard_desktop.ui.photo.words import family_of, name_of, outcome_of
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Label, Tone

_LONGEST_REASON = 200
_MOST_WRONG = 2
_TOP = Qt.AlignmentFlag.AlignTop


class ReasonLine(QLineEdit):
    """Where the clerk says why a failed check doesn't matter.

    Signals:
        given(reason): Enter. called_off(): Esc.
    """

    given = Signal(str)
    called_off = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST_REASON)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.called_off.emit()
        else:
            super().keyPressEvent(event)


class VerdictRow(Retranslated, QFrame):
    """One check that failed or that the clerk must look at.

    Args:
        check: the check.
        language: whose sentences are shown.
        key: the key that confirms it, shown on its button while another row is asked.

    Signals:
        confirmed(check_key): the clerk looked and found it right.
        refused(check_key): or wrong: another shot is needed.
        override_asked(check_key): the clerk wants to give a reason.
        reason_given(check_key, reason): and gave one.
        reason_dropped(check_key): the clerk called that off.
    """

    confirmed = Signal(str)
    refused = Signal(str)
    override_asked = Signal(str)
    reason_given = Signal(str, str)
    reason_dropped = Signal(str)

    def __init__(self, check: PhotoCheck, language: Language, parent: QWidget | None = None, *, key: str = "") -> None:
        super().__init__(parent)
        self.check = check
        self._language = language
        self._reason = ""
        self._settled = False
        self._current = False
        self._digit = key
        space = tokens().space
        failed = check.verdict is Verdict.FAIL
        self._icon = IconView("cross" if failed else "question", self)
        self._name = Label("", self, role="strong")
        self._what = Label("", self, role="text", wrap=True)
        self._todo = Label("", self, role="muted", wrap=True)
        self._state: Chip | None = None
        self._button = Button("", self, kind="link" if failed else "plain", key="O" if failed else key)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._press)
        self._drawings = _drawings_of(check, self)
        words = QVBoxLayout()
        words.setSpacing(tokens().size["ring"])
        for part in (self._name, self._what, self._todo):
            words.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(space.m)
        row.addWidget(self._icon, 0, _TOP)
        row.addLayout(words, 1)
        for drawing in self._drawings:
            row.addWidget(drawing, 0, _TOP)
        # The state stands here once there is one.
        self._answers: QHBoxLayout | QVBoxLayout = row
        self._refusal: Button | None = None
        self._reasoning: tuple[ReasonLine, Label] | None = None
        self._column = column = QVBoxLayout(self)
        if failed:
            # Beneath: the sentence takes the row's width, and the way round it is no equal of taking another.
            words.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._refusal = Button("", self, key="N")
            self._refusal.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._refusal.clicked.connect(lambda: self.refused.emit(check.key))
            self._answers = QVBoxLayout()
            self._answers.setSpacing(space.xs)
            for answer in (self._button, self._refusal):
                self._answers.addWidget(answer, 0, _TOP)
            self._answers.addStretch()
            row.addLayout(self._answers)
        column.setContentsMargins(space.m, space.s, space.m, space.s)
        column.setSpacing(space.xs)
        column.addLayout(row)
        self.retranslate()

    @property
    def line(self) -> ReasonLine:
        """Where the reason is typed."""
        return self._reasons()[0]

    def _reasons(self) -> tuple[ReasonLine, Label]:
        """Return the line and what is wrong with what stands there; few rows ever need them."""
        if self._reasoning is None:
            line, problem = ReasonLine(self), Label("", self, role="note")
            line.given.connect(lambda reason: self.reason_given.emit(self.check.key, reason))
            line.called_off.connect(lambda: self.reason_dropped.emit(self.check.key))
            problem.set_tone(Tone.BAD)
            for part in (line, problem):
                part.hide()
                self._column.addWidget(part)
            self._reasoning = line, problem
            self.retranslate()
        return self._reasoning

    def settle(self, reason: str = "") -> None:
        """Show that the check is confirmed, or overridden with ``reason``."""
        self._settled = True
        self._reason = reason
        self.close_line()
        self.retranslate()

    def set_current(self, current: bool) -> None:
        """Show whether this is the question that Y and N answer."""
        if current != self._current:
            self._current = current
            self.retranslate()

    @property
    def settled(self) -> bool:
        """Whether the clerk has decided."""
        return self._settled

    def open_line(self, proposal: str = "") -> None:
        """Let the clerk type a reason; ``proposal`` stands there already, selected."""
        self.line.setText(self._reason or proposal)
        self.line.selectAll()
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_line(self) -> None:
        """Put the line away."""
        for part in self._reasoning or ():
            part.hide()

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the reason."""
        _, problem = self._reasons()
        problem.setText(text)
        problem.show()

    def retranslate(self) -> None:
        failed = self.check.verdict is Verdict.FAIL
        told = outcome_of(self.check, self._language)
        self._name.setText(name_of(self.check, self._language))
        self._what.setText(told.what)
        self._todo.setText(self.tr("理由：{reason}").format(reason=self._reason) if self._reason else told.todo)
        if self._reasoning is not None:
            self._reasoning[0].setPlaceholderText(self.tr("例如：本人因病无法摘下头巾"))
        if self._settled:
            self._show_state(self.tr("已说明理由") if failed else self.tr("已确认"), Tone.WARN if failed else Tone.OK)
            self._icon.set_icon("warn" if failed else "check")
            self._button.set_text(self.tr("改理由"))
            self._button.set_key("")
            self._button.setVisible(failed)
        else:
            self._button.set_text(self.tr("写明理由，仍然采用") if failed else self.tr("没问题"))
            if not failed:
                self._button.set_key("Y" if self._current else self._digit)
        # What is answered gives its room to what isn't.
        answered = self._settled and not failed
        self._what.setVisible(not answered)
        self._todo.setVisible(bool(self._todo.text()) and not answered)
        for drawing in self._drawings:
            drawing.setVisible(not answered)
        if self._refusal is not None:
            self._refusal.set_text(self.tr("不对，重拍"))
            self._refusal.setVisible(not self._settled)
            self._refusal.set_key("N" if self._current else "")
        set_state(self, "current", self._current)
        set_state(self, "tone", ("warn" if self._settled else "bad") if failed else "ok" if self._settled else "info")
        self.setAccessibleName(f"{self._name.text()} {told.what}")
        for answer in filter(None, (self._button, self._refusal)):
            # Beside six others of the same words.
            answer.setAccessibleName(f"{self._name.text()} {answer.text()}")

    def _show_state(self, text: str, tone: Tone) -> None:
        if self._state is None:
            self._state = Chip("", self)
            # Before the stretch, where there is one.
            self._answers.insertWidget(2 if self._refusal is not None else -1, self._state, 0, _TOP)
        self._state.set_state(text, tone)

    def _press(self) -> None:
        if self.check.verdict is Verdict.FAIL:
            self.override_asked.emit(self.check.key)
        else:
            self.confirmed.emit(self.check.key)


def _drawings_of(check: PhotoCheck, parent: QWidget) -> tuple[Drawing, ...]:
    """Return what is drawn for a check, the right way first; nothing where a figure says all.

    Where a heuristic points at something that is what is drawn as wrong.
    """
    key = next((key for key in (check.key, check.family) if has_drawing(key)), "")
    wrong = [hint for hint in check.hints if has_drawing(hint)][:_MOST_WRONG] or [key] * bool(key)
    if not wrong:
        return ()
    return Drawing(key, parent, right=True), *(Drawing(one, parent, right=False) for one in wrong)


class FamilyTitle(Retranslated, Label):
    """The name of a family above its checks, with the number that the rule has on the samples page."""

    def __init__(self, family: str, language: Language, parent: QWidget) -> None:
        super().__init__("", parent, role="muted")
        self._family = family
        self._language = language
        self.retranslate()

    def retranslate(self) -> None:
        place = place_of(self._family)
        number = f"{place + 1}  " if place < len(RULES) else ""
        self.setText(number + family_of(self._family, self._language))


class PassedChecks(Retranslated, QFrame):
    """The checks that passed: one line, which unfolds to a list by families.

    Args:
        checks: in the order of their families.
        parent: made visible at once, it must not be a window of its own.
    """

    def __init__(self, checks: tuple[PhotoCheck, ...], language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._checks = checks
        self._language = language
        self._open = False
        self._button = Button("", self, kind="quiet", icon="chevron_right", key="P")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.toggle)
        # Three dozen lines that hardly anybody unfolds: made when somebody does.
        self._list: QWidget | None = None
        self._rows: list[Label] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(checks))
        self.retranslate()

    def toggle(self) -> None:
        """Unfold the list, or fold it."""
        self._open = not self._open
        if self._list is None:
            self._list = self._lines()
            self._column.addWidget(self._list)
            self.retranslate()
        self._list.setVisible(self._open)
        self._button.set_icon("chevron_down" if self._open else "chevron_right")

    def _lines(self) -> QWidget:
        lines, space = QWidget(self), tokens().space
        inner = QVBoxLayout(lines)
        inner.setContentsMargins(space.m, 0, space.m, space.s)
        inner.setSpacing(space.xs)
        family = ""
        for check in self._checks:
            if check.family != family:
                family = check.family
                inner.addWidget(FamilyTitle(family, self._language, lines))
            icon, words = IconView("check", lines, size="small"), Label("", lines, role="hint", wrap=True)
            row = QHBoxLayout()
            row.setSpacing(space.s)
            row.addWidget(icon)
            row.addWidget(words, 1)
            inner.addLayout(row)
            self._rows.append(words)
        return lines

    def retranslate(self) -> None:
        self._button.set_text(self.tr("{count} 项合格").format(count=len(self._checks)))
        for words, check in zip(self._rows, self._checks, strict=False):
            words.setText(outcome_of(check, self._language).what)
