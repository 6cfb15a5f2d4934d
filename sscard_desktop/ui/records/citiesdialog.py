# SPDX-License-Identifier: Apache-2.0
"""Which cities would take a record's photo: one row a city, why not, whether a new file would do, and saving those."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.photowindows import kilobytes
from sscard_desktop.messages import message, word
from sscard_desktop.services.photowindows import CityTable, CityVerdict, StoredPhoto, cities_taking, write_files
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import clauses
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.tasks import Task
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.folder import ask_folder
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.table import Table

_CITY_ROOM, _WANTS_ROOM = "全国通用（2011 相片标准）", "358×441 · 350 dpi · ≤ 1024 KB"
_TABLE_HEIGHT_PX, _TABLE_WIDTH_PX = 300, 1000
_KIB = 1024


class CityColumn(IntEnum):
    """The columns."""

    CITY = 0
    WANTS = 1
    TAKES = 2
    REMADE = 3
    WHY = 4


class CitiesModel(RowsModel[CityVerdict]):
    """The cities with their verdicts."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def headings(self) -> Sequence[str]:
        return (self.tr("城市"), self.tr("要求"), self.tr("这张照片"), self.tr("另做一张"), self.tr("为什么不收"))

    def cell(self, row: CityVerdict, column: int) -> str | Shown:
        cells: dict[CityColumn, Callable[[CityVerdict], str | Shown]] = {
            CityColumn.CITY: self._label,
            CityColumn.WANTS: _wants,
            CityColumn.TAKES: self._takes,
            CityColumn.REMADE: self._remade,
            CityColumn.WHY: self._why,
        }
        return cells[CityColumn(column)](row)

    def chip_rooms(self) -> tuple[str, str]:
        """Return the longest words of the two columns of chips in the language in force, with room for their icons."""
        takes = (self.tr("收"), self.tr("不收"), self.tr("这张照片"))
        new = (self.tr("可以，{kb} KB").format(kb=1000), self.tr("也不行"), self.tr("另做一张"))
        return f"✓  {max(takes, key=len)}  ", f"✓  {max(new, key=len)}  "

    def _label(self, city: CityVerdict) -> str:
        return city.labels.get(self._language) or city.labels.get("zh_CN") or city.name

    def _takes(self, city: CityVerdict) -> Shown:
        return Shown(self.tr("收"), Tone.OK, "check") if city.takes else Shown(self.tr("不收"), Tone.BAD, "cross")

    def _remade(self, city: CityVerdict) -> Shown:
        if city.remade is not None and city.would_take:
            kilo = round(len(city.remade.jpeg) / _KIB)
            return Shown(self.tr("可以，{kb} KB").format(kb=kilo), Tone.OK, "check")
        return Shown(self.tr("也不行"), Tone.BAD, "cross")

    def _why(self, city: CityVerdict) -> str:
        said = [
            f"{message(check.name_code, {}, self._language).what} {check.params['figure']} ({check.limit})"
            for check in city.why_not
        ]
        if city.refused is not None:
            said.append(message(city.refused.code, city.refused.params, self._language).what)
        return clauses(said, self._language) or "–"


