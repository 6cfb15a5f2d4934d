# SPDX-License-Identifier: Apache-2.0
"""What few offices need of a reader: an address in the network, another way of speaking, a library for chip photos.

Answers for showing each only where it means something, and for trying a library before anybody relies on it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.reader import ReaderDialect, network_url
from sscard_desktop.services.preferences import Preferences, StationPreferences
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import CodeEditor
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PlainEditor


def ask_library(parent: QWidget, title: str) -> str:
    """Ask for a library file; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", "*.so *.so.* *.dll")[0]


class ReaderWays(Retranslated, QWidget):
    """See the module.

    Signals:
        address_given(url): of a reader in the network.
        dialect_chosen(name): a ``ReaderDialect``'s value.
    """

    address_given = Signal(str)
    dialect_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preferences = Preferences()
        self.address = PlainEditor("address", self)
        self.address.finished.connect(self._take_address)
        self.dialect = CodeEditor("dialect", self)
        self.dialect.finished.connect(self._take_dialect)
        self.library = PathEditor("photo_library", self, ask=ask_library)
        self.library.finished.connect(self._keep_library)
        self.library.edited.connect(self._edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.xs)
        for editor in (self.address, self.dialect, self.library):
            column.addWidget(editor)
        self.address.hide()
        self.dialect.hide()
        self.retranslate()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is set."""
        new_library = preferences.photo_library != self._preferences.photo_library
        self._preferences = preferences
        url = preferences.reader_url
        self.address.setVisible("://" in url)
        self.address.set_value(url.removeprefix("socket://") if "://" in url else "")
        self.dialect.setVisible(bool(url or preferences.reader_device))
        self.dialect.set_value(preferences.reader.dialect(preferences.reader_device, url).value)
        if new_library:
            self.library.set_value(preferences.photo_library)
            self._try_library()

    def ask_address(self) -> None:
        """Let the address be typed."""
        self.address.show()
        self.address.setFocus()

    def retranslate(self) -> None:
        self.address.set_label(self.tr("网络地址"))
        self._explain_address()
        self.dialect.set_label(self.tr("通讯方式"))
        words = {
            ReaderDialect.SAM: self.tr("标准（绝大多数读卡器）"),
            ReaderDialect.CVR: self.tr("华视 CVR 命令编号"),
            ReaderDialect.HID: self.tr("HID 接口"),
            ReaderDialect.HID_BARE: self.tr("HID 接口，无前导码"),
            ReaderDialect.WRAPPED: self.tr("一次读取，带外壳（CA DF）"),
            ReaderDialect.TEXT: self.tr("一次读取，文本命令（D&C）"),
        }
        tested = self.tr("常用")
        untested = self.tr("未经实机验证")
        self.dialect.set_choices(
            [
                Choice(each.value, words[each], "", tested if each is ReaderDialect.SAM else untested)
                for each in ReaderDialect
            ]
        )
        self.dialect.set_value(
            self._preferences.reader.dialect(self._preferences.reader_device, self._preferences.reader_url).value
        )
        self.library.set_label(self.tr("芯片照片解码库（选填）"))
        self._try_library()

    def _explain_address(self) -> None:
        self.address.set_note(Note(self.tr("写成 地址:端口，例如 192.168.1.20:50000。"), Tone.QUIET))

    # what was given

    def _take_address(self, address: str) -> None:
        url = network_url(address)
        self._explain_address()
        if url:
            self.address_given.emit(url)
        elif address:
            self.address.set_note(Note(self.tr("这不是地址:端口，例如 192.168.1.20:50000。"), Tone.BAD))

    def _take_dialect(self, name: str) -> None:
        if name in set(ReaderDialect):
            self.dialect_chosen.emit(name)

    def _edited(self, path: str) -> None:
        """Take what was chosen in the dialog; what is being typed is taken when the field is left."""
        if not self.library.control().hasFocus():
            self._keep_library(path)

    def _keep_library(self, path: str) -> None:
        def keep() -> Preferences:
            return StationPreferences(self._desk.session).change(photo_library=path)

        self._desk.tasks.run(keep, owner=self, on_done=self._kept)

    def _kept(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._try_library()

    def _try_library(self) -> None:
        path = self._preferences.photo_library
        if not path:
            text = self.tr("没有也可以录入；照片现场拍。有厂商的解码库时选它，用来显示芯片里的照片。")
            self.library.set_note(Note(text, Tone.QUIET))
            return
        photos = self._desk.workplace.chip_photos()

        def well(function: str) -> None:
            if path == self._preferences.photo_library:
                text = self.tr("可以使用（{function}），读卡后显示芯片里的照片。").format(function=function)
                self.library.set_note(Note(text, Tone.OK))

        def failed(error: SscardError) -> None:
            if path == self._preferences.photo_library:
                told = self._desk.language.message(error)
                self.library.set_note(Note(self.tr("{what}{todo}").format(what=told.what, todo=told.todo), Tone.BAD))

        self._desk.tasks.run(lambda: photos.check(path), owner=self, lane=Lane.WORK, on_done=well, on_error=failed)
