# SPDX-License-Identifier: Apache-2.0
"""二次采集比对 at the window: everybody's six marks, sheets of those who differ, what they wrote, and who came again.

A card that is laid on belongs to its holder, whoever is chosen in the list: it closes their comparison.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop import paths
from sscard_desktop.domain import fields
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.comparison import PHOTO, SPECS
from sscard_desktop.domain.printing import PrintJob
from sscard_desktop.domain.reader import ReaderEvent
from sscard_desktop.domain.rosterround import WRITTEN, RoundState
from sscard_desktop.services.comparisonround import ComparedPerson, ComparisonRound
from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.services.rostercomparison import RosterComparison
from sscard_desktop.services.rosterpapers import TO_CORRECT, MadePaper, RosterPapers
from sscard_desktop.services.sharedforms import COMPARISON_FORM
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.outlets import Paper
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.rosters.comparedmodel import (
    ORDER,
    ROOMS,
    ComparedColumn,
    ComparedModel,
    item_word,
    of_round_state,
    source_word,
)
from sscard_desktop.ui.rosters.correcting import CorrectDialog
from sscard_desktop.ui.rosters.listdialog import ListDialog
from sscard_desktop.ui.rosters.reading import RosterGlance
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.table import Table

_ALL = "all"


class ComparingDialog(ListDialog):
    """Enter takes a sheet over, P prints the sheets, F filters by state, F5 compares anew; a card closes its holder."""

    def __init__(self, desk: Desk, glance: RosterGlance, over: QWidget, *, printer: FormPrinter | None = None) -> None:
        super().__init__(desk, over, icon="people")
        self._roster = glance.roster
        self._people: tuple[ComparedPerson, ...] = ()
        self._correcting: CorrectDialog | None = None
        self._printer = printer or FormPrinter(desk, self)
        self.set_title(self.tr("二次采集比对：{title}").format(title=glance.roster.title))
        self._facts = Label("", self, role="muted", wrap=True)
        self._states = Segments(self)
        self._states.picked.connect(lambda _: self._list())
        self._model = ComparedModel(self)
        self.table = Table(self)
        self.table.setModel(self._model)
        self.table.setItemDelegateForColumn(ComparedColumn.STATE, ChipDelegate(self.table))
        self.table.fit_columns(*ROOMS)
        self.table.opened.connect(lambda _: self._act(self._correct))
        self.table.row_changed.connect(lambda _: self._show_facts())
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.s)
        column.addWidget(self._states)
        column.addWidget(self.table, 1)
        column.addWidget(self._facts)
        self.front.addWidget(inside)
        self.front.setCurrentWidget(inside)
        self.buttons = self.add_keys(
            {
                "P": (self.tr("打印比对表"), self._print),
                "F": ("", self._next_state),
                "F5": (self.tr("重新比对"), self.compare),
                "Enter": (self.tr("录入更正"), self._correct),
            }
        )
        desk.reader.told.connect(self._hear)
        self.compare()

    # what tests and the page ask

    def compare(self) -> None:
        """Compare everybody again."""
        desk, roster = self.desk, self._roster
        self.work(lambda task: RosterComparison(desk.session).compare(roster.id, task), self.tr("正在比对"), self._show)

    def people(self) -> tuple[ComparedPerson, ...]:
        """Return everybody."""
        return self._people

    def listed(self) -> list[ComparedPerson]:
        """Return who is listed."""
        return list(self._model.rows())

    def correcting(self) -> CorrectDialog | None:
        """Return the sheet that is being taken over; for tests."""
        return self._correcting

    def printer(self) -> FormPrinter:
        """Return what prints; for tests."""
        return self._printer

    # showing

    def _show(self, found: ComparisonRound) -> None:
        self._people = found.people
        counts = found.counts()
        first = next((state for state in ORDER if counts[state]), None)
        self._states.set_code(first.value if first in TO_CORRECT else _ALL)
        self._list()

    def _list(self) -> None:
        """List the people of the chosen state; the chosen person stays chosen where they are still listed."""
        counts = {state: sum(each.state is state for each in self._people) for state in ORDER}
        options = [(_ALL, self.tr("全部 {count}").format(count=len(self._people)))]
        options += [(state.value, f"{of_round_state(state).word} {count}") for state, count in counts.items() if count]
        code = self._states.code()
        self._states.set_options(options)
        self._states.set_code(code if code in dict(options) else _ALL)
        code = self._states.code()
        current = self._current()
        self._model.show_rows(each for each in self._people if code in (_ALL, each.state.value))
        self.table.choose_row(self._model.place_of(lambda each: current is not None and each.row == current.row))
        self.buttons["P"].setEnabled(any(counts[state] for state in TO_CORRECT))
        self._show_facts()
        self.table.setFocus()

    def _show_facts(self) -> None:
        person = self._current()
        self.buttons["Enter"].setEnabled(person is not None and self._writable(person))
        self._facts.setText(self._told(person) if person is not None else self.tr("没有人。"))

    def _told(self, person: ComparedPerson) -> str:
        if person.source is None:
            return self.tr("本人还没来，没有可以比对的内容。")
        parts = [self.tr("花名册与{source}比对").format(source=source_word(person.source))]
        if person.open:
            parts += [self._differs(person, item) for item in person.open]
        if person.written:
            words = self.tr("、").join(map(item_word, person.written))
            parts.append(self.tr("已录入：{items}").format(items=words))
        if person.state is RoundState.BOTH:
            parts.append(self.tr("两项不能同时更正，请社保经办机构核对"))
        elif person.state is RoundState.CORRECTED:
            parts.append(self.tr("请本人再放一次身份证"))
        if person.undecided:
            parts.append(self.tr("“?”是照片还没有人看过"))
        return self.tr("；").join(parts)

    def _differs(self, person: ComparedPerson, item: str) -> str:
        """Return what is said of an item on either side."""
        if item == PHOTO:
            return self.tr("照片：要重新采集")
        found = next(each for each in person.items if each.item == item)
        lists, language = self.desk.profile.code_lists, self.desk.language.code
        ours, told = (fields.shown(SPECS[item], value, lists, language) for value in (found.ours, found.told))
        nothing = self.tr("（没有）")
        return self.tr("{item}：名册 {ours}，本人 {told}").format(
            item=item_word(item), ours=ours or nothing, told=told or nothing
        )

    def _current(self) -> ComparedPerson | None:
        return self._model.row(self.table.current_row())

    @staticmethod
    def _writable(person: ComparedPerson) -> bool:
        return person.record is not None and any(item in WRITTEN for item in person.open)

    def _replace(self, person: ComparedPerson) -> None:
        self._people = tuple(person if each.row == person.row else each for each in self._people)
        self._list()

    def _next_state(self) -> None:
        codes = [_ALL, *(state.value for state in ORDER if any(each.state is state for each in self._people))]
        self._states.set_code(codes[(codes.index(self._states.code()) + 1) % len(codes)])
        self._list()

    # what is done

    def _correct(self) -> None:
        person = self._current()
        if person is None or not self._writable(person):
            return
        dialog = CorrectDialog(self.desk, self._roster.id, person, self)
        dialog.taken.connect(self._taken)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: setattr(self, "_correcting", None))
        self._correcting = dialog
        dialog.open()

    def _taken(self, person: ComparedPerson) -> None:
        self._replace(person)
        told = self.tr("{name} 的更正已录入，请本人再放一次身份证。").format(name=person.name)
        self.banner.show_message(told, tone=Tone.OK)

    def _hear(self, event: ReaderEvent) -> None:
        if event.card is not None and not self.busy() and self._correcting is None and self.isVisible():
            self._take_card(event.card)

    def _take_card(self, card: Card) -> None:
        """Close the comparison of a card's holder: whose number it is, or else the one who is chosen."""
        holder = next((each for each in self._people if card.number and each.number == card.number), self._current())
        if holder is None:
            return
        roster_id, row = self._roster.id, holder.row

        def done(person: ComparedPerson) -> None:
            self._replace(person)
            if person.state in (RoundState.CLOSED, RoundState.SAME):
                self.banner.show_message(self.tr("{name} 已复采，比对结束。").format(name=person.name), tone=Tone.OK)
            else:
                told = self.tr("{name} 读卡后仍有不同：{facts}").format(name=person.name, facts=self._told(person))
                self.banner.show_message(told, tone=Tone.WARN)

        self.ask(lambda: RosterComparison(self.desk.session).second_collection(roster_id, row, card), done)

    def _print(self) -> None:
        if not any(each.state in TO_CORRECT for each in self._people):
            return
        desk, crowd = self.desk, Crowd(By.ROSTER, self._roster.id)
        papers = RosterPapers(desk.session, desk.workplace.forms, paths.forms() / "shared-forms")

        def show(made: MadePaper) -> None:
            def preview(settings: PrinterSettings) -> None:
                title = made.paper.form.label(desk.language.code)
                self._printer.show_paper(
                    Paper(title, made.paper.form.key, made.printout.pdf, made.bare, settings), count
                )

            def count(job: PrintJob | None) -> None:
                self.ask(lambda: papers.printed(made, job), lambda _: None)

            self.ask(lambda: Papers(desk.session).current(), preview)

        self.work(lambda task: papers.make(crowd, COMPARISON_FORM, task), self.tr("正在制作比对表"), show)
