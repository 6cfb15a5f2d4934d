# SPDX-License-Identifier: Apache-2.0
"""生僻字: find a character by parts, reading, strokes or code, see it large, and put it where the caret stands.

By keyboard alone: type in the one line, arrows choose among what is found, Enter inserts, Esc goes back. While there is
nothing to choose from, the ways to ask stand in its place. Below stands the name as it will be printed. What an older
system left in it is proposed anew, and taken only by Ctrl+Enter.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.coverage import NameCoverage
from sscard_desktop.domain.ideographquestion import LONGEST_QUESTION
from sscard_desktop.domain.ideographs import Answer, Ideograph
from sscard_desktop.domain.unsettled import settled
from sscard_desktop.services.characters import Characters
from sscard_desktop.ui.characters.glyphs import GlyphGrid, draw_glyph
from sscard_desktop.ui.characters.proofview import ProofView
from sscard_desktop.ui.characters.waysview import WaysView
from sscard_desktop.ui.characters.words import CharacterWords
from sscard_desktop.ui.icons import icon
from sscard_desktop.ui.tasks import Lane, Tasks
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label, Tone

_REST_MS = 150
_ROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_WITHIN_ROW = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)


class _Large(QWidget):
    """The chosen character, large, on its own ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._character = ""
        self._drawn = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_character(self, character: str, *, drawn: bool) -> None:
        self._character, self._drawn = character, drawn
        self.setAccessibleName(character)
        self.update()

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() * 6
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.setBrush(self.palette().color(QPalette.ColorRole.AlternateBase))
        radius = tokens().size["radius"]
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), radius, radius)
        if self._character:
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            size = round(self.height() * 0.74)
            draw_glyph(painter, self.rect(), self._character, size_px=size, drawn=self._drawn)


