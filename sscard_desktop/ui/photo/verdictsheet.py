# SPDX-License-Identifier: Apache-2.0
"""The verdicts of one photo on a sheet, and the clerk's answers to what no model can decide.

Answers for a :class:`JudgedPhoto` in which nothing is confirmed that the clerk can't have seen: a row counts as seen
once it stood on the screen for a moment. Nothing is asked twice: when the same shot is made again a little moved, what
was said about the person stands (:func:`carried`).
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photo import PhotoReport, Verdict
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.photo.rules import place_of
from sscard_desktop.ui.photo.verdicts import FamilyTitle, PassedChecks, VerdictRow
from sscard_desktop.ui.theme import tokens

SEEN_AFTER_MS = 400
_OF_THE_CROP = frozenset({"crop", "shoulders", "file"})
"""Families whose outcome depends on where the picture is cut: moved by hand, they are asked again."""


def carried(before: JudgedPhoto, report: PhotoReport) -> JudgedPhoto:
    """Return the report of the same shot made again, with the decisions of ``before`` that still hold."""
    now = {check.key: check for check in report.checks if check.family not in _OF_THE_CROP}
    confirmed = {key for key in before.confirmed if key in now and now[key].verdict is Verdict.CONFIRM}
    overridden = {
        key: reason for key, reason in before.overridden.items() if key in now and now[key].verdict is Verdict.FAIL
    }
    return JudgedPhoto(report, frozenset(confirmed), overridden)


class VerdictSheet(QScrollArea):
    """Failed checks first, then the questions, then what passed, folded; each by the families of the bureaus' sheet.

    Signals:
        changed(): the clerk decided something.
        looked(): more of it was in sight.
        refused(check_key): the clerk looked and found it wrong: another shot is needed.
    """

    changed = Signal()
    looked = Signal()
    refused = Signal(str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._judged: JudgedPhoto | None = None
        self._rows: dict[str, VerdictRow] = {}
        self._seen: set[str] = set()
        self._passed: PassedChecks | None = None
        self._last_reason = ""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Its keys are the dialog's; a click into it must not take them away.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(SEEN_AFTER_MS)
        self._watch.timeout.connect(self._see)
        self.verticalScrollBar().valueChanged.connect(self._watch.start)

    def show_judged(self, judged: JudgedPhoto | None) -> None:
        """Show a report with its decisions; ``None`` forgets the person."""
        self._judged = judged
        self._seen.clear()
        self._fill()
        if judged is not None:
            self._watch.start()

    @property
    def judged(self) -> JudgedPhoto | None:
        """The report with the clerk's decisions."""
        return self._judged

    def rows(self) -> dict[str, VerdictRow]:
        """Return the rows by check key, in their order."""
        return dict(self._rows)

    def current(self) -> str:
        """Return the key of the question that Y and N answer, ``""`` if none is open."""
        return next(iter(self._in_order(self._judged.open_questions)), "") if self._judged is not None else ""

    def below(self) -> int:
        """Return how many open questions were neither seen yet nor are in sight."""
        asked = self._judged.open_questions if self._judged is not None else ()
        return sum(key not in self._seen and not self._in_sight(self._rows[key]) for key in asked)

    # answers

    def answer(self, *, right: bool) -> None:
        """Answer the current question; one that wasn't on the screen yet is shown first."""
        key = self.current()
        if not key:
            return
        if key not in self._seen:
            self._bring(key)
        elif right:
            self.confirm(key)
        else:
            self.refused.emit(key)

    def confirm(self, key: str) -> None:
        """The clerk looked at one check and found it right."""
        if self._judged is not None and key in self._judged.open_questions:
            self._judged = self._judged.confirm(key)
            self._rows[key].settle()
            self._go_on()
            self.changed.emit()

    def confirm_number(self, number: int) -> None:
        """Confirm the row whose button shows the digit ``number``."""
        asked = [key for key, row in self._rows.items() if row.check.verdict is Verdict.CONFIRM]
        if 1 <= number <= len(asked):
            self.confirm(asked[number - 1])

    def confirm_seen(self) -> bool:
        """Confirm the open checks if all of them were seen; else show the next one and return ``False``.

        The rows are as they were: the sheet is about to go. If it doesn't, :meth:`show_confirmed` follows.
        """
        if self._judged is None:
            return False
        unseen = [key for key in self._in_order(self._judged.open_questions) if key not in self._seen]
        if unseen:
            self._bring(unseen[0])
            return False
        for key in self._judged.open_questions:
            self._judged = self._judged.confirm(key)
        return True

    def show_confirmed(self) -> None:
        """Show in the rows what was confirmed all at once: the photo wasn't stored, and the sheet stays."""
        for key, row in self._rows.items():
            if self._judged is not None and key in self._judged.confirmed and not row.settled:
                row.settle()
        self._mark_current()
        self.changed.emit()

    def ask_reason(self, key: str = "") -> None:
        """Let the clerk say why a failed check doesn't matter, by default the first that is open."""
        if self._judged is None:
            return
        chosen = key or next(iter(self._in_order(self._judged.open_failures)), "")
        for name, row in self._rows.items():
            if name != chosen:
                row.close_line()
        if chosen:
            self._rows[chosen].open_line(self._last_reason)
            self.ensureWidgetVisible(self._rows[chosen], 0, tokens().space.l)

    def toggle_passed(self) -> None:
        """Unfold the checks that passed, or fold them."""
        if self._passed is not None:
            self._passed.toggle()

    # inside

    def _fill(self) -> None:
        space = tokens().space
        # Of the viewport from the start: what moves house later is dressed twice.
        body = QWidget(self.viewport())
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, space.s, 0)
        column.setSpacing(space.s)
        self._rows = {}
        self._passed = None
        if self._judged is not None:
            # Of what needs the clerk and of what doesn't: by the families of the bureaus' sheet, in its order.
            checks = tuple(sorted(self._judged.report.checks, key=lambda check: place_of(check.family)))
            failed = [check for check in checks if check.verdict is Verdict.FAIL]
            asked = [check for check in checks if check.verdict is Verdict.CONFIRM]
            above = ""
            for check in (*failed, *asked):
                group = f"{check.verdict} {check.family}"
                if group != above:
                    above = group
                    column.addWidget(FamilyTitle(check.family, self._language, body))
                # Beyond nine there are Y and Enter.
                number = asked.index(check) + 1 if check in asked else 0
                row = VerdictRow(check, self._language, body, key=str(number) if 1 <= number <= 9 else "")
                row.confirmed.connect(self.confirm)
                row.refused.connect(self.refused)
                row.override_asked.connect(self.ask_reason)
                row.reason_given.connect(self._override)
                row.reason_dropped.connect(self._drop_reason)
                reason = self._judged.overridden.get(check.key, "")
                if reason or check.key in self._judged.confirmed:
                    row.settle(reason)
                column.addWidget(row)
                self._rows[check.key] = row
            passed = tuple(check for check in checks if check.verdict is Verdict.PASS)
            self._passed = PassedChecks(passed, self._language, body)
            column.addWidget(self._passed)
        column.addStretch(1)
        # Before anything is dressed.
        self._mark_current()
        self.setWidget(body)

    def _in_order(self, keys: Collection[str]) -> list[str]:
        """Return check keys as their rows stand."""
        return [key for key in self._rows if key in keys]

    def _mark_current(self) -> None:
        current = self.current()
        for key, row in self._rows.items():
            row.set_current(key == current)

    def _go_on(self) -> None:
        """Mark the next question, and have it in view."""
        self._mark_current()
        # An answered row has become lower: only once all lie in their new places can the next one be shown.
        QTimer.singleShot(0, self, self._show_current)
        self._watch.start()

    def _show_current(self) -> None:
        current = self._rows.get(self.current())
        if current is not None:
            self.ensureWidgetVisible(current, 0, tokens().space.l)

    def _bring(self, key: str) -> None:
        """Show a row that isn't all in sight at the top, with as many of those beneath it as there is room for."""
        row, gap = self._rows[key], tokens().space.l
        place = QRect(row.mapTo(self.viewport(), QPoint(0, 0)), row.size())
        if not QRect(QPoint(0, 0), self.viewport().size()).contains(place):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - gap)
        if not self._watch.isActive():
            self._watch.start()

    def _override(self, key: str, reason: str) -> None:
        if self._judged is None:
            return
        try:
            self._judged = self._judged.override(key, reason)
        except RefusedError as error:
            self._rows[key].show_problem(self._language.message(error).what)
            return
        self._last_reason = reason
        self._rows[key].settle(reason)
        if self._judged.open_failures:
            self.ask_reason()
        else:
            self.window().setFocus()
        self.changed.emit()

    def _drop_reason(self, key: str) -> None:
        self._rows[key].close_line()
        self.window().setFocus()

    def _see(self) -> None:
        if not self.isVisible():
            return
        self._seen.update(key for key, row in self._rows.items() if self._in_sight(row))
        self.looked.emit()

    def _in_sight(self, row: VerdictRow) -> bool:
        """Return whether all but a margin of a row is in view; of one taller than the view, as much as goes in."""
        shown = QRect(QPoint(0, 0), self.viewport().size())
        place = QRect(row.mapTo(self.viewport(), QPoint(0, 0)), row.size())
        return shown.intersected(place).height() >= min(place.height(), shown.height()) - tokens().space.l
