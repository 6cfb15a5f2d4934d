# SPDX-License-Identifier: Apache-2.0
"""The preview of what will be printed: the pages as they will lie on paper, one key to print, one to save."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.papers import Way
from sscard_desktop.ui.help.calling import give_help
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Label, Tone

if TYPE_CHECKING:
    from sscard_desktop.domain.printing import Printer
    from sscard_desktop.messages import Message
    from sscard_desktop.ui.paper import PdfPages

_SCREEN_SHARE = 0.94


class PaperSheets(QWidget):
    """The pages below each other, as wide as the room, rendered for this screen's pixels."""

    def __init__(self, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview_sheets")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = pages
        self._rendered: dict[int, QImage] = {}
        self._width = 0

    def fit(self, width_px: int) -> None:
        """Lay the pages out for a room of this width."""
        space = tokens().space
        width = min(max(width_px - 2 * space.l, 1), tokens().size["preview_page"])
        if width != self._width:
            self._width = width
            self._rendered.clear()
            self.setMinimumHeight(self._top(self._pages.count()))
            self.update()

    def page_height(self, page: int) -> int:
        """Return the height of a page on screen, px."""
        points = self._pages.size_points(page)
        return round(self._width * points.height() / points.width())

    def _top(self, page: int) -> int:
        space = tokens().space
        return space.l + sum(self.page_height(before) + space.l for before in range(page))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = (self.width() - self._width) // 2
        for page in range(self._pages.count()):
            top = self._top(page)
            if not event.rect().intersects(
                self.rect().adjusted(0, top, 0, top + self.page_height(page) - self.height())
            ):
                continue
            image = self._rendered.get(page)
            if image is None:
                image = self._rendered[page] = self._pages.image(page, self._width, ratio=self.devicePixelRatioF())
            painter.drawImage(left, top, image)
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRect(left - 1, top - 1, self._width + 1, self.page_height(page) + 1)

    def sizeHint(self) -> QSize:
        return QSize(tokens().size["preview_page"], self._top(self._pages.count()))


class PreviewDialog(Retranslated, QDialog):
    """Shows the pages. Enter prints (or saves, where there is no printer), P takes the next printer, S saves as PDF.

    Args:
        title: the form's name.
        pages: what to show.
        reprint: 0, or which reprint this is.
        told: gives an error's sentence.

    Signals:
        print_requested(), save_requested(): what to do with the pages; the dialog stays until :meth:`accept`.
        change_requested(): another printer, for this time.
        look_requested(): look for printers again.
    """

    print_requested = Signal()
    save_requested = Signal()
    change_requested = Signal()
    look_requested = Signal()

    def __init__(
        self,
        title: str,
        pages: PdfPages,
        parent: QWidget | None = None,
        *,
        reprint: int = 0,
        told: Callable[[SscardError], Message],
    ) -> None:
        super().__init__(parent)
        give_help(self)
        self.setObjectName("preview")
        self.setModal(True)
        self._pages = pages
        pages.setParent(self)
        self._reprint = reprint
        self._told = told
        self._printer_there = True
        self._printer: Printer | None = None
        self._way = Way()
        self._others = False
        self._busy = False
        self._looking = False
        self._eager = False
        self.setWindowTitle(title)
        space = tokens().space
        self._title = Label(title, self, role="section")
        self._mark = Chip("", self)
        self._banner = Banner(self)
        self._sheets = PaperSheets(pages)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("preview_room")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._sheets)
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        self._bar.next_requested.connect(self._go)
        head = QHBoxLayout()
        head.setContentsMargins(space.l, space.m, space.l, space.m)
        head.setSpacing(space.m)
        head.addWidget(self._title)
        head.addWidget(self._mark)
        head.addStretch()
        message = QVBoxLayout()
        message.setContentsMargins(space.l, 0, space.l, 0)
        message.addWidget(self._banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(message)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._bar)
        self.retranslate()
        self._size_up()

    def _size_up(self) -> None:
        room = self.screen().availableSize()
        width = tokens().size["preview_page"] + 4 * tokens().space.l
        self.resize(min(width, room.width()), round(room.height() * _SCREEN_SHARE))

    def show_error(self, error: SscardError) -> None:
        """Say why it wasn't printed or saved; the pages stay for another try."""
        self.set_busy(False)
        message = self._told(error)
        self._banner.show_message(message.what, message.todo, tone=Tone.BAD)

    def set_looking(self) -> None:
        """Show that printers are looked for; Enter is remembered meanwhile."""
        self._looking, self._eager = True, False
        self.retranslate()

    def set_printers(
        self, *, there: bool, printer: Printer | None = None, way: Way | None = None, others: bool = False
    ) -> None:
        """Show what will be printed on.

        Args:
            there: whether there is any printer.
            printer: which one it will be, ``None`` where the system's dialog asks.
            way: how.
            others: whether there are others to choose from.
        """
        self._looking = False
        self._printer_there, self._printer, self._way, self._others = there, printer, way or Way(), others
        self.retranslate()
        if self._eager and there:
            self._eager = False
            self._go()

    def set_busy(self, busy: bool) -> None:
        """Show that the pages are on their way."""
        self._busy = busy
        self.retranslate()

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def bar(self) -> ActionBar:
        """Return the bar with the actions."""
        return self._bar

    def retranslate(self) -> None:
        pages = self.tr("共 %n 页", "", self._pages.count())
        again = self.tr("第 {count} 次重印").format(count=self._reprint) if self._reprint else ""
        self._mark.set_state("  ".join(filter(None, (pages, again))), Tone.INFO if again else Tone.QUIET, icon="file")
        close = KeyAction("close", "Esc", self.tr("关闭"))
        save = KeyAction("save", "S", self.tr("保存为 PDF"), "export")
        if self._printer_there:
            change = [KeyAction("change", "P", self.tr("换打印机"), "printer")] if self._others else []
            self._bar.set_actions([close, *change], [save])
            self._bar.set_reason(*self._destination())
            self._bar.set_next(
                self.tr("正在打印…") if self._busy else self.tr("打印"), icon="printer", enabled=not self._busy
            )
        else:
            anew = KeyAction("look", "R", self.tr("再找一次打印机"), "printer")
            self._bar.set_actions([close, anew])
            self._bar.set_reason(self.tr("这台电脑没有打印机。可以保存为 PDF，拿到有打印机的电脑上打印。"), Tone.WARN)
            self._bar.set_next(self.tr("保存为 PDF"), icon="export", enabled=not self._busy)

    def _destination(self) -> tuple[str, Tone]:
        if self._looking:
            return self.tr("正在找打印机…"), Tone.QUIET
        if self._printer is None:
            return "", Tone.QUIET
        name, way = self._printer.name, self._way
        if self._printer.trouble is not None:
            why = self._told(EnvironmentFailedError(f"printer.trouble.{self._printer.trouble.value}")).what
            return self.tr("{name}：{why}").format(name=name, why=why), Tone.WARN
        words = [
            name,
            way.tray,
            self.tr("双面") if way.two_sided else "",
            self.tr("%n 份", "", way.copies) if way.copies > 1 else "",
        ]
        return " · ".join(filter(None, words)), Tone.QUIET

    def _go(self) -> None:
        if self._looking:
            self._eager = True
        elif not self._busy:
            (self.print_requested if self._printer_there else self.save_requested).emit()

    def _act(self, name: str) -> None:
        if name == "close":
            self.reject()
        elif name == "change":
            self._ask(self.change_requested)
        elif name == "look":
            self._ask(self.look_requested)
        elif not self._busy:
            self.save_requested.emit()

    def _ask(self, wish: SignalInstance) -> None:
        if not self._busy and not self._looking:
            wish.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        line, room = bar.singleStep() * 3, self._scroll.viewport().height()
        moves = {
            Qt.Key.Key_Down: line,
            Qt.Key.Key_Up: -line,
            Qt.Key.Key_PageDown: room,
            Qt.Key.Key_Space: room,
            Qt.Key.Key_PageUp: -room,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif key == Qt.Key.Key_S:
            self._act("save")
        elif key == Qt.Key.Key_P and self._others:
            self._act("change")
        elif key == Qt.Key.Key_R and not self._printer_there:
            self._act("look")
        elif key in moves:
            bar.setValue(bar.value() + moves[key])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # After the layout gave the room its width.
        QTimer.singleShot(0, self._sheets, lambda: self._sheets.fit(self._scroll.viewport().width()))