class CharacterDialog(Dialog):
    """Finds a character for a field.

    Args:
        characters: the service; asked on the work lane.
        tasks: the lanes.
        text: what stands in the field.
        caret: where the character goes, counted in characters.
        is_name: whether the field is a person's name, of which a proof is shown.

    Signals:
        inserted(character): to be put at the caret.
        proposed(text): the field's text with its doubtful characters spelled plainly; the clerk confirmed it.
    """

    inserted = Signal(str)
    proposed = Signal(str)

    def __init__(
        self,
        characters: Characters,
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        text: str = "",
        caret: int = 0,
        is_name: bool = True,
    ) -> None:
        super().__init__(parent)
        self._characters, self._tasks = characters, tasks
        self._value, self._caret, self._is_name = text, caret, is_name
        self._undrawn: frozenset[str] = frozenset()
        self._choosing = False
        self._asked = ""
        self._proofed = ""
        self._words = CharacterWords(self)
        self.setObjectName("characters")
        self.set_title(self.tr("生僻字"))
        self.set_text(self.tr("写出它的部件、拼音、笔画或编码，几样可以一起写，用空格隔开。"))
        self._lay_out()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._search)
        self.line.textChanged.connect(self._typed)
        self.grid.chosen_changed.connect(self._show_chosen)
        self.grid.taken.connect(self._insert)
        self._show_chosen(None)
        self._say_how()
        self.line.setFocus()
        self.line.installEventFilter(self)
        # Loads the table while the first key is still to come.
        tasks.run(lambda: characters.search(""), owner=self, lane=Lane.WORK)

    def _lay_out(self) -> None:
        space = tokens().space
        self.line = QLineEdit(self)
        self.line.setMaxLength(LONGEST_QUESTION)
        self.line.addAction(icon("search", self), QLineEdit.ActionPosition.LeadingPosition)
        self.line.setPlaceholderText(self.tr("如：{example}").format(example="土口"))
        self.line.setAccessibleName(self.tr("查找生僻字"))
        self.status = Label("", self, role="muted", wrap=True)
        self.grid = GlyphGrid(self)
        self.grid.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.large = _Large(self)
        self.facts = Label("", self, role="hint", wrap=True)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        side = QWidget(self)
        side.setObjectName("character_side")
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(space.m)
        beside.addWidget(self.large)
        beside.addWidget(self.facts, 1)
        self.ways = WaysView(self)
        self._found = QWidget(self)
        found = QHBoxLayout(self._found)
        found.setContentsMargins(0, 0, 0, 0)
        found.setSpacing(space.l)
        found.addWidget(self.grid, 1)
        found.addWidget(side)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.ways)
        self._middle.addWidget(self._found)
        self.proof = ProofView(self)
        self.doubts = Label("", self, role="hint", wrap=True)
        self.doubts.set_tone(Tone.WARN)
        self.doubts.hide()
        self.body.addWidget(self.line)
        self.body.addWidget(self.status)
        self.body.addWidget(self._middle, 1)
        self.body.addWidget(self.doubts)
        self.body.addWidget(self.proof)
        self.take = Button(self.tr("采用建议的写法"), self, key="Ctrl+Enter")
        self.take.clicked.connect(self._take_proposal)
        self.take.hide()
        self._buttons.addWidget(self.take)
        self.add_button(self.tr("返回"), result=0, key="Esc")
        self._primary = self._insert_button = Button(self.tr("插入"), self, kind="primary", key="Enter")
        self._insert_button.clicked.connect(self._insert)
        self._buttons.addWidget(self._insert_button)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # In large type it may be taller than a small screen; the rows of glyphs give way.
        room = self.screen().availableGeometry().height() - 2 * tokens().space.m
        self.resize(self.width(), min(self.height(), room))

    # ── asking ───────────────────────────────────────────────────────────────────────────────────────────────

    def _typed(self) -> None:
        self._choosing = False
        self._rest.start()

    def _search(self) -> None:
        self._rest.stop()
        line = self.line.text().strip()
        if line == self._asked:
            return
        self._asked = line
        characters = self._characters

        def find() -> tuple[Answer, frozenset[str]]:
            answer = characters.search(line)
            return answer, characters.undrawn("".join(found.character for found in answer.found))

        def show(result: tuple[Answer, frozenset[str]]) -> None:
            if line == self._asked:
                answer, self._undrawn = result
                self.grid.fill(answer.found, self._undrawn)
                self._say_found(answer)

        self._tasks.run(find, owner=self, lane=Lane.WORK, on_done=show)

    def _say_how(self) -> None:
        self.status.setText(self.tr("边写边找，最像的排在前面。"))

    def _say_found(self, answer: Answer) -> None:
        self._middle.setCurrentWidget(self._found if answer.found else self.ways)
        if answer.question.empty:
            self._say_how()
        elif not answer.total:
            self.status.setText(self.tr("没有找到。部件可以少写一两个，或换成笔画、拼音再试。"))
        elif answer.total > len(answer.found):
            told = self.tr("找到 %n 个，列出最像的 {shown} 个，再加一样条件会更准。", "", answer.total)
            self.status.setText(told.format(shown=len(answer.found)))
        else:
            self.status.setText(self.tr("找到 %n 个。按 ↓ 后用方向键选择，回车插入。", "", answer.total))

    # ── what is chosen ───────────────────────────────────────────────────────────────────────────────────────

    def _show_chosen(self, found: Ideograph | None) -> None:
        self._insert_button.setEnabled(found is not None)
        drawn = found is None or found.character not in self._undrawn
        self.large.show_character(found.character if found else "", drawn=drawn)
        self.facts.setText("\n".join(self._words.facts(found, drawn=drawn)) if found else "")
        self._show_proof(found.character if found else "")

    def _show_proof(self, character: str) -> None:
        """Show the name with the chosen character in it."""
        if not self._is_name:
            return
        name = self._value[: self._caret] + character + self._value[self._caret :]
        self._proofed = name
        characters = self._characters
        if not name:
            self.proof.clear()
            return

        def make() -> tuple[bytes, NameCoverage]:
            return characters.proof(name), characters.coverage(name)

        def show(result: tuple[bytes, NameCoverage]) -> None:
            if name == self._proofed:
                self.proof.show_proof(*result)
                self._show_doubts(result[1])

        self._tasks.run(make, owner=self, lane=Lane.WORK, on_done=show)

    def _show_doubts(self, coverage: NameCoverage) -> None:
        self.doubts.setText("\n".join(map(self._words.doubt, coverage.doubts)))
        self.doubts.setVisible(bool(coverage.doubts))
        self.take.setVisible(settled(self._value) != self._value)

    # ── ending ───────────────────────────────────────────────────────────────────────────────────────────────

    def _insert(self) -> None:
        found = self.grid.chosen()
        if found is not None:
            self.inserted.emit(found.character)
            self.accept()

    def _take_proposal(self) -> None:
        plain = settled(self._value)
        if plain != self._value:
            self.proposed.emit(plain)
            self.accept()

    # ── keyboard ─────────────────────────────────────────────────────────────────────────────────────────────

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier
                | Qt.KeyboardModifier.ShiftModifier
                | Qt.KeyboardModifier.AltModifier
            )
            rows, within = event.key() in _ROWS, event.key() in _WITHIN_ROW
            if plain and self.grid.count() and (rows or (within and self._choosing)):
                self._choosing = True
                QCoreApplication.sendEvent(self.grid, event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take_proposal()
        elif enter and self._rest.isActive():
            # What is shown isn't what was typed yet: search now, insert at the next Enter.
            self._search()
        elif event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            self._search()
        else:
            super().keyPressEvent(event)
