# SPDX-License-Identifier: Apache-2.0
"""The manual to read in: a line to search by and the contents at the left, the chapter at the right.

It shows what it is given and leads nowhere outside: links go to sections, pictures come from the manual's own folder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, QUrl
from PySide6.QtGui import QFont, QImage, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from sscard_desktop.services.manual import Found, Handbook
from sscard_desktop.ui.help.rendering import Dress, page_of
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.searchline import SearchLine
from sscard_desktop.ui.widgets.table import Table

_INDENT = "\u3000"
_SETTLE_MS = 80
MOST_BACK = 50
"""So many steps of the way through the manual are kept."""

PictureOf = Callable[[str], Path | None]


class ContentsModel(RowsModel[Found]):
    """Chapters and their sections, or what a search found.

    Attributes:
        found: these were searched for, and don't stand in their chapters.
    """

    found = False

    def headings(self) -> Sequence[str]:
        return [""]

    def cell(self, row: Found, column: int) -> str:
        if row.excerpt:
            return f"{row.section.title} · {row.excerpt}"
        return f"{_INDENT * (0 if self.found else row.section.depth - 1)}{row.section.title}"

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return super().data(index, Qt.ItemDataRole.DisplayRole)
        row = self.row(index.row())
        if role == Qt.ItemDataRole.FontRole and row is not None and row.section.depth == 1:
            font = QFont()
            font.setBold(True)
            return font
        return super().data(index, role)


class ChapterView(QTextBrowser):
    """One chapter, scrolled by arrows and page keys; it fetches nothing but the manual's pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manual")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setTabChangesFocus(True)
        self.picture: PictureOf = lambda _: None

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 (Qt's own, overridden)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        found = self.picture(Path(name.path() if isinstance(name, QUrl) else name).name)
        image = QImage(str(found)) if found is not None else QImage()
        if image.isNull():
            return image
        ratio = self.devicePixelRatioF()
        room = round((self.viewport().width() - 2 * tokens().space.xl) * ratio)
        if image.width() > room > 0:
            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image


class ManualReader(Retranslated, QWidget):
    """The manual, for the help page and the sheet that F1 opens.

    F3 searches, arrows in the list choose a section, Enter goes on to the text, Alt+← back along links.
    """

    def __init__(self, open_book: Callable[[], Handbook], picture: PictureOf, parent: QWidget | None = None) -> None:
        """Show what ``open_book`` opens, in the language in force, with ``picture`` giving pictures by name."""
        super().__init__(parent)
        self._open_book = open_book
        self._book: Handbook | None = None
        self._anchor = ""
        self._chapter = ""
        self._back: list[str] = []
        space = tokens().space
        self.contents = Table(self)
        self.contents.horizontalHeader().hide()
        self._model = ContentsModel(self)
        self.contents.setModel(self._model)
        self.search = SearchLine(self.contents, self)
        self.view = ChapterView(self)
        self.view.picture = picture
        side = QVBoxLayout()
        side.setSpacing(space.s)
        side.addWidget(self.search)
        side.addWidget(self.contents, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.l)
        row.addLayout(side, 3)
        row.addWidget(self.view, 7)
        self._settling = QTimer(self, singleShot=True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self._set_again)
        self.search.searched.connect(self._search)
        self.contents.row_changed.connect(self._choose)
        self.contents.opened.connect(lambda _: self.view.setFocus())
        self.view.anchorClicked.connect(lambda url: self.go_to(url.fragment()))
        for keys, act in (("F3", self.search.setFocus), ("Alt+Left", self.go_back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.setFocusProxy(self.view)
        self.retranslate()

    @property
    def anchor(self) -> str:
        """The section that is shown."""
        return self._anchor

    def open(self) -> Handbook:
        """Return the book, opened at the first call: the help page is made long before anybody reads."""
        if self._book is None:
            self._book = self._open_book()
            self._model.found = False
            self._model.show_rows(self._book.contents())
        return self._book

    def answer(self, topics: Sequence[str]) -> None:
        """Show the section that answers the first of ``topics`` that any does."""
        self.go_to(self.open().answer(topics))

    def go_to(self, anchor: str) -> None:
        """Show a section, keeping the way back."""
        if self._anchor and self._anchor != anchor:
            self._back = [*self._back, self._anchor][-MOST_BACK:]
        self._show(anchor)

    def go_back(self) -> None:
        """Show the section from which a link led here."""
        if self._back:
            self._show(self._back.pop())

    def _show(self, anchor: str) -> None:
        found = self.open().manual.section(anchor)
        if found is None:
            return
        chapter, section = found
        self._anchor = section.anchor
        if chapter.key != self._chapter:
            self._chapter = chapter.key
            self.view.setHtml(page_of(chapter, Dress(self.view.palette(), self._text_px())))
        place = self._model.place_of(lambda row: row.section.anchor == anchor)
        row = self._model.row(place)
        if row is not None and row.section.anchor == anchor:
            self.contents.row_changed.disconnect(self._choose)
            self.contents.choose_row(place)
            self.contents.row_changed.connect(self._choose)
            if not self._model.found:
                # With what comes before and after it; at the edge it would be half a line.
                self.contents.scrollTo(self._model.index(place, 0), Table.ScrollHint.PositionAtCenter)
        self.view.scrollToAnchor(section.anchor)

    def _text_px(self) -> float:
        self.view.ensurePolished()
        return float(self.view.fontInfo().pixelSize())

    def _choose(self, row: int) -> None:
        found = self._model.row(row)
        if found is not None and found.section.anchor != self._anchor:
            self._show(found.section.anchor)

    def _search(self, text: str) -> None:
        book = self.open()
        found = book.search(text) if text else book.contents()
        self._model.found = bool(text)
        self._model.show_rows(found)
        if found:
            place = 0 if text else self._model.place_of(lambda row: row.section.anchor == self._anchor)
            self.contents.choose_row(place)

    def _set_again(self) -> None:
        """Set the chapter anew: the type, the colours, the width or the language are others."""
        self._chapter = ""
        if self._anchor:
            self._show(self._anchor)

    def retranslate(self) -> None:
        self.search.set_words(self.tr("在手册里查找"), self.tr("查找：词语或拼音首字母"))
        self.contents.setAccessibleName(self.tr("目录"))
        self.view.setAccessibleName(self.tr("手册"))
        if self._book is not None:
            self._book = None
            self.search.reset()
            self.open()
            self._settling.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._settling.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._settling.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() and event.text().isprintable() and not event.modifiers() & _WITH_OTHERS:
            # Letters are for the search, wherever the keyboard is.
            self.search.setFocus()
            self.search.insert(event.text())
            return
        super().keyPressEvent(event)


_WITH_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
