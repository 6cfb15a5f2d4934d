# SPDX-License-Identifier: Apache-2.0
"""The recovery code on paper or in a file, as the person asks who sets a station up. It is kept nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.ui.savefile import save_private

if TYPE_CHECKING:
    from sscard_desktop.services.ports import Spooler


def choose_printer(spooler: Spooler, parent: QWidget) -> QPrinter | None:
    """Return the printer that the person chose, ``None`` if they thought better of it.

    The spooler is asked first, for seconds at most: without a printer, the system's dialog would write the code into a
    PDF that everybody on this computer can read.

    Raises:
        EnvironmentFailedError: ``printer.none``; the spooler can't be asked.
    """
    if not spooler.there() or not spooler.printers():
        raise EnvironmentFailedError("printer.none")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    return printer if QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted else None


def choose_file(parent: QWidget) -> Path | None:
    """Return where the person wants the file, ``None`` if nowhere."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    title = QCoreApplication.translate("RecoveryPaper", "保存恢复码")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / "recovery.txt"), "*.txt")
    return Path(chosen) if chosen else None


class RecoveryPaper(QObject):
    """Puts one station's recovery code on paper or into a file.

    Args:
        parent: the page that shows the code.
        station: the station's name.
        day: the day that is printed on it.
        printer: asks the person for a printer, such as :func:`choose_printer` on this machine's spooler.
        file: asks the person for a file; replaced in tests.
    """

    def __init__(
        self,
        parent: QWidget,
        station: str,
        day: date,
        *,
        printer: Callable[[QWidget], QPrinter | None],
        file: Callable[[QWidget], Path | None] = choose_file,
    ) -> None:
        super().__init__(parent)
        self._page = parent
        self._station = station
        self._day = day
        self._choose_printer = printer
        self._choose_file = file

    def print_code(self, code: str) -> None:
        """Print the code.

        Raises:
            EnvironmentFailedError: there is no printer, or it took nothing.
        """
        printer = self._choose_printer(self._page)
        if printer is None:
            return
        sheet = QTextDocument()
        sheet.setDefaultFont(self._page.font())
        lines = self._lines()
        sheet.setHtml(
            f"<h1>{escape(lines[0])}</h1><p>{escape(lines[1])}</p>"
            f"<p style='font-size:26pt; font-weight:bold'>{escape(code)}</p>"
            + "".join(f"<p>{escape(line)}</p>" for line in lines[2:])
        )
        sheet.print_(printer)
        if printer.printerState() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error):
            raise EnvironmentFailedError("printer.broke_off")

    def save_code(self, code: str) -> None:
        """Save the code as a text file that only its owner can read.

        Raises:
            EnvironmentFailedError: the disk says no.
        """
        path = self._choose_file(self._page)
        if path is not None:
            head, station, *rest = self._lines()
            save_private(path, "\n".join((head, station, "", code, "", *rest, "")).encode())

    def _lines(self) -> tuple[str, ...]:
        return (
            self.tr("社保卡信息采集站点 恢复码"),
            f"{self._station}  {self._day.isoformat()}",
            self.tr("所有人都忘记密码时，只有这个恢复码能打开本站点的数据。程序不保存恢复码。"),
            self.tr("请装入信封，封好，锁进保险柜。不要拍照，不要存放在电脑里。"),
        )
