# SPDX-License-Identifier: Apache-2.0
"""The list of rosters with what may be done with them: letters are keys here, since nothing is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services.rostersharing import SharedRoster
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.rosters.doors import Doors
from sscard_desktop.ui.rosters.lister import RosterLister
from sscard_desktop.ui.rosters.part import Offer, Part
from sscard_desktop.ui.rosters.reading import RosterGlance
from sscard_desktop.ui.rosters.sharing import TakeDialog, ask_shared
from sscard_desktop.ui.widgets.actionbar import KeyAction

TABLES = "*.xlsx *.xls *.csv *.txt"


def ask_list(parent: QWidget, title: str) -> str:
    """Ask for a list of people; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", TABLES)[0]


class ListPart(Part):
    """O imports, T hands the template out, R opens what another station shared, M is all else.

    Args:
        ask: asks for a list. ask_shared: for a roster's file. ask_where: where a table is saved.

    Signals:
        opened(RosterGlance): a roster is to be looked at.
        list_chosen(path): a file is to be imported.
    """

    opened = Signal(RosterGlance)
    list_chosen = Signal(Path)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        ask: Callable[[QWidget, str], str] = ask_list,
        ask_shared: Callable[[QWidget, str], str] = ask_shared,
        ask_where: Callable[[QWidget, str, str], str],
    ) -> None:
        self._desk = desk
        self._ask = ask
        self._ask_shared = ask_shared
        super().__init__(parent)
        self.doors = Doors(desk, self, ask_where)
        self.lister = RosterLister(desk, self)
        self.doors.changed.connect(lambda: self.enter())
        self.lister.opened.connect(self.opened)
        self.lister.row_changed.connect(self.offer_changed)
        self.lister.import_asked.connect(self._import)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lister)
        self.setFocusProxy(self.lister)

    def enter(self, roster_id: RosterId | None = None) -> None:
        """Read the list again; the same roster stays chosen, or ``roster_id``."""
        self.lister.refresh(roster_id)
        self.doors.look_at_drive()

    def keys(self) -> Mapping[str, str]:
        return {"O": "import", "T": "template", "R": "take", "D": "drive", "S": "share", "M": "more"}

    def acts(self) -> Mapping[str, Callable[[], object]]:
        return {
            "import": self._import,
            "take": self._take,
            "more": self._more,
            "template": lambda: self.doors.save_template(None),
            "drive": lambda: self._with("drive"),
            "share": lambda: self._with("share"),
        }

    def offer(self) -> Offer:
        left = [
            KeyAction("import", "O", self.tr("导入花名册")),
            KeyAction("template", "T", self.tr("导入模板")),
            KeyAction("take", "R", self.tr("打开分来的")),
        ]
        glance = self.lister.current()
        if glance is None:
            return Offer(tuple(left))
        if glance.roster.closed_at is None:
            left.append(KeyAction("drive", "D", self.doors.drive_verb(glance.roster)))
            left.append(KeyAction("share", "S", self.tr("分给几台电脑")))
        left.append(KeyAction("more", "M", self.tr("更多")))
        return Offer(tuple(left), (), self.tr("打开"), "people")

    def go(self) -> None:
        glance = self.lister.current()
        if glance is not None:
            self.opened.emit(glance)

    def retranslate(self) -> None:
        self.offer_changed.emit()

    # what is done

    def _import(self) -> None:
        chosen = self._ask(self, self.tr("选择花名册（Excel 或 CSV）"))
        if chosen:
            self.list_chosen.emit(Path(chosen))

    def _with(self, name: str) -> None:
        glance = self.lister.current()
        if glance is not None:
            self.doors.open(name, glance)

    def _more(self) -> None:
        glance = self.lister.current()
        if glance is not None:
            self.doors.ask(glance)

    def _take(self) -> None:
        chosen = self._ask_shared(self, self.tr("选择分来的花名册"))
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Open what another station shared."""
        desk = self._desk

        def show(shared: SharedRoster) -> None:
            dialog = TakeDialog(desk, shared, self)
            dialog.taken.connect(self._taken)
            self.open_dialog(dialog)

        desk.tasks.run_long(
            lambda task: desk.roster_sharing().look(path, task), owner=self, on_done=show, on_error=self.failed.emit
        )

    def _taken(self, roster_id: str) -> None:
        self.told.emit(self.tr("花名册已打开，放上身份证就会调出本人。"))
        self.enter(RosterId(roster_id))
