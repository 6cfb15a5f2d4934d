# SPDX-License-Identifier: Apache-2.0
"""The support bundle in the window: everything that it holds is shown first, word for word, then saved where one says.

It leaves the machine only with the person who carries the file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from sscard_desktop import __version__, messages
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.health import HealthCheck
from sscard_desktop.services.health import Look
from sscard_desktop.services.mornings import Mornings
from sscard_desktop.services.support import BundleFile, gather, packed
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.examining import seen_by
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Tone

_SIZE = (980, 560)
_LIST_LINES = 17


def choose_file(parent: QWidget, name: str) -> Path | None:
    """Return where the person wants the bundle, ``None`` if nowhere."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getSaveFileName(parent, "", str(Path(folder) / name), "ZIP (*.zip)")
    return Path(chosen) if chosen else None


class SupportDialog(Dialog):
    """Arrows choose a file, Tab leads into its text, Enter saves all of them as one zip.

    Args:
        desk: whose workplace.
        checks: the examination that goes with it.
        parent: the page.
        choose: asks where to save; replaced in tests.
    """

    def __init__(
        self,
        desk: Desk,
        checks: Sequence[HealthCheck],
        parent: QWidget,
        *,
        choose: Callable[[QWidget, str], Path | None] = choose_file,
    ) -> None:
        super().__init__(parent, icon="info")
        self._desk = desk
        self._choose = choose
        self._files: Sequence[BundleFile] = ()
        self.set_title(self.tr("给技术支持的信息"))
        self.set_text(
            self.tr(
                "没有姓名、号码、地址、照片、密码和文件夹名。左边是每个文件，右边是它的全文，看过再保存。程序不会自己发送。"
            )
        )
        self.files = QListWidget(self)
        self.files.setObjectName("pick")
        self.files.ensurePolished()
        self.files.setFixedWidth(_LIST_LINES * self.files.fontMetrics().height())
        self.files.setWordWrap(True)
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.files.currentRowChanged.connect(self._show_text)
        self.text = QTextBrowser(self)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        row = QHBoxLayout()
        row.addWidget(self.files)
        row.addWidget(self.text, 1)
        self._banner = Banner(self, closable=False)
        self.body.addWidget(self._banner)
        self.body.addLayout(row, 1)
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self._save = self.add_button(self.tr("保存为文件"), result=1, primary=True)
        self._save.clicked.disconnect()
        self._save.clicked.connect(self._ask_where)
        self._save.setEnabled(False)
        self.resize(*_SIZE)
        self.files.setFocus()
        look = Look(desk.workplace, desk.session, seen_by(desk))
        desk.tasks.run(
            lambda: gather(look, checks, __version__),
            owner=self,
            lane=Lane.WORK,
            on_done=self._show,
            on_error=self._tell,
        )

    def _show(self, files: Sequence[BundleFile]) -> None:
        self._files = files
        for file in files:
            told = messages.message(file.code, {}, self._desk.language.code)
            self.files.addItem(f"{file.name}\n{told.what}")
        self.files.setCurrentRow(0)
        self._save.setEnabled(True)

    def _show_text(self, row: int) -> None:
        self.text.setPlainText(self._files[row].text if 0 <= row < len(self._files) else "")

    def _ask_where(self) -> None:
        at, session = self._desk.workplace.clock.now(), self._desk.session
        path = self._choose(self, f"sscard-support-{at.astimezone():%Y%m%d-%H%M}.zip")
        if path is None:
            return
        path = path if path.suffix.lower() == ".zip" else path.with_name(f"{path.name}.zip")
        try:
            save_private(path, packed(self._files, at=at))
        except SscardError as error:
            self._tell(error)
            return
        count = len(self._files)
        self._desk.tasks.run(
            lambda: Mornings(session).note_bundle(count), owner=self._desk.tasks, on_error=lambda error: None
        )
        self.accept()

    def _tell(self, error: SscardError) -> None:
        told = self._desk.language.message(error)
        self._banner.show_message(told.what, told.todo, tone=Tone.BAD)
