# SPDX-License-Identifier: Apache-2.0
"""What may be done with one roster, from the list and from inside it: each thing has a name, a verb and a way in.

A dialog that works on a roster of its own accord gets a line in :data:`DIALOGS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from sscard_desktop.domain.roster import Roster, RosterId, RowGlance, RowState
from sscard_desktop.services.arrivals import AssignedSlots
from sscard_desktop.services.ports import WrittenFile
from sscard_desktop.services.sharedforms import MISSING_FORM, SLOTS_FORM
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.bulkdialog import BulkDialog
from sscard_desktop.ui.records.words import moment
from sscard_desktop.ui.rosters.checkoff import CheckOffDialog
from sscard_desktop.ui.rosters.comparing import ComparingDialog
from sscard_desktop.ui.rosters.drivestart import DriveDialog
from sscard_desktop.ui.rosters.keeping import DeleteDialog, RenameDialog
from sscard_desktop.ui.rosters.missing import save_missing
from sscard_desktop.ui.rosters.papers import PapersDialog
from sscard_desktop.ui.rosters.part import Part
from sscard_desktop.ui.rosters.printing import RosterPrinter
from sscard_desktop.ui.rosters.reading import RosterGlance
from sscard_desktop.ui.rosters.sharing import ShareDialog
from sscard_desktop.ui.rosters.slots import SlotsDialog, first_day
from sscard_desktop.ui.rosters.templates import save_template
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.pick import PickDialog

translate = QCoreApplication.translate
_T = TypeVar("_T")
_NOT_IN_NAMES = dict.fromkeys(map(ord, '/\\:*?"<>|'), "_")


@dataclass(frozen=True, slots=True)
class DialogDoor:
    """A dialog that works on one roster.

    Attributes:
        name: in English, unique.
        verb: what it does, in the language in force.
        make: the dialog, for the desk, the roster and the widget that it stands over.
        closed_too: whether it is of use with a roster that was put aside.
    """

    name: str
    verb: Callable[[], str]
    make: Callable[[Desk, RosterGlance, Part], Dialog]
    closed_too: bool = True


DIALOGS: tuple[DialogDoor, ...] = (
    DialogDoor("papers", lambda: translate("Doors", "打印表格"), PapersDialog),
    DialogDoor("comparing", lambda: translate("Doors", "二次采集比对"), ComparingDialog),
    DialogDoor("checkoff", lambda: translate("Doors", "核销签字表格"), CheckOffDialog),
    DialogDoor(
        "photos",
        lambda: translate("Doors", "批量导入照片"),
        lambda desk, glance, over: BulkDialog(desk, over, roster=glance.roster),
        closed_too=False,
    ),
    DialogDoor(
        "share",
        lambda: translate("Doors", "分给几台电脑"),
        lambda desk, glance, over: ShareDialog(desk, glance.roster, over),
        closed_too=False,
    ),
)
"""In the order in which they are offered."""


class Doors(QObject):
    """Opens them over one part of the page.

    Args:
        over: shows the dialogs, and tells what came of them.

    Signals:
        changed(): rosters or people are otherwise now.
    """

    changed = Signal()

    def __init__(self, desk: Desk, over: Part, ask: Callable[[Part, str, str], str]) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._ask = ask
        self._driven = RosterId("")
        self.printing = RosterPrinter(desk, over)

    # the drive

    def look_at_drive(self) -> None:
        """Find out which roster the station works through."""

        def show(driven: RosterId) -> None:
            self._driven = driven
            self._over.offer_changed.emit()

        def read() -> RosterId:
            active = self._desk.drive_mode().active()
            return active.roster.id if active is not None else RosterId("")

        self._desk.tasks.run(read, owner=self, on_done=show)

    def driven(self) -> RosterId:
        """Return the roster that the station works through, ``""`` for none."""
        return self._driven

    def drive_verb(self, roster: Roster) -> str:
        """Return what the drive's key does with a roster."""
        return self.tr("结束集中采集") if roster.id == self._driven else self.tr("开始集中采集")

    # all of them

    def ask(self, glance: RosterGlance, unit: str | None = None) -> None:
        """Ask what is to be done with a roster."""
        offered = self._offered(glance)
        dialog = PickDialog(self._over, title=glance.roster.title, options=[verb for _, verb in offered])
        dialog.picked.connect(lambda place: self.open(offered[place][0], glance, unit))
        self._over.open_dialog(dialog)

    def open(self, name: str, glance: RosterGlance, unit: str | None = None) -> None:
        """Do one of them, of all its people or of one unit's."""
        door = next((each for each in DIALOGS if each.name == name), None)
        if door is not None:
            dialog = door.make(self._desk, glance, self._over)
            dialog.finished.connect(lambda _: self.changed.emit())
            self._over.open_dialog(dialog)
            return
        acts: dict[str, Callable[[], object]] = {
            "drive": lambda: self._drive(glance.roster),
            "missing": lambda: self._ask_missing(glance, unit),
            "slot_list": lambda: self.printing.print(SLOTS_FORM, self.tr("采集时间安排表"), glance, unit),
            "slots": lambda: self._ask_slots(glance, unit),
            "no_slots": lambda: self._clear_slots(glance.roster),
            "rename": lambda: self._rename(glance.roster),
            "template": lambda: self.save_template(glance.roster),
            "close": lambda: self._close(glance.roster),
            "delete": lambda: self._delete(glance.roster),
        }
        acts[name]()

    def _offered(self, glance: RosterGlance) -> Sequence[tuple[str, str]]:
        roster = glance.roster
        live = roster.closed_at is None
        missing = glance.counts.get(RowState.MISSING, 0)
        offered = [(each.name, each.verb()) for each in DIALOGS if live or each.closed_too]
        if missing:
            offered.insert(0, ("missing", self.tr("未到名单：打印或存为表格")))
        if missing and live:
            offered.insert(1, ("slots", self.tr("给未到的人排时间")))
            offered.insert(2, ("no_slots", self.tr("取消排好的时间")))
        if live:
            offered.insert(0, ("drive", self.drive_verb(roster)))
        close = self.tr("收起：不再调出这些人") if live else self.tr("重新拿出来用")
        offered.append(("template", self.tr("带上现有的人，再发一次模板")))
        return [*offered, ("rename", self.tr("改名")), ("close", close), ("delete", self.tr("删除花名册"))]

    # each

    def _drive(self, roster: Roster) -> None:
        desk = self._desk
        if roster.id == self._driven:
            desk.tasks.run(
                lambda: desk.drive_mode().stop(),
                owner=self,
                on_done=lambda _: self._done(self.tr("集中采集已结束，采集的人都在。")),
                on_error=self._over.failed.emit,
            )
            return
        dialog = DriveDialog(desk, roster, self._over)
        told = self.tr("集中采集已开始：在“办理”页放上身份证，就调出这份花名册上的人。")
        dialog.started.connect(lambda: self._done(told))
        self._over.open_dialog(dialog)

    def _ask_missing(self, glance: RosterGlance, unit: str | None) -> None:
        ways = (
            lambda: self.printing.print(MISSING_FORM, self.tr("未到人员名单"), glance, unit),
            lambda: self._save_missing(glance, unit),
        )
        options = [self.tr("打印（也可以存为 PDF）"), self.tr("存为表格（Excel），发给单位")]
        dialog = PickDialog(self._over, title=self.tr("未到名单"), options=options)
        dialog.picked.connect(lambda place: ways[place]())
        self._over.open_dialog(dialog)

    def _save_missing(self, glance: RosterGlance, unit: str | None) -> None:
        desk, name = self._desk, self.tr("未到名单")

        def write(people: Sequence[RowGlance], path: Path) -> WrittenFile:
            return save_missing(desk, path, name, people)

        self._save(
            name, unit or glance.roster.title, lambda: desk.arrivals().missing(glance.roster.id, unit=unit or ""), write
        )

    def save_template(self, roster: Roster | None) -> None:
        """Save the template, empty or with a roster's people in it."""
        desk = self._desk

        def people() -> Sequence[Mapping[str, str]]:
            return [row.values for row in desk.rosters().rows(roster.id)] if roster is not None else ()

        def write(known: Sequence[Mapping[str, str]], path: Path) -> WrittenFile:
            return save_template(desk, path, known)

        about = roster.title if roster is not None else desk.profile.label(desk.language.code)
        self._save(self.tr("花名册模板"), about, people, write)

    def _save(self, name: str, about: str, gather: Callable[[], _T], write: Callable[[_T, Path], WrittenFile]) -> None:
        """Ask where to, gather in the store lane, write in the work lane."""
        desk, fail = self._desk, self._over.failed.emit
        file = f"{name}-{about}-{desk.workplace.clock.today().isoformat()}.xlsx"
        chosen = self._ask(self._over, self.tr("保存{name}").format(name=name), file.translate(_NOT_IN_NAMES))
        if not chosen:
            return

        def saved(written: WrittenFile) -> None:
            self._over.told.emit(self.tr("已保存 {file}").format(file=written.path.name))

        def gathered(found: _T) -> None:
            desk.tasks.run(lambda: write(found, Path(chosen)), owner=self, lane=Lane.WORK, on_done=saved, on_error=fail)

        desk.tasks.run(gather, owner=self, on_done=gathered, on_error=fail)

    def _ask_slots(self, glance: RosterGlance, unit: str | None) -> None:
        dialog = SlotsDialog(self._desk, glance, unit, first_day(self._desk.workplace.clock.now()), self._over)

        def told(assigned: AssignedSlots) -> None:
            text = self.tr("已给 %n 人排好时间", "", assigned.people)
            last = self.tr("，最后一批 {at}").format(at=moment(assigned.last)) if assigned.last is not None else ""
            self._done(text + last)

        dialog.given.connect(told)
        self._over.open_dialog(dialog)

    def _clear_slots(self, roster: Roster) -> None:
        self._desk.tasks.run(
            lambda: self._desk.arrivals().clear_slots(roster.id),
            owner=self,
            on_done=lambda count: self._done(self.tr("已取消 %n 人的时间", "", count)),
            on_error=self._over.failed.emit,
        )

    def _rename(self, roster: Roster) -> None:
        dialog = RenameDialog(self._desk, roster, self._over)
        dialog.renamed.connect(self.changed)
        self._over.open_dialog(dialog)

    def _close(self, roster: Roster) -> None:
        rosters, closing = self._desk.rosters, roster.closed_at is None
        told = self.tr("已收起，不再调出这些人；随时可以再拿出来。") if closing else self.tr("已重新拿出来用。")
        self._desk.tasks.run(
            lambda: rosters().close(roster.id) if closing else rosters().reopen(roster.id),
            owner=self,
            on_done=lambda _: self._done(told),
            on_error=self._over.failed.emit,
        )

    def _delete(self, roster: Roster) -> None:
        dialog = DeleteDialog(self._desk, roster, self._over)
        dialog.deleted.connect(lambda: self._done(self.tr("花名册已删除，采集的记录都在。")))
        self._over.open_dialog(dialog)

    def _done(self, told: str) -> None:
        self._over.told.emit(told)
        self.look_at_drive()
        self.changed.emit()
