# SPDX-License-Identifier: Apache-2.0
"""Printing what goes with finished cards: the list to sign, notices, labels; and saving the courier's list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop import paths
from sscard_desktop.services.handout import BY_POST, HandOut, Waiting
from sscard_desktop.services.handoutpapers import (
    LABELS_FORM,
    LIST_FORM,
    NOTICE_FORM,
    HandOutPapers,
    Labels,
    rendered_labels,
    rendered_list,
    rendered_notices,
)
from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.outlets import Paper
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.tasks import Lane, Task
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.pick import PickDialog

_Render = Callable[[Task], bytes]


def ask_table(parent: QWidget, title: str, name: str) -> str:
    """Ask where a table is saved; ``""`` if the person thought better of it."""
    return QFileDialog.getSaveFileName(parent, title, name, "Excel (*.xlsx);;CSV (*.csv)")[0]


class CardPapers(QObject):
    """Prints for finished cards from one page of the window.

    Args:
        tell: shows a line once something went out or was saved.
        withhold: shows why nothing did.
    """

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        printer: FormPrinter,
        tell: Callable[[str], object],
        withhold: Callable[[str], object],
        ask: Callable[[QWidget, str, str], str] = ask_table,
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._printer = printer
        self._tell = tell
        self._withhold = withhold
        self._ask_file = ask
        self._dialog: Dialog | None = None

    def dialog(self) -> Dialog | None:
        """Return the dialog that is open."""
        return self._dialog if self._dialog is not None and shiboken6.isValid(self._dialog) else None

    def ask(self) -> None:
        """Ask what to print, of those whose cards wait."""
        if self.dialog() is not None:
            return

        def show(waiting: Sequence[Waiting]) -> None:
            if not waiting:
                self._withhold(self.tr("没有待领的卡。读入回盘后，可领卡的人会出现在这里。"))
                return
            here = [each for each in waiting if each.way != BY_POST]
            ways: list[tuple[str, Callable[[], object]]] = []
            if here:
                ways.append((self.tr("领卡签收表（按单位）"), lambda: self._ask_unit(here)))
                ways.append((self.tr("领卡通知单（每人一张）"), self._print_notices))
            if any(each.way == BY_POST for each in waiting):
                ways.append((self.tr("邮寄标签"), self._print_labels))
                ways.append((self.tr("邮寄清单（Excel）"), self._save_courier))
            self._pick(
                self.tr("%n 张卡待领，打印什么", "", len(waiting)),
                [text for text, _ in ways],
                lambda index: ways[index][1](),
            )

        self._desk.tasks.run(lambda: self._hand_out().waiting(), owner=self, on_done=show)

    # ── each ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask_unit(self, waiting: Sequence[Waiting]) -> None:
        units = list(Counter(each.unit for each in waiting).items())
        nobody = self.tr("没有单位的人")
        options = [self.tr("{unit}（%n 人）", "", count).format(unit=unit or nobody) for unit, count in units]
        self._pick(self.tr("打印哪个单位"), options, lambda index: self._print_list(units[index][0]))

    def _print_list(self, unit: str) -> None:
        forms = self._desk.workplace.forms
        self._print(
            LIST_FORM,
            self.tr("社会保障卡领卡签收表"),
            lambda: self._papers().hand_out_list(unit),
            lambda made: lambda progress: rendered_list(made, forms, progress),
        )

    def _print_notices(self) -> None:
        forms = self._desk.workplace.forms
        self._print(
            NOTICE_FORM,
            self.tr("社会保障卡领卡通知单"),
            lambda: self._papers().notices(),
            lambda made: lambda progress: rendered_notices(made, forms, progress).pdf,
        )

    def _print_labels(self) -> None:
        forms = self._desk.workplace.forms

        def render(made: Labels) -> _Render:
            if made.lacking:
                receipts = "、".join(made.lacking[:3])
                self._withhold(self.tr("%n 人地址不完整，没有标签：", "", len(made.lacking)) + receipts)
            return lambda _: rendered_labels(made, forms)

        self._print(LABELS_FORM, self.tr("社会保障卡邮寄标签"), lambda: self._papers().labels(), render)

    def _save_courier(self) -> None:
        day = self._desk.workplace.clock.today().isoformat()
        chosen = self._ask_file(self._page, self.tr("保存邮寄清单"), f"邮寄清单-{day}.xlsx")
        if chosen:
            self._desk.tasks.run(
                lambda: self._papers().courier_list(Path(chosen), self._desk.workplace.tables()),
                owner=self,
                on_done=lambda written: self._tell(self.tr("已保存 {file}").format(file=written.path.name)),
            )

    # ── all ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _print(self, key: str, title: str, gather: Callable[[], object], render: Callable[..., _Render]) -> None:
        def gathered() -> tuple[object, PrinterSettings]:
            return gather(), Papers(self._desk.session).current()

        def make(found: tuple[object, PrinterSettings]) -> None:
            made, settings = found

            def show(pdf: bytes) -> None:
                self._printer.show_paper(Paper(title, key, pdf, pdf, settings), lambda _: None)

            self._desk.tasks.run_long(render(made), owner=self, lane=Lane.WORK, on_done=show)

        self._desk.tasks.run(gathered, owner=self, on_done=make)

    def _hand_out(self) -> HandOut:
        return HandOut(self._desk.session)

    def _papers(self) -> HandOutPapers:
        return HandOutPapers(self._desk.session, paths.forms() / "shared-forms")

    def _pick(self, title: str, options: Sequence[str], then: Callable[[int], object]) -> None:
        dialog = PickDialog(self._page.window(), title=title, options=options)
        dialog.picked.connect(then)
        self._dialog = dialog
        self._page.destroyed.connect(dialog.deleteLater)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
