# SPDX-License-Identifier: Apache-2.0
"""The manual over whatever is in front, at the section that answers it; Esc leads back to where one was.

A sheet and not a page: the field that was being typed in, the camera's picture, the half of a table that was marked all
stay as they are beneath it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sscard_desktop.services.manual import Handbook
from sscard_desktop.ui.help.notices import KEY
from sscard_desktop.ui.help.reader import ManualReader, PictureOf
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.dialog import Dialog

KEYS = "keys"
"""The section of all keys."""
_SHARE = 0.92
"""So much of the window beneath it takes."""
_LEAST = (760, 520)


class HelpSheet(Retranslated, Dialog):
    """The manual in a dialog; F1 once more leads to the keys.

    Signals:
        book_wanted(): save the manual as a PDF.
        notices_wanted(): show licences and thanks.
        help_wanted(topics, over): F1 in the sheet itself.
    """

    book_wanted = Signal()
    notices_wanted = Signal()
    help_wanted = Signal(list, QWidget)

    def __init__(
        self, open_book: Callable[[], Handbook], picture: PictureOf, topics: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reader = ManualReader(open_book, picture, self)
        self.body.addWidget(self.reader, 1)
        keys = self._keys = self.add_button("", result=0, key="F1")
        keys.clicked.disconnect()
        keys.clicked.connect(self.show_keys)
        book = self._book = self.add_button("", result=0, key="Ctrl+S")
        book.clicked.disconnect()
        book.clicked.connect(self.book_wanted)
        notices = self._notices = self.add_button("", result=0, key=KEY)
        notices.clicked.disconnect()
        notices.clicked.connect(self.notices_wanted)
        self._back = self.add_button("", result=0, key="Esc")
        for button in (keys, book, notices):
            button.setAutoDefault(False)
        self.help_wanted.connect(self.show_keys)
        self._topics = topics
        show = QShortcut(QKeySequence(KEY), self)
        show.activated.connect(self.notices_wanted)
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.activated.connect(self.book_wanted)
        room = parent.window().size()
        self.resize(max(round(room.width() * _SHARE), _LEAST[0]), max(round(room.height() * _SHARE), _LEAST[1]))
        margin = tokens().space.l
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin, margin, margin, margin)
        self.retranslate()
        self.reader.answer(topics)
        self.reader.setFocus()

    def retranslate(self) -> None:
        self.set_title(self.tr("使用手册"))
        self._keys.set_text(self.tr("按键一览"))
        self._book.set_text(self.tr("存为 PDF"))
        self._notices.set_text(self.tr("许可与致谢"))
        self._back.set_text(self.tr("回到刚才的地方"))

    def show_keys(self) -> None:
        """Show the keys of the page beneath, or where all keys begin."""
        pages = [topic.removeprefix("page:") for topic in self._topics if topic.startswith("page:")]
        known = self.reader.open().manual
        anchors = [f"{KEYS}-{page}" for page in pages]
        self.reader.go_to(next((anchor for anchor in anchors if known.section(anchor)), KEYS))
