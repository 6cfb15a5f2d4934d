# SPDX-License-Identifier: Apache-2.0
"""What a file doesn't say by itself is asked: which column is what, what a word means, which record a line speaks of.

Each answer is a look at the file anew; nothing is taken over here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from sscard_desktop.domain.feedback import Meaning, Told
from sscard_desktop.domain.feedbackfile import FeedbackSource
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.messages import word
from sscard_desktop.services.feedbackpreview import Preview
from sscard_desktop.services.feedbackverdict import Outcome, Verdict
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.feedback.reading import FileReading
from sscard_desktop.ui.widgets.onedialog import OneDialog


class Explaining(QObject):
    """Asks about the file that is looked at.

    Args:
        dialogs: the page's.
    """

    def __init__(self, desk: Desk, reading: FileReading, dialogs: OneDialog, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = reading
        self._dialogs = dialogs

    def _free(self) -> Preview | None:
        """Return the look that may be asked about now."""
        return self._reading.preview if self._dialogs.current() is None else None

    def ask_column(self) -> None:
        """Ask which column is meant, then what it is."""
        preview = self._free()
        if preview is None:
            return
        headers = list(dict.fromkeys(header for layout in preview.layouts for header in layout.headers if header))
        unknown = [header for layout in preview.layouts for header in layout.unknown]
        headers.sort(key=lambda header: header not in unknown)
        language = self._desk.language.code
        meanings: list[Meaning | None] = [*Meaning, None]
        named = [word("meaning", meaning.value, language) for meaning in Meaning]

        def explain(header: str) -> None:
            self._dialogs.pick(
                self.tr("“{header}”这一列是").format(header=header),
                [*named, self.tr("不用这一列")],
                lambda index: self._reading.look_again(
                    replace(preview.choices, columns={**preview.choices.columns, header: meanings[index]})
                ),
            )

        self._dialogs.pick(self.tr("指明哪一列"), headers, lambda index: explain(headers[index]))

    def ask_word(self) -> None:
        """Ask what a state means that nobody explained yet."""
        preview = self._free()
        if preview is None or not preview.unknown:
            return
        language = self._desk.language.code
        states = list(Told)

        def explain(said: str) -> None:
            self._dialogs.pick(
                self.tr("“{word}”的意思是").format(word=said),
                [word("told", told.value, language) for told in states],
                lambda index: self._reading.look_again(
                    replace(preview.choices, states={**preview.choices.states, said: states[index]})
                ),
            )

        if len(preview.unknown) == 1:
            explain(preview.unknown[0])
        else:
            self._dialogs.pick(
                self.tr("解释哪一个状态"), list(preview.unknown), lambda index: explain(preview.unknown[index])
            )

    def change_source(self) -> None:
        """Take it for the bank's file in place of the bureau's, or the other way round."""
        preview = self._reading.preview
        if preview is not None:
            bank = preview.choices.source is FeedbackSource.BANK
            source = FeedbackSource.BUREAU if bank else FeedbackSource.BANK
            self._reading.look_again(replace(preview.choices, source=source))

    def decide(self, verdict: Verdict | None) -> None:
        """Let a line count that was left out, or ask which record it speaks of."""
        preview = self._free()
        if preview is None or verdict is None:
            return
        if verdict.outcome is Outcome.REPEATED and verdict.record is not None:
            self._settle(preview, verdict, verdict.record)
        elif verdict.outcome is Outcome.AMBIGUOUS:
            self._desk.tasks.run(
                lambda: [self._desk.session.record(each) for each in verdict.candidates],
                owner=self,
                on_done=lambda records: self._ask_which(preview, verdict, records),
            )

    def _ask_which(self, preview: Preview, verdict: Verdict, records: Sequence[Record]) -> None:
        language = self._desk.language.code
        kinds = self._desk.profile.businesses
        options = [
            f"{kinds.label(record.business, language)}　{grouped(record.receipt_number)}　"
            f"{word('status', record.status.value, language)}"
            for record in records
        ]
        self._dialogs.pick(
            self.tr("第 {row} 行说的是哪一条").format(row=verdict.line.row),
            options,
            lambda index: self._settle(preview, verdict, records[index].id),
        )

    def _settle(self, preview: Preview, verdict: Verdict, record: RecordId) -> None:
        records = {**preview.choices.records, verdict.at: record}
        self._reading.look_again(replace(preview.choices, records=records))
