# SPDX-License-Identifier: Apache-2.0
"""How the record in work stands, put before the clerk: notes, counts, the drawn card, the checklist, the next step.

Everything here follows from the record, its problems and what was typed since; nothing is remembered but the fields
in which the clerk has been.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.cardfill import values_from_card
from sscard_desktop.domain.ownlook import OWN_LOOK
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.capture import Taken
from sscard_desktop.ui.counter import steps
from sscard_desktop.ui.counter.checklist import CheckItem, Checklist
from sscard_desktop.ui.counter.comfort import CounterComfort
from sscard_desktop.ui.counter.documents import PictureReading
from sscard_desktop.ui.counter.form import Origin, RecordForm
from sscard_desktop.ui.counter.keys import Action
from sscard_desktop.ui.counter.notes import notes_of
from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject
from sscard_desktop.ui.counter.pictures import Pictures
from sscard_desktop.ui.counter.proof import ProofSheet
from sscard_desktop.ui.counter.side import CounterSide
from sscard_desktop.ui.counter.sources import SourceComparison
from sscard_desktop.ui.counter.steps import Step, StepKind
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.actionbar import ActionBar
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.rail import SectionRail

FINISH = "finish"
"""The rail's last section, which is the checklist."""


class Standing(QObject):
    """Shows how the record in work stands.

    What it shows it makes where it stays: a tree of widgets that moves house is dressed anew.

    Args:
        form: stands in the page's middle already, and the rail will stand beside it.
        page: where everything else will stand.
        do_next: takes the next step; the board's button does the same.
    """

    def __init__(
        self,
        desk: Desk,
        work: Work,
        words: CounterWords,
        form: RecordForm,
        page: QWidget,
        *,
        do_next: Callable[[], object],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._work = work
        self._words = words
        self._do_next = do_next
        self._visited: set[str] = set()
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self.show_now)
        self.board = NoticeBoard(page)
        self.side = CounterSide(desk.language, page)
        self.rail = SectionRail(form.parentWidget())
        self.form = form
        self.comfort = CounterComfort(desk, self.form)
        self.comfort.changed.connect(self.show)
        self.form.section_entered.connect(lambda _: self.show())
        self.checklist = Checklist()
        self.form.append(FINISH, self.checklist)
        self.bar = ActionBar(page)
        self.pictures = Pictures(desk, self.side)
        self.pictures.loaded.connect(self.show)
        self.documents = PictureReading(desk, work, self.board, words)
        self.documents.changed.connect(self._show_documents)
        self.sources = SourceComparison(self.form, words)
        self.sources.chosen.connect(self.documents.decide)
        self.proof = ProofSheet(page)
        self.pictures.loaded.connect(lambda: self.proof.show_pictures(self.pictures.contents))

    def visit(self, *keys: str) -> None:
        """Note that the clerk has been in these fields: that they are empty is a problem now."""
        self._visited |= set(keys)

    def forget(self) -> None:
        """Begin anew: another person."""
        self._visited = set()
        self.comfort.forget()
        self.documents.forget()
        self.sources.show_disagreements([])
        self.proof.clear()

    def step(self) -> Step:
        """Return the next step."""
        taken = self._work.taken
        record = taken.record if taken is not None else None
        printable = self._work.signed_form is not None
        return steps.next_step(record, taken.problems if taken else (), printable=printable, seen=self._visited)

    def show(self) -> None:
        """Show everything anew, once the event in hand is through: a key changes, visits, leaves and stores."""
        self._due.start()

    def show_now(self) -> None:
        """Show everything anew."""
        self._due.stop()
        taken = self._work.taken
        self.show_notes()
        self._show_person(taken)
        self._show_checklist(taken)
        self._show_refusal()
        self._show_void(taken)
        self.show_step()

    def show_step(self) -> None:
        """Show the next step, and what is missing until the submission."""
        taken, step = self._work.taken, self.step()
        editable = taken is not None and taken.record.editable
        self.bar.set_shown(Action.SUBMIT, shown=editable and step.kind is not StepKind.SUBMIT)
        self.bar.set_shown(Action.OWN_LOOK, shown=editable)
        for action in (Action.PROBLEM, Action.PARK):
            self.bar.set_shown(action, shown=taken is not None)
        for action in (Action.ENQUIRE, Action.HAND_OUT):
            self.bar.set_shown(action, shown=taken is None)
        text, icon = self._words.step(step)
        self.bar.set_next(text, icon=icon)
        if taken is None:
            ready = self.side.reader_works()
            self.bar.set_reason(self.tr("放上证件会自动读取") if ready else self.tr("读卡器没有连接，可以手工录入"))
        elif not editable:
            self.bar.set_reason(self.tr("已提交，只能查看"))
        elif step.kind is StepKind.END:
            self.bar.set_reason(self.tr("今天不能采集"), Tone.BAD)
        elif missing := self._words.missing(taken.problems):
            self.bar.set_reason(missing)
        elif back := len(steps.remarked(taken.problems)):
            self.bar.set_reason(self.tr("退回的理由还有 %n 处没有改", "", back), Tone.WARN)
        else:
            self.bar.set_reason(self.tr("资料已齐"))

    def show_notes(self) -> None:
        """Show what stands beneath the fields, and count it by section."""
        taken = self._work.taken
        problems = taken.problems if taken is not None else ()
        notes = notes_of(
            problems,
            self._words,
            visited=self._visited,
            current=self.form.flow.current(),
            in_hand=self.form.in_hand(),
            settled=self._work.settled,
        )
        offered = self.comfort.noted(self.form.flow.current(), notes) if taken is not None else notes
        self.form.set_notes(offered)
        self._show_proof()
        values = self._work.values()
        for section in self._work.profile.sections:
            count = steps.tally(problems, section.fields)
            reproached = {key for key in section.fields if key in notes}
            seen = sum(
                key in reproached for key, problem in steps.by_field(problems).items() if steps.is_missing(problem)
            )
            self.rail.set_state(
                section.key,
                problems=count.wrong + seen,
                warnings=count.warnings,
                missing=count.missing - seen,
                done=count.clear and any(values.get(key) for key in section.fields),
            )

    def show_origins(self) -> None:
        """Mark the fields that a card or its picture filled, as long as they say what it says."""
        record = self._work.record
        if record is None:
            return
        marks: dict[str, Origin] = {}
        for proposal in self.documents.proposals():
            if record.value(proposal.key) == proposal.value:
                waits = proposal.key in self.documents.unconfirmed
                tip = self.tr("由证件图片识别，请对照图片") if waits else self.tr("由证件图片识别，已核对")
                word = self.tr("图片识别，待核对") if waits else self.tr("图片识别")
                marks[proposal.key] = Origin("picture", tip, word)
        if self._work.card is not None:
            told = values_from_card(self._work.profile, self._work.card)
            marks |= {
                key: Origin("card", self.tr("从证件读取"))
                for key, value in told.items()
                if record.value(key) == value and key not in self.documents.unconfirmed
            }
        self.form.set_origins(marks)

    def retell(self) -> None:
        """Say anew where values come from, and what sources say otherwise: there is other news, or another language."""
        self.sources.show_disagreements(self.documents.undecided())
        self.show_origins()

    def _show_documents(self) -> None:
        self.retell()
        self.show()

    def _show_proof(self) -> None:
        """Show the picture of the field that has the keyboard, while any waits."""
        key, documents = self.form.flow.current(), self.documents
        place = documents.place(key) if key else None
        value = self._work.values().get(key, "") if place is not None else ""
        label, shown = (self._words.label(key), self._words.shown(key, value)) if place is not None else ("", "")
        differs = any(each.key == key for each in documents.undecided())
        self.proof.show_field(place, label, shown, len(documents.waiting), differs=differs)

    def _show_person(self, taken: Taken | None) -> None:
        problems = taken.problems if taken is not None else ()
        values = self._work.values()
        read = taken is not None and taken.record.card_read
        named = values.get("name") or values.get("number")
        face = self._words.face(values, problems, from_reader=read) if named else None
        self.side.show_face(face, in_work=taken is not None)
        self.side.show_verdict(self.pictures.judged, steps.by_field(problems))

    def _show_checklist(self, taken: Taken | None) -> None:
        problems = steps.by_field(taken.problems) if taken is not None else {}

        def state(*keys: str) -> tuple[str, Tone]:
            if taken is None or any(key in problems for key in keys):
                return self.tr("未完成"), Tone.QUIET
            return self.tr("已完成"), Tone.OK

        def pictures(*roles: str) -> tuple[str, Tone]:
            # What this city doesn't ask of this person and nobody took is neither open nor done.
            if taken is not None and not any(role in problems or role in taken.record.pictures for role in roles):
                return self.tr("不需要"), Tone.QUIET
            return state(*roles)

        prints = taken.record.prints if taken is not None else 0
        ready = taken is not None and taken.complete
        profile = self._work.profile
        items = []
        if PictureRole.PHOTO in profile.pictures:
            items.append(CheckItem(Action.PHOTO, self.tr("照片"), *pictures(steps.PHOTO), self.tr("拍照")))
        if steps.ID_PICTURES & set(profile.pictures):
            name = self.tr("证件图片")
            items.append(CheckItem(Action.ID_PICTURES, name, *pictures(*steps.ID_PICTURES), name))
        if profile.consents:
            verb = self.tr("请申请人阅读")
            items.append(CheckItem(Action.CONSENT, self.tr("申请人同意"), *state(steps.CONSENT), verb))
        if profile.own_look.required or OWN_LOOK in problems:
            items.append(CheckItem(Action.OWN_LOOK, self.tr("本人核对"), *state(OWN_LOOK), self.tr("请本人核对")))
        if PictureRole.SIGNATURE in {*profile.pictures, *(taken.record.pictures if taken is not None else ())}:
            verb = self.tr("核对并签名")
            void = steps.is_void(problems.get(steps.SIGNATURE))
            standing = (self.tr("已作废"), Tone.WARN) if void else pictures(steps.SIGNATURE)
            items.append(CheckItem(Action.SIGN, self.tr("屏幕签名"), *standing, verb))
        form = self._work.signed_form
        if form is not None:
            words = self.tr("已打印 %n 次", "", prints) if prints else self.tr("未打印")
            tone = Tone.OK if prints else Tone.QUIET
            name = self._words.form(form)
            items.append(CheckItem(Action.PRINT, name, words, tone, self.tr("打印签名")))
        words = self.tr("可以提交") if ready else self.tr("还有未完成的项")
        tone = Tone.OK if ready else Tone.QUIET
        items.append(CheckItem(Action.SUBMIT, self.tr("提交"), words, tone, self.tr("提交")))
        self.checklist.show_items(items)
        beside = (steps.PHOTO, *steps.ID_PICTURES, steps.CONSENT, OWN_LOOK, steps.SIGNATURE)
        left = sum(key in problems for key in beside)
        self.rail.set_state(FINISH, missing=left, done=taken is not None and not left)

    def _show_refusal(self) -> None:
        """Say at once, and above all else, that this person can't be served, or was served before."""
        step = self.step()
        notices: dict[StepKind, Notice] = {}
        if step.problem is not None:
            told = self._words.sentence(step.problem)
            notices = {
                StepKind.END: Notice(told.what, told.todo, Tone.BAD, self.tr("结束此人"), self._do_next, "Enter"),
                StepKind.OPEN_EARLIER: Notice(
                    told.what, told.todo, Tone.WARN, self.tr("打开已有记录"), self._do_next, "Enter"
                ),
            }
        self.board.post(Subject.REFUSED, notices.get(step.kind) if step.kind is StepKind.END else None)
        self.board.post(Subject.DUPLICATE, notices.get(step.kind) if step.kind is StepKind.OPEN_EARLIER else None)

    def _show_void(self, taken: Taken | None) -> None:
        """Say that what was signed isn't what stands there any more; a value that is put back takes it away."""
        problem = steps.by_field(taken.problems).get(steps.SIGNATURE) if taken is not None else None
        told = self._words.sentence(problem) if problem is not None and steps.is_void(problem) else None
        self.board.post(Subject.SIGNATURE, None if told is None else Notice(told.what, told.todo, Tone.WARN))
