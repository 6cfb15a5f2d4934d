# SPDX-License-Identifier: Apache-2.0
"""A supervisor's decisions on their way: one at a time, said in a toast, taken back by one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.record import Record, Status
from sscard_desktop.domain.remarks import Point
from sscard_desktop.services.review import Kept, Together
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.toast import Toast


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision: who doesn't wait any more (or waits for somebody else now), and what to say of it."""

    records: tuple[str, ...]
    said: str
    tone: Tone = Tone.OK
    outdated: bool = False


class Decisions(QObject):
    """Approves, returns and takes back; while one decision is being stored, no other begins.

    Signals:
        decided(records): these don't wait for this supervisor any more.
        outdated(): what is looked at isn't what the station holds any more.
        taken_back(record): decisions were taken back; the first of their records.
    """

    decided = Signal(object)
    outdated = Signal()
    taken_back = Signal(str)

    def __init__(self, desk: Desk, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._toast = toast
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether a decision is being stored."""
        return self._busy

    def approve(self, record: Record) -> None:
        """Approve the record that is in front of the eye."""
        name = record.value("name")

        def tell(after: Record) -> Decided:
            if after.status is Status.SUBMITTED:
                return Decided(
                    (record.id,), self.tr("{name} 初审通过，还要另一位审核员审核").format(name=name), Tone.INFO
                )
            return Decided((record.id,), self.tr("{name} 已审核通过").format(name=name))

        self._run(lambda: tell(self._desk.review().approve(record.id, seen=record.updated_at)))

    def approve_together(self, records: Sequence[str], names: dict[str, str], seen: Mapping[str, datetime]) -> None:
        """Approve people who were looked at on a sheet; who needs a close look stays and is named.

        Args:
            seen: when those who were looked at were last changed.
        """

        def tell(made: Together) -> Decided:
            left = self._left(made, names)
            stale = not {Kept.CHANGED, Kept.GONE}.isdisjoint(made.kept.values())
            if not made.approved:
                return Decided((), left, Tone.WARN, stale)
            said = self.tr("%n 人已审核通过", "", len(made.approved))
            if len(made.approved) == 1:
                said = self.tr("{name} 已审核通过").format(name=names.get(made.approved[0], ""))
            return Decided(
                made.approved, self.tr("；").join(filter(None, (said, left))), Tone.WARN if left else Tone.OK, stale
            )

        self._run(lambda: tell(self._desk.review().approve_together(list(records), seen=seen)))

    def send_back(self, records: Sequence[str], points: Sequence[Point], names: dict[str, str]) -> None:
        """Return these records for these reasons."""
        said = self.tr("%n 人已退回", "", len(records))
        if len(records) == 1:
            said = self.tr("{name} 已退回").format(name=names.get(records[0], ""))
        self._run(lambda: Decided(self._desk.review().send_back_together(list(records), list(points)), said))

    def undo(self) -> None:
        """Take the last decision back, while its toast is up."""
        if not self._busy:
            self._toast.undo()

    def _run(self, work: Callable[[], Decided]) -> None:
        if self._busy:
            return
        self._busy = True

        def decided() -> Decided:
            try:
                return work()
            except RefusedError as error:
                # Somebody else was faster, or it isn't what was looked at: told, and read again.
                told = self._desk.language.message(error)
                return Decided((), f"{told.what} {told.todo}".strip(), Tone.WARN, outdated=True)

        def done(made: Decided) -> None:
            # Free again before anybody hears of it: what comes next may be decided at once.
            self._busy = False
            undo = (lambda: self._take_back(made.records)) if made.records else None
            self._toast.show_text(made.said, tone=made.tone, undo=undo)
            self.decided.emit(made.records)
            if made.outdated:
                self.outdated.emit()

        task = self._desk.tasks.run(decided, owner=self, on_done=done)
        task.ended.connect(lambda: setattr(self, "_busy", False))

    def _take_back(self, records: Sequence[str]) -> None:
        self._desk.tasks.run(
            lambda: self._desk.review().take_back(*records),
            owner=self,
            on_done=lambda _: self.taken_back.emit(records[0]),
        )

    def _left(self, made: Together, names: dict[str, str]) -> str:
        """Say who wasn't approved and why: by name while they are few."""
        said = []
        for kept, one, many in (
            (Kept.CLOSE_LOOK, self.tr("{name} 要打开逐条审核（Enter）"), self.tr("{count} 人要打开逐条审核")),
            (Kept.OWN, self.tr("{name} 是您自己采集的，请另一位审核员审核"), self.tr("{count} 人是您自己采集的")),
            (Kept.CHANGED, self.tr("{name} 刚有改动，请再看一遍"), self.tr("{count} 人刚有改动，请再看一遍")),
            (Kept.GONE, self.tr("{name} 已不在待审核中"), self.tr("{count} 人已不在待审核中")),
        ):
            these = [record for record, why in made.kept.items() if why is kept]
            if len(these) == 1:
                said.append(one.format(name=names.get(these[0], "")))
            elif these:
                said.append(many.format(count=len(these)))
        return self.tr("；").join(said)
