# SPDX-License-Identifier: Apache-2.0
"""The samples page: one rule at a time in large type, for the applicant to look at, in Chinese and English."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.services.papers import Papers, PrinterSettings
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.help.calling import SECOND_KEY
from sscard_desktop.ui.outlets import Paper, Printers
from sscard_desktop.ui.photo.drawings import Drawing
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.photo.poster import poster
from sscard_desktop.ui.photo.rules import RULES, Rule, caption
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.label import Label

_MOST_ROWS = 3
_PROPORTION = 148 / 120


class SamplesDialog(FullSheet):
    """Explains the rules. Arrows and Enter walk, digits jump, P prints all of them for the wall, Esc closes.

    Args:
        desk: whose city and language.
        parent: what it covers.
        first: place of the rule to begin with.
        printers: what the poster is printed on; by default this machine's.
    """

    help_key = SECOND_KEY

    def __init__(self, desk: Desk, parent: QWidget, *, first: int = 0, printers: Printers | None = None) -> None:
        super().__init__(desk, parent)
        self._place = first
        self._place_words = Label("", role="muted")
        self._room = QScrollArea()
        self._room.setWidgetResizable(True)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._printer = FormPrinter(desk, self, printers=printers)
        self.bar.chosen.connect(self._do)
        self.bar.next_requested.connect(self.go_on)
        self.lay_out(self._room, beside_title=self._place_words)
        self.retranslate()

    @property
    def place(self) -> int:
        """Which rule is shown, from 0."""
        return self._place

    def walk(self, by: int) -> None:
        """Show another rule."""
        place = self._place + by
        if 0 <= place < len(RULES):
            self._place = place
            self.retranslate()

    def go_on(self) -> None:
        """Show the next rule; after the last one close."""
        if self._place + 1 < len(RULES):
            self.walk(1)
        else:
            self.accept()

    def print_poster(self) -> None:
        """Show all rules on paper, to be printed or saved."""
        if self._printer.preview() is not None:
            return
        title = self.tr("照片规范招贴")

        def show(settings: PrinterSettings) -> None:
            pdf = poster(self._desk.profile.photo, title=title)
            self._printer.show_paper(Paper(title, "poster", pdf, pdf, settings, exact=False), lambda _: None)

        self._desk.tasks.run(lambda: Papers(self._desk.session).current(), owner=self, on_done=show)

    def _do(self, name: str) -> None:
        acts = {"back": self.reject, "before": lambda: self.walk(-1), "print": self.print_poster}
        acts[name]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        bar = self._room.verticalScrollBar()
        match key:
            case Qt.Key.Key_Escape | Qt.Key.Key_F1:
                self.reject()
            case Qt.Key.Key_P:
                if not event.isAutoRepeat():
                    self.print_poster()
            case Qt.Key.Key_Right | Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.walk(1)
            case Qt.Key.Key_Left | Qt.Key.Key_PageUp:
                self.walk(-1)
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + tokens().space.xxl)
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - tokens().space.xxl)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if not event.isAutoRepeat():
                    self.go_on()
            case _ if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
                # 1 to 9, and 0 for the tenth.
                self.walk((key - Qt.Key.Key_1) % len(RULES) - self._place)

    def _show_rule(self, rule: Rule) -> None:
        space = tokens().space
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(space.xxl, space.xl, space.xxl, space.xl)
        column.setSpacing(space.s)
        for language, title_role, text_role in (("zh_CN", "name", "section"), ("en", "section", "value")):
            told = rule.explained(self._desk.profile.photo, language)
            title, text = Label(told.what, role=title_role), Label(told.todo, role=text_role, wrap=True)
            if language == "zh_CN":
                title.setText(f"{self._place + 1}　{told.what}")
            column.addWidget(title)
            column.addWidget(text)
            column.addSpacing(space.s)
        columns, wide = self._grid(len(rule.wrong), column.sizeHint().height())
        drawings = QHBoxLayout()
        drawings.setSpacing(space.xxl)
        right = _pictured(Drawing(rule.key, right=True, size="free"), wide, "正确", "Right")
        drawings.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setSpacing(space.m)
        for index, key in enumerate(rule.wrong):
            wrong = _pictured(Drawing(key, right=False, size="free"), wide, caption(key, "zh_CN"), caption(key, "en"))
            grid.addWidget(wrong, index // columns, index % columns, Qt.AlignmentFlag.AlignTop)
        drawings.addLayout(grid)
        drawings.addStretch()
        column.addLayout(drawings)
        column.addStretch()
        self._room.setWidget(body)

    def _grid(self, count: int, above_px: int) -> tuple[int, int]:
        """Return columns and width of the wrong drawings, as large as the window has room for; the page is to be read
        from the applicant's chair.

        Args:
            count: how many there are.
            above_px: height of what stands above them.
        """
        space, size = tokens().space, tokens().size
        room_wide = self._room.viewport().width() - 3 * space.xxl
        room_tall = self._room.viewport().height() - above_px - space.xl
        captions = 4 * self.fontMetrics().height()
        best = count, 0
        for rows in range(1, _MOST_ROWS + 1):
            columns = -(-count // rows)
            by_width = room_wide // (columns + 1) - space.m
            by_height = round((room_tall // rows - captions) / _PROPORTION)
            wide = min(by_width, by_height, size["drawing_most"])
            if wide > best[1]:
                best = columns, wide
        # On a small screen the page scrolls rather than that nobody can tell what is drawn.
        return best[0], max(best[1], size["drawing_least"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The room within follows only after this.
        QTimer.singleShot(0, self, lambda: self._show_rule(RULES[self._place]))

    def retranslate(self) -> None:
        self.set_title(self.tr("照片样例"))
        place = self.tr("第 {place} 条，共 {count} 条")
        self._place_words.setText(place.format(place=self._place + 1, count=len(RULES)))
        self.bar.set_actions(
            [
                KeyAction("back", "Esc", self.tr("返回拍照")),
                KeyAction("before", "←", self.tr("上一条")),
                KeyAction("print", "P", self.tr("打印贴墙上"), "printer"),
            ]
        )
        last = self._place + 1 == len(RULES)
        self.bar.set_next(self.tr("看完了") if last else self.tr("下一条"))
        self._show_rule(RULES[self._place])


def _pictured(drawing: Drawing, wide: int, chinese: str, english: str) -> QWidget:
    """Return a drawing with its caption in both languages."""
    drawing.setFixedSize(wide, round(wide * _PROPORTION))
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens().space.xs)
    column.addWidget(drawing)
    for words, role in ((chinese, "value"), (english, "muted")):
        label = Label(words, role=role, wrap=True)
        # No wider than its drawing, so that captions keep apart.
        label.setFixedWidth(wide)
        column.addWidget(label)
    drawing.setAccessibleName(f"{chinese} {english}")
    return whole
