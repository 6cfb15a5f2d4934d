# SPDX-License-Identifier: Apache-2.0
"""What each key of the counter does, for shortcuts, buttons and the palette alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from sscard_desktop.domain.comparison import Source
from sscard_desktop.ui.counter.amongfields import RECORDS_PAGE
from sscard_desktop.ui.counter.keys import KEYS, Action, CounterKeys
from sscard_desktop.ui.counter.sources import SOURCE_KEYS

if TYPE_CHECKING:
    from sscard_desktop.ui.counter.page import CounterPage


class CounterActions(QObject):
    """Binds the counter's keys.

    Args:
        page: whose they are, with all its parts made.

    Attributes:
        table: what each does.
    """

    def __init__(self, page: CounterPage) -> None:
        super().__init__(page)
        self._page = page
        self._words = CounterKeys(self)
        self._bind()

    def _bind(self) -> None:
        page = self._page
        course, work, sheets, demo = page.course, page.work, page.sheets, page.demo
        self.table: dict[Action, Callable[[], object]] = {
            Action.HELP: lambda: page.page_requested.emit("help", ""),
            Action.CARD: course.read_or_begin,
            Action.BUSINESS: sheets.open_businesses,
            Action.ENQUIRE: sheets.open_enquiry,
            Action.HAND_OUT: sheets.open_hand_out,
            Action.ROSTER: page.drive.act,
            Action.FIND: lambda: page.page_requested.emit(RECORDS_PAGE, ""),
            Action.PHOTO: course.behind.take_photo,
            Action.ID_PICTURES: course.behind.take_id_pictures,
            Action.CONSENT: course.behind.ask_consent,
            Action.OWN_LOOK: course.behind.ask_own_look,
            Action.SIGN: course.behind.ask_signature,
            Action.PROBLEM: course.fields.go_to_problem,
            Action.PARK: course.park,
            Action.WAITING: sheets.open_waiting,
            Action.RETURNED: sheets.open_returned,
            Action.PRINT: course.finish.print_form,
            Action.FORMS: course.finish.choose_form,
            Action.SUBMIT: course.finish.submit,
            Action.UNDO: work.undo,
            Action.PROPOSAL: lambda: course.fields.take_offer(page.form.flow.current()),
            **{action: partial(self._decide, source) for source, action in SOURCE_KEYS.items()},
            Action.CHARACTER: self._open_characters,
            Action.LIGHT: page.light.check,
        }
        if demo is not None:
            self.table |= {
                Action.DEMO_CARD: demo.lay_next,
                Action.DEMO_DEAD_CHIP: demo.lay_dead_chip,
                Action.DEMO_VALUES: demo.type_values,
                Action.DEMO_CAMERA: demo.choose_scene,
                Action.DEMO_CONTROLS: demo.controls_asked.emit,
            }
        for action, act in self.table.items():
            shortcut = QShortcut(QKeySequence(KEYS[action]), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        # Ctrl+Z belongs to the field that has something to take back.
        free = (Action.PALETTE, *(action for action in self.table if action is not Action.UNDO))
        page.form.keys.keep_free(KEYS[action] for action in free)

    def choose(self, name: str) -> None:
        """Do what an action does, by its name."""
        self.table[Action(name)]()

    def lines(self) -> Sequence[tuple[str, str, str]]:
        """Return name, words and key of all that can be done here, for the palette."""
        lines = self._words.lines(demo=self._page.demo is not None)
        return [(line.action.value, line.text, line.key) for line in lines if line.action in self.table]

    def _decide(self, source: Source) -> None:
        """Take what one source says of the field that has the keyboard, or of the first where they differ."""
        documents, current = self._page.standing.documents, self._page.form.flow.current()
        differing = [each.key for each in documents.undecided()]
        key = current if current in differing else next(iter(differing), "")
        if not key:
            self._page.withheld.emit(self.tr("各处的说法没有不一致。"))
        elif key != current:
            # Seen before it is decided.
            self._page.form.go_to(key)
        elif not documents.decide(key, source):
            self._page.withheld.emit(self.tr("它对这一项没有说法。"))

    def _open_characters(self) -> None:
        if self._page.work.record is not None:
            self._page.rare.open()
