# SPDX-License-Identifier: Apache-2.0
"""The other half of the photo dialog: the finished picture beside the frame, its verdicts, and the clerk's decisions.

Answers for a :class:`JudgedPhoto` in which nothing is confirmed that the clerk can't have seen: a row counts as seen
once it stood on the screen for a moment.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photo import FinishedPhoto, PhotoSpec, Verdict
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.ui.i18n import Language, Retranslated
from sscard_desktop.ui.photo.truepicture import FittedPicture, TruePicture
from sscard_desktop.ui.photo.verdicts import PassedChecks, VerdictRow
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Label, Tone

SEEN_AFTER_MS = 400
_ORIGINAL_SCALE = 0.62
"""The frame stands beside the photo to compare with, not to be judged: the room is the verdicts'."""


class ResultView(Retranslated, QWidget):
    """Shows one finished photo.

    Signals:
        changed(): the clerk decided something.
    """

    changed = Signal()

    def __init__(self, spec: PhotoSpec, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._finished: FinishedPhoto | None = None
        self._judged: JudgedPhoto | None = None
        self._rows: dict[str, VerdictRow] = {}
        self._seen: set[str] = set()
        self._passed: PassedChecks | None = None
        self._last_reason = ""
        space = tokens().space
        size = QSize(spec.width, spec.height)
        self._original, self._picture = FittedPicture(size * _ORIGINAL_SCALE), TruePicture(size)
        self._original_words, self._picture_words = Label("", role="muted"), Label("", role="muted")
        self._title = Label("", role="section")
        self._changed_background = Chip("")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.xl, space.l, space.xl, space.l)
        row.setSpacing(space.l)
        for picture, words in ((self._original, self._original_words), (self._picture, self._picture_words)):
            column = QVBoxLayout()
            column.setSpacing(space.s)
            column.addWidget(words)
            column.addWidget(picture)
            column.addStretch()
            row.addLayout(column)
        right = QVBoxLayout()
        right.setSpacing(space.s)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._changed_background)
        right.addLayout(head)
        right.addWidget(self._scroll, 1)
        row.addLayout(right, 1)
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(SEEN_AFTER_MS)
        self._watch.timeout.connect(self._see)
        self._scroll.verticalScrollBar().valueChanged.connect(self._watch.start)
        self.retranslate()

    # use

    def show_photo(self, finished: FinishedPhoto, original: QImage) -> None:
        """Show a photo and forget the one before, with its decisions."""
        self._finished = finished
        self._judged = JudgedPhoto(finished.report)
        self._seen.clear()
        self._picture.set_image(QImage.fromData(finished.jpeg))
        self._original.set_image(original)
        self._fill()
        self.retranslate()
        self._watch.start()

    def clear(self) -> None:
        """Forget the photo: nothing of the person stays in the widgets."""
        self._finished = self._judged = None
        self._picture.set_image(QImage())
        self._original.set_image(QImage())
        self._fill()

    @property
    def finished(self) -> FinishedPhoto | None:
        """The photo that is shown."""
        return self._finished

    @property
    def judged(self) -> JudgedPhoto | None:
        """Its report with the clerk's decisions."""
        return self._judged

    def confirm(self, key: str) -> None:
        """The clerk looked at one check and found it right."""
        if self._judged is not None and key in self._judged.open_questions:
            self._judged = self._judged.confirm(key)
            self._rows[key].settle()
            self._tell()

    def confirm_seen(self) -> bool:
        """Confirm the open checks if all of them were seen; else show the next one and return ``False``."""
        if self._judged is None:
            return False
        unseen = [key for key in self._judged.open_questions if key not in self._seen]
        if unseen:
            self._scroll.ensureWidgetVisible(self._rows[unseen[0]], 0, tokens().space.l)
            if not self._watch.isActive():
                self._watch.start()
            return False
        for key in self._judged.open_questions:
            self._judged = self._judged.confirm(key)
            self._rows[key].settle()
        self._tell()
        return True

    def confirm_number(self, number: int) -> None:
        """Confirm the row whose button shows the digit ``number``."""
        asked = [key for key, row in self._rows.items() if row.check.verdict is Verdict.CONFIRM]
        if 1 <= number <= len(asked):
            self.confirm(asked[number - 1])

    def ask_reason(self, key: str = "") -> None:
        """Let the clerk say why a failed check doesn't matter, by default the first that is open."""
        if self._judged is None:
            return
        chosen = key or next(iter(self._judged.open_failures), "")
        for name, row in self._rows.items():
            if name != chosen:
                row.close_line()
        if chosen:
            self._rows[chosen].open_line(self._last_reason)
            self._scroll.ensureWidgetVisible(self._rows[chosen], 0, tokens().space.l)

    def toggle_passed(self) -> None:
        """Unfold the checks that passed, or fold them."""
        if self._passed is not None:
            self._passed.toggle()

    def rows(self) -> dict[str, VerdictRow]:
        """Return the rows by check key, in their order."""
        return dict(self._rows)

    # inside

    def _fill(self) -> None:
        space = tokens().space
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, space.s, 0)
        column.setSpacing(space.s)
        self._rows = {}
        self._passed = None
        if self._judged is not None:
            checks = self._judged.report.checks
            asked = [check for check in checks if check.verdict is Verdict.CONFIRM]
            for check in (*self._judged.report.failed, *asked):
                key = str(asked.index(check) + 1) if check in asked else ""
                row = VerdictRow(check, self._language, key=key)
                row.confirmed.connect(self.confirm)
                row.override_asked.connect(self.ask_reason)
                row.reason_given.connect(self._override)
                row.reason_dropped.connect(self._drop_reason)
                column.addWidget(row)
                self._rows[check.key] = row
            passed = tuple(check for check in checks if check.verdict is Verdict.PASS)
            self._passed = PassedChecks(passed, self._language)
            column.addWidget(self._passed)
        column.addStretch()
        self._scroll.setWidget(body)

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
            self.setFocus()
        self._tell()

    def _drop_reason(self, key: str) -> None:
        self._rows[key].close_line()
        self.setFocus()

    def _see(self) -> None:
        if not self.isVisible():
            return
        shown = QRect(QPoint(0, 0), self._scroll.viewport().size())
        for key, row in self._rows.items():
            place = QRect(row.mapTo(self._scroll.viewport(), QPoint(0, 0)), row.size())
            # All but a margin of it must have been in view; of one that is taller than the view, as much as goes in.
            if shown.intersected(place).height() >= min(place.height(), shown.height()) - tokens().space.l:
                self._seen.add(key)

    def _tell(self) -> None:
        self.retranslate()
        self.changed.emit()

    def retranslate(self) -> None:
        self._original_words.setText(self.tr("原图"))
        judged, finished = self._judged, self._finished
        if judged is None or finished is None:
            self._title.setText("")
            return
        file = finished.report.file
        words = self.tr("成品（实际大小）")
        if file is not None:
            dpi = f" · {file.dpi} dpi" if file.dpi else ""
            words += f"  {file.width}×{file.height}{dpi} · {file.size_bytes / 1024:.1f} KB"
        self._picture_words.setText(words)
        failures, questions = len(judged.open_failures), len(judged.open_questions)
        if failures:
            self._title.setText(self.tr("{count} 项不合格").format(count=failures))
        elif questions:
            self._title.setText(self.tr("请看这 {count} 项").format(count=questions))
        elif judged.overridden:
            self._title.setText(self.tr("可以采用，主管会看到理由"))
        else:
            self._title.setText(self.tr("全部合格"))
        self._title.set_tone(
            Tone.BAD if failures else Tone.WARN if judged.overridden else None if questions else Tone.OK
        )
        replaced = self.tr("背景已换成白色") if finished.report.background_replaced else ""
        self._changed_background.set_state(replaced, Tone.QUIET, icon="info")
