# SPDX-License-Identifier: Apache-2.0
"""Cards at the counter: each goes where it belongs, and one that belongs to nobody in work waits its turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sscard_desktop import messages
from sscard_desktop.domain.card import Card
from sscard_desktop.domain.reader import ReaderEvent, ReaderState
from sscard_desktop.ui.counter.cards import CardMove, contradictions, decide
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.counter.notices import Notice, NoticeBoard, Subject
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.counter.work import Work
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.label import Tone

_DIFFERENCES_SHOWN = 3
_FINISHED_KEPT = 3


class Reading(QObject):
    """What the reader tells, put to use.

    Args:
        attended: tells whether the clerk looks at the counter; a card that comes otherwise waits.
        unsure: tells whether pictures are being read that say whose record it is; a card waits for that, too, or it
            would be put to somebody else's pictures.

    Signals:
        told(text): something worth a toast.
    """

    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        work: Work,
        board: NoticeBoard,
        words: CounterWords,
        *,
        attended: Callable[[], bool],
        unsure: Callable[[], bool],
    ) -> None:
        super().__init__(board)
        self._desk = desk
        self._work = work
        self._board = board
        self._words = words
        self._attended = attended
        self._unsure = unsure
        self._weighed_later = False
        self._next: Card | None = None
        self._finished: deque[str] = deque(maxlen=_FINISHED_KEPT)

    @property
    def waiting(self) -> Card | None:
        """The card that waits for the record in work to be finished."""
        return self._next

    def hear(self, event: ReaderEvent) -> None:
        """Take what the reader tells."""
        if event.state is ReaderState.CARD_FAILED and event.error is not None:
            error = event.error
            self._board.say(Subject.CARD_FAILED, lambda: Notice.warning(self._desk.language.message(error)))
        elif event.state is not ReaderState.READY:
            self._board.post(Subject.CARD_FAILED, None)
        if event.card is not None:
            self.take(event.card)

    def take(self, card: Card) -> None:
        """Put a card to use, or keep it for later."""
        work = self._work
        self._weighed_later = self._nobody_yet() and self._unsure()
        if work.busy or not self._attended() or self._weighed_later:
            self._keep(card)
            return
        move = decide(card, work.record, work.values(), work.profile, finished=self._finished)
        if move is CardMove.START:
            self._next = None
            self._board.post(Subject.NEXT_CARD, None)
            work.start(card)
            self._warn(card)
        elif move is CardMove.FILL:
            work.read_card(card)
            self._warn(card)
        elif move is CardMove.ASK:
            self.ask(card)
        elif move is CardMove.SAME:
            self.told.emit(self.tr("这张证件已经读过，就是当前这一位。"))
        elif move is CardMove.FINISHED:
            self._board.say(
                Subject.HINT,
                lambda: Notice(
                    self.tr("这一位刚刚办完，请取走证件。"),
                    action=self.tr("重新办理"),
                    on_action=lambda: work.start(card),
                ),
            )
        else:
            self._keep(card)

    def weigh(self) -> None:
        """The pictures were read, and say whose record it is: put the card to use that waited for that."""
        if self._weighed_later and self._work.record is not None:
            self.go_on()

    def _nobody_yet(self) -> bool:
        values = self._work.values()
        return self._work.record is not None and not values.get("number") and not values.get("name")

    def go_on(self) -> bool:
        """Begin with the card that waits, now that nobody is in work; return whether there was one."""
        card, self._next = self._next, None
        self._board.post(Subject.NEXT_CARD, None)
        if card is None:
            return False
        self.take(card)
        return True

    def finished(self, number: str) -> None:
        """Note whose record was just finished: the card may still lie there, or come once more with the next one's."""
        self._finished.append(number)

    def begin_anew(self) -> None:
        """Nobody waits and nobody was finished: in training the same people come in the next lesson, unserved."""
        self._finished.clear()
        self._next = None
        self._board.post(Subject.NEXT_CARD, None)

    def _keep(self, card: Card) -> None:
        """Put a card into the one place for waiting: whoever laid theirs on last stands at the counter."""
        earlier, self._next = self._next, card
        if earlier is not None and earlier.number != card.number:
            name = card.name or card.name_en
            self.told.emit(self.tr("等候的换成了 {name} 的证件；先前那位的请稍后再放一次。").format(name=name))
        if not self._attended():
            self.told.emit(self.tr("已读到证件，回到办理页会自动填入。"))
        if self._work.record is None:
            return

        def notice() -> Notice:
            return Notice(
                self.tr("下一位（{name}）的证件已读取，办完当前这一位会自动填入。").format(
                    name=card.name or card.name_en
                ),
                self.tr("当前记录不受影响。也可以先挂起当前这一位。"),
                Tone.INFO,
                self.tr("挂起并开始下一位"),
                self._work.park,
                KEYS[Action.PARK],
            )

        self._board.say(Subject.NEXT_CARD, notice)

    def ask(self, card: Card) -> None:
        """Ask whether the form is changed where a card says something else."""
        found = contradictions(self._work.profile, self._work.values(), card)

        def notice() -> Notice:
            lines = [
                self.tr("{label}：填写“{typed}”，证件“{card}”").format(
                    label=self._words.label(difference.key),
                    typed=self._words.shown(difference.key, difference.value),
                    card=self._words.shown(difference.key, difference.on_card),
                )
                for difference in found[:_DIFFERENCES_SHOWN]
            ]
            if len(found) > _DIFFERENCES_SHOWN:
                lines.append(self.tr("另有 %n 项", "", len(found) - _DIFFERENCES_SHOWN))
            return Notice(
                self.tr("证件与填写的有 %n 项不同，没有改动。", "", len(found)),
                self.tr("；").join(lines),
                Tone.WARN,
                self.tr("按证件更改"),
                lambda: self._work.read_card(card),
                cap(KEYS[Action.PROPOSAL]),
            )

        self._board.say(Subject.DIFFERENCES, notice)

    def _warn(self, card: Card) -> None:
        if card.warnings:
            code = card.warnings[0].code
            self._board.say(Subject.HINT, lambda: Notice.warning(messages.message(code, {}, self._words.code)))
