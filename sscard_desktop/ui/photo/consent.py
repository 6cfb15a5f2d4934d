# SPDX-License-Identifier: Apache-2.0
"""What the applicant agrees to: the city's texts in large type, each agreed to by a key, stored with version and time.

Answers for texts that stood on the screen to their end before anybody can agree to them.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop.domain.conditions import is_minor
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.ownlook import languages
from sscard_desktop.domain.profile import ConsentText
from sscard_desktop.services.capture import Taken
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT, Language, Retranslated
from sscard_desktop.ui.photo.fullsheet import FullSheet
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Label, Tone


class ConsentCard(Retranslated, QFrame):
    """One text with its title and the button that agrees to it.

    Signals:
        pressed(key): agree to it, or take that back.
    """

    pressed = Signal(str)

    def __init__(self, text: ConsentText, number: int, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self._language = language
        self._agreed = False
        self._person: dict[str, str] = {}
        self._by_guardian = False
        space = tokens().space
        self._title = Label("", self, role="section")
        self._version = Label("", self, role="muted")
        self._words = Label("", self, role="reading", wrap=True)
        self._state = Chip("", self)
        self._button = Button("", self, key=str(number))
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._button.clicked.connect(lambda: self.pressed.emit(text.key))
        head = QHBoxLayout()
        head.setSpacing(space.m)
        head.addWidget(self._title)
        head.addWidget(self._version)
        head.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(space.m)
        foot.addWidget(self._state)
        foot.addStretch()
        foot.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xl, space.l, space.xl, space.l)
        column.setSpacing(space.m)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addLayout(foot)
        self.retranslate()

    def set_agreed(self, agreed: bool) -> None:
        """Show whether the applicant agreed."""
        self._agreed = agreed
        self.retranslate()

    def address(self, document_type: str, *, by_guardian: bool = False) -> bool:
        """Say the text to the holder of such a document, to foreigners in both languages; return whether it changed.

        For a minor it is the guardian who reads and agrees.
        """
        before = self._words.text()
        self._person = {"document_type": document_type}
        self._by_guardian = by_guardian
        self.retranslate()
        return self._words.text() != before

    @property
    def agreed(self) -> bool:
        """Whether it is shown as agreed to."""
        return self._agreed

    def retranslate(self) -> None:
        codes = languages(self._person, self._language.code or DEFAULT)
        titles = [self.text.titles.get(code) or self.text.titles.get(DEFAULT, self.text.key) for code in codes]
        texts = [(self.text.texts.get(code) or self.text.texts.get(DEFAULT, "")).strip() for code in codes]
        self._title.setText(" / ".join(dict.fromkeys(titles)))
        self._words.setText("\n\n".join(dict.fromkeys(texts)))
        self._version.setText(self.tr("版本 {version}").format(version=self.text.version))
        if self._agreed:
            read = self.tr("监护人已阅读并同意") if self._by_guardian else self.tr("本人已阅读并同意")
            self._state.set_state(read, Tone.OK)
        else:
            self._state.set_state(self.tr("还没有同意"), Tone.WARN)
        agree = self.tr("监护人同意") if self._by_guardian else self.tr("本人同意")
        self._button.set_text(self.tr("收回同意") if self._agreed else agree)
        set_state(self, "agreed", self._agreed)


class ConsentDialog(FullSheet):
    """Asks for the applicant's consent to one record.

    Args:
        desk: whose services are used.
        record_id: the record; it must be editable.
        parent: the page; the dialog covers its window.

    Signals:
        given(taken): consent was stored or taken back; ``services.capture.Taken``.
        shown(): the texts, or what was answered to them, are others now.
        moved(share): so far down (0–1) the texts are read here.
    """

    given = Signal(object)
    shown = Signal()
    moved = Signal(float)

    def __init__(self, desk: Desk, record_id: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._record_id = record_id
        self._busy = True
        self._read = False
        self._leaving = False
        self._by_guardian = False
        self._cards = {
            text.key: ConsentCard(text, number, desk.language)
            for number, text in enumerate(desk.profile.consents, start=1)
        }
        self._hint = Label("", role="muted")
        self.bar.chosen.connect(lambda _: self.reject())
        self.bar.next_requested.connect(self.go_on)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.verticalScrollBar().valueChanged.connect(self._look)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._look)
        self._fill()
        self.lay_out(self._scroll, beside_title=self._hint)
        self.retranslate()
        capture = desk.capture
        desk.tasks.run(lambda: capture.look(record_id), owner=self, on_done=self._show, on_error=self._tell)

    def _fill(self) -> None:
        space = tokens().space
        texts = QWidget()
        texts.setMaximumWidth(tokens().scaled["reading"])
        inner = QVBoxLayout(texts)
        inner.setContentsMargins(0, space.l, 0, space.l)
        inner.setSpacing(space.l)
        for card in self._cards.values():
            card.pressed.connect(self.toggle)
            inner.addWidget(card)
        inner.addStretch()
        body = QWidget()
        middle = QHBoxLayout(body)
        middle.setContentsMargins(space.l, 0, space.l, 0)
        middle.addStretch(1)
        middle.addWidget(texts, 100)
        middle.addStretch(1)
        self._scroll.setWidget(body)

    @property
    def busy(self) -> bool:
        """Whether something is being stored."""
        return self._busy

    @property
    def read_to_the_end(self) -> bool:
        """Whether the last line was on the screen."""
        return self._read

    def open_texts(self) -> tuple[str, ...]:
        """Return the keys of the texts that the applicant hasn't agreed to."""
        return tuple(key for key, card in self._cards.items() if not card.agreed)

    def texts(self) -> tuple[ConsentText, ...]:
        """Return the texts that are shown."""
        return tuple(card.text for card in self._cards.values())

    def agreed_texts(self) -> tuple[str, ...]:
        """Return the keys of the texts that the applicant agreed to."""
        return tuple(key for key, card in self._cards.items() if card.agreed)

    def read_elsewhere(self) -> None:
        """The applicant read to the end on a screen of their own."""
        if not self._read:
            self._read = True
            self._show_actions()

    def go_on(self) -> None:
        """Show the rest of the texts; then agree to all of them; then close."""
        if self._busy:
            return
        if not self.open_texts():
            self.accept()
        elif not self._read:
            self._turn_page(1)
        else:
            self._leaving = True
            self._store(self.open_texts(), given=True)

    def toggle(self, key: str) -> None:
        """Agree to one text, or take that back; the text must have been in view to its end."""
        card = self._cards.get(key)
        if card is None or self._busy:
            return
        if not card.agreed and not self._in_view(card):
            self._scroll.ensureWidgetVisible(card, 0, tokens().space.l)
            return
        self._store((key,), given=not card.agreed)

    # inside

    def _store(self, keys: tuple[str, ...], *, given: bool) -> None:
        capture, record_id = self._desk.capture, self._record_id
        self._busy = True
        self._show_actions()

        def stored(taken: Taken) -> None:
            self._show(taken)
            self.given.emit(taken)
            if self._leaving:
                self.accept()

        self._desk.tasks.run(
            lambda: capture.consent(record_id, keys, given=given), owner=self, on_done=stored, on_error=self._tell
        )

    def _show(self, taken: Taken) -> None:
        self._busy = False
        versions = {consent.key: consent.version for consent in taken.record.consents}
        profile = self._desk.profile.of(taken.record.business)
        wanted = {text.key for text in profile.consents}
        for key in self._cards.keys() - wanted:
            # A text that this kind of business doesn't ask to be agreed to.
            self._cards.pop(key).hide()
        values = taken.record.values
        self._by_guardian = is_minor(values, self._desk.workplace.clock.today(), profile.adult_age)
        kind = values.get("document_type", "")
        longer = [card.address(kind, by_guardian=self._by_guardian) for card in self._cards.values()]
        if any(longer):
            # What was in view to its end was another text.
            self._read = False
            QTimer.singleShot(0, self, self._look)
        for key, card in self._cards.items():
            card.set_agreed(versions.get(key) == card.text.version)
        self.retranslate()
        self.shown.emit()

    def _tell(self, error: SscardError) -> None:
        self._busy = self._leaving = False
        self.tell(error)
        self._show_actions()

    def _look(self) -> None:
        bar = self._scroll.verticalScrollBar()
        if bar.maximum() > 0:
            self.moved.emit(bar.value() / bar.maximum())
        if self.isVisible() and not self._read and bar.value() >= bar.maximum() - tokens().space.xl:
            self._read = True
            self._show_actions()

    def _in_view(self, card: ConsentCard) -> bool:
        """Return whether the end of a text is on the screen."""
        end = card.mapTo(self._scroll.viewport(), QPoint(0, card.height() - tokens().space.xl)).y()
        return self._read or end <= self._scroll.viewport().height()

    def _turn_page(self, by: int) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + by * round(bar.pageStep() * 0.85))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        pages = {
            Qt.Key.Key_PageDown: 1.0,
            Qt.Key.Key_Space: 1.0,
            Qt.Key.Key_PageUp: -1.0,
            Qt.Key.Key_Down: 0.15,
            Qt.Key.Key_Up: -0.15,
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif key == Qt.Key.Key_Escape:
            self.reject()
        elif key in pages:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + round(pages[key] * 0.85 * bar.pageStep()))
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            keys = list(self._cards)
            number = key - Qt.Key.Key_0
            if number <= len(keys):
                self.toggle(keys[number - 1])

    def reject(self) -> None:
        """Leave, as soon as what is under way is stored and told."""
        if self._busy:
            self._leaving = True
            return
        super().reject()

    def _show_actions(self) -> None:
        self.bar.set_actions([KeyAction("back", "Esc", self.tr("返回"))])
        if not self.open_texts():
            self.bar.set_reason("")
            self.bar.set_next(self.tr("完成"), icon="check", enabled=not self._busy)
        elif self._read:
            self.bar.set_reason("")
            read = self.tr("监护人已阅读，全部同意") if self._by_guardian else self.tr("本人已阅读，全部同意")
            self.bar.set_next(read, icon="check", enabled=not self._busy)
        else:
            self.bar.set_reason(self.tr("下面还有内容，读完后才能同意"))
            self.bar.set_next(self.tr("继续往下读"), icon="chevron_down", enabled=not self._busy)

    def retranslate(self) -> None:
        self.set_title(self.tr("告知与承诺"))
        minor = self.tr("申请人未成年，请监护人阅读")
        self._hint.setText(minor if self._by_guardian else self.tr("请申请人本人阅读"))
        self._show_actions()