class CitiesDialog(Dialog):
    """The table, which cities can share a file, and a button that saves the right file for each.

    Args:
        desk: whose cities.
        record_id: whose stored photo.
        parent: what it stands over.
        stored: a photo that the record doesn't have yet, in place of its own.
    """

    def __init__(
        self, desk: Desk, record_id: str, parent: QWidget | None, *, stored: StoredPhoto | None = None
    ) -> None:
        super().__init__(parent, icon="picture")
        self.setObjectName("wide")
        self._desk = desk
        self._record_id = record_id
        self._found: CityTable | None = None
        self.set_title(self.tr("哪些城市收这张照片"))
        self._banner = Banner(self, closable=False)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._model = CitiesModel(desk.language.code, self)
        self._table = Table(self)
        self._table.setModel(self._model)
        for column in (CityColumn.TAKES, CityColumn.REMADE):
            self._table.setItemDelegateForColumn(column, ChipDelegate(self._table))
        self._table.fit_columns(_CITY_ROOM, _WANTS_ROOM, *self._model.chip_rooms())
        # What a photo fails by is named with its limit; the rest of what is wanted isn't asked for here.
        self._table.spare_columns(CityColumn.WANTS)
        self._table.setMinimumSize(_TABLE_WIDTH_PX, _TABLE_HEIGHT_PX)
        self._table.row_changed.connect(self._show_why)
        self._why = Label("", self, role="hint", wrap=True)
        self._groups = Label("", self, role="text", wrap=True)
        for widget in (self._banner, self._bar, self._table, self._why, self._groups):
            self.body.addWidget(widget)
        self._save_one = Button(self.tr("只存选中的城市"), self, key="D")
        self._save_one.clicked.connect(lambda: self.save_one())
        self._save_one.setEnabled(False)
        self._buttons.addWidget(self._save_one)
        self._save = Button(self.tr("为各地另存文件"), self, icon="export", key="S")
        self._save.clicked.connect(lambda: self.save())
        self._save.setEnabled(False)
        self._buttons.addWidget(self._save)
        self.add_button(self.tr("关闭"), result=1, primary=True)
        if stored is not None:
            self._ask(stored)
        else:
            self._task = self._desk.tasks.run(
                lambda: desk.photo_windows().stored(record_id), owner=self, on_done=self._ask, on_error=self._fail
            )
        self.finished.connect(lambda _: self._task.cancel())

    def table(self) -> CityTable | None:
        """Return the verdicts, once they are known."""
        return self._found

    def groups(self) -> Label:
        """Return what is said of the files that it takes; for tests."""
        return self._groups

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def _ask(self, stored: StoredPhoto) -> None:
        place = self._desk.workplace
        self._task = self._desk.tasks.run_long(
            lambda task: cities_taking(stored, place.profiles, place.photo_maker(), task),
            owner=self,
            on_done=self._show,
            on_error=self._fail,
            on_progress=self._show_progress,
        )

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _show(self, table: CityTable) -> None:
        self._found = table
        self._bar.hide()
        self._model.show_rows(table.cities)
        self.set_text(
            self.tr("{cities} 个城市中 {takers} 个收这张照片；要全部满足，需要 {files} 个不同的文件。").format(
                cities=len(table.cities), takers=len(table.takers), files=len(table.groups)
            )
        )
        self._groups.setText("\n".join(self._told(table)))
        self._save.setEnabled(any(city.would_take for city in table.cities))
        self._make_room(self._groups)
        refusing = (at for at, city in enumerate(table.cities) if not city.takes)
        self._table.choose_row(next(refusing, 0))
        self._table.setFocus()

    def _show_why(self, row: int) -> None:
        told = self._model.data(self._model.index(row, CityColumn.WHY)) if row >= 0 else None
        self._save_one.setEnabled(self._chosen() is not None)
        self._why.setText(told if isinstance(told, str) and told != "–" else "")
        self._make_room(self._why)

    def _make_room(self, label: Label) -> None:
        """Let the dialog grow for a paragraph: a layout that was squeezed would lay it over the table."""
        label.setMinimumHeight(max(label.minimumHeight(), label.heightForWidth(_TABLE_WIDTH_PX)))
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setMinimumSize(self.minimumSize().expandedTo(layout.totalMinimumSize()))

    def _told(self, table: CityTable) -> list[str]:
        """Return a line a file: the cities that share it, and why it can't be the first one's."""
        language = self._desk.language.code
        names = {city.name: city.labels.get(language) or city.labels.get("zh_CN") or city.name for city in table.cities}
        comma = "、" if language == "zh_CN" else ", "
        lines = []
        for at, group in enumerate(table.groups, 1):
            line = self.tr("文件 {at}：").format(at=at) + comma.join(names[name] for name in group)
            clash = next(
                (each for each in table.clashes if {each.first, each.second} & set(group)
                 and {each.first, each.second} & set(table.groups[0])), None,
            )  # fmt: skip
            if at > 1 and clash is not None:
                own_first = clash.first in group
                own, other = (clash.wants, clash.other_wants) if own_first else (clash.other_wants, clash.wants)
                with_whom = names[clash.second if own_first else clash.first]
                line += self.tr("（{kind} {own}，{city} 要 {other}，一个文件不能兼得）").format(
                    kind=word("photo_clash", clash.kind, language), own=own, city=with_whom, other=other
                )
            lines.append(line)
        broken = [message("photo.cities_broken", {"name": name}, language).what for name in table.broken]
        return [*lines, *broken]

    def _chosen(self) -> CityVerdict | None:
        """Return the city of the chosen row, if a file can be made for it."""
        at = self._table.current_row()
        cities = self._found.cities if self._found is not None else ()
        return cities[at] if 0 <= at < len(cities) and cities[at].would_take else None

    def save_one(self, folder: Path | None = None) -> None:
        """Save the chosen city's file only."""
        city = self._chosen()
        if city is not None:
            self.save(folder, only=city.name)

    def save(self, folder: Path | None = None, *, only: str = "") -> None:
        """Save each city's file, or one city's, into a folder; asks which folder unless ``folder`` says."""
        table = self._found
        if table is None:
            return
        if folder is None:
            chosen = ask_folder(self, self.tr("保存到哪个文件夹"))
            if not chosen:
                return
            folder = Path(chosen)
        into = folder
        cities = [city.name for city in table.cities if city.would_take and only in ("", city.name)]

        def write(task: Task) -> int:
            return len(write_files(table, into, cities, save_private))

        def noted(_: object) -> None:
            self._task = self._desk.tasks.run_long(
                write, owner=self, on_done=lambda count: self._saved(into, count), on_error=self._fail
            )

        self._task = self._desk.tasks.run(
            lambda: self._desk.photo_windows().given_out(self._record_id, cities),
            owner=self,
            on_done=noted,
            on_error=self._fail,
        )

    def _saved(self, folder: Path, count: int) -> None:
        self._banner.show_message(self.tr("已保存 %n 个文件", "", count), str(folder), tone=Tone.OK)

    def _fail(self, error: SscardError) -> None:
        self._bar.hide()
        told = self._desk.language.message(error)
        self._banner.show_message(told.what, told.todo, tone=Tone.BAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_S and self._save.isEnabled():
            self.save()
            return
        if event.key() == Qt.Key.Key_D and self._save_one.isEnabled():
            self.save_one()
            return
        super().keyPressEvent(event)


def _wants(city: CityVerdict) -> str:
    spec = city.spec
    parts = [f"{spec.width}×{spec.height}", f"{spec.dpi} dpi" if spec.dpi else "", kilobytes(spec.file_bytes)]
    return " · ".join(part for part in parts if part and part != "–")
