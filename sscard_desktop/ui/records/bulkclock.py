# SPDX-License-Identifier: Apache-2.0
"""Whose one photo is, so that the camera's clock is known: seen, said, and told how well it fits before it counts.

Where the times alone say how far the clock is off, the person follows from that and stands there already; it counts
only once somebody has looked at the face and agreed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.masking import masked_number
from sscard_desktop.domain.photoclaims import Person
from sscard_desktop.domain.photomatching import NamedFile
from sscard_desktop.domain.photoreads import CardRead, ClockShift, match_by_reads, shift_of_pair
from sscard_desktop.services.cardreads import CalledPerson
from sscard_desktop.services.ports import PictureFiles
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.choiceline import ChoiceLine
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.picture import PictureFrame

_PICTURE_PX = 240


class ClockDialog(Dialog):
    """One picture and a line for its person; Page Down shows another picture, Enter says who it is, and again agrees.

    Args:
        files: open, with the camera's times.
        reads: who was called up when.
        people: who may be picked: those who were called up.
        proposed: what the times alone say.

    Signals:
        told(ClockShift): how far the camera's clock is off; the dialog closes.
    """

    told = Signal(object)

    def __init__(
        self,
        desk: Desk,
        files: PictureFiles,
        reads: Sequence[CardRead],
        people: Mapping[str, CalledPerson],
        proposed: ClockShift | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, icon="question")
        self.setObjectName("wide")
        self._desk, self._files, self._reads = desk, files, reads
        self._people, self._proposed = people, proposed
        self._shots = [NamedFile(each.key, each.name, each.at) for each in files.pictures if each.at is not None]
        self._guessed = self._follows() if proposed is not None else {}
        self._place = self._first()
        self._fits: tuple[str, str, ClockShift] | None = None
        self._busy = False
        self.set_title(self.tr("这张照片是谁？"))
        self.set_text(self.tr("相机的时间和电脑的时间不一样。认出一张照片，其余的就能按刷卡时间对上。"))
        self._picture = PictureFrame(self, icon="picture", size=QSize(_PICTURE_PX, _PICTURE_PX))
        self._picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name = Label("", self, role="text", wrap=True)
        self._line = ChoiceLine(self)
        self._line.setAccessibleName(self.tr("姓名或证件号码"))
        self._line.setPlaceholderText(self.tr("姓名或证件号码"))
        self._line.set_choices(
            [Choice(each, who.name or who.number, hint=masked_number(who.number), also=(who.number,))
             for each, who in people.items()]
        )  # fmt: skip
        self._line.picked.connect(lambda _: self._changed())
        self._line.accepted.connect(self._take)
        self._said = Label("", self, role="hint", wrap=True)
        side = QVBoxLayout()
        side.setSpacing(tokens().space.s)
        for widget in (self._name, self._line, self._said):
            side.addWidget(widget)
        side.addStretch()
        row = QHBoxLayout()
        row.setSpacing(tokens().space.m)
        row.addWidget(self._picture)
        row.addLayout(side, 1)
        self.body.addLayout(row)
        other = Button(self.tr("换一张照片"), self, key="PgDn")
        other.clicked.connect(self._show_next)
        self._buttons.addWidget(other)
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self._go = Button("", self, kind="primary", key="Enter")
        self._go.clicked.connect(self._take)
        self._buttons.addWidget(self._go)
        # A shortcut: the line keeps the key for its list.
        QShortcut(QKeySequence(Qt.Key.Key_PageDown), self).activated.connect(self._show_next)
        self._show_shot()
        self._line.setFocus()

    def line(self) -> ChoiceLine:
        """Return the line; for tests."""
        return self._line

    def shown(self) -> str:
        """Return the shown picture's name and time; for tests."""
        return self._name.text()

    def said(self) -> str:
        """Return what is said of the answer; for tests."""
        return self._said.text()

    # the picture

    def _follows(self) -> dict[str, str]:
        assert self._proposed is not None
        people = [Person(each, who.name, who.number) for each, who in self._people.items()]
        return dict(match_by_reads(self._shots, people, self._reads, self._proposed.shift).assigned)

    def _first(self) -> int:
        """Return the place of a picture in the middle, whose person follows where anybody's does."""
        middle = len(self._shots) // 2
        order = sorted(range(len(self._shots)), key=lambda place: abs(place - middle))
        return next((place for place in order if self._shots[place].key in self._guessed), middle)

    def _show_next(self) -> None:
        if self._shots:
            self._place = (self._place + 1) % len(self._shots)
            self._show_shot()

    def _show_shot(self) -> None:
        shot = self._shots[self._place]
        self._fits = None
        self._name.setText(f"{shot.name}\n{shot.at:%Y-%m-%d %H:%M:%S}")
        self._line.set_code(self._guessed.get(shot.key, ""))
        self._picture.set_image(None)
        self._changed()
        gathering, files = self._desk.workplace.gathering, self._files

        def show(jpeg: bytes) -> None:
            if self._shots[self._place].key == shot.key and jpeg:
                self._picture.set_image(QImage.fromData(jpeg))

        self._desk.tasks.run(
            lambda: gathering().thumbnail(files.read(shot.key)),
            owner=self._picture,
            lane=Lane.WORK,
            on_done=show,
            on_error=lambda _: None,
        )

    # the answer

    def _changed(self) -> None:
        """Say what stands there, and what Enter does."""
        shot, person = self._shots[self._place], self._line.code()
        fits = self._fits if self._fits is not None and self._fits[:2] == (shot.key, person) else None
        if fits is None and self._proposed is not None and person and self._guessed.get(shot.key) == person:
            fits = (shot.key, person, self._proposed)
        self._fits = fits
        self._go.set_text(self.tr("确认，按此对照") if fits is not None else self.tr("就是这个人"))
        if fits is not None:
            told = self.tr(
                "相机时间加 {seconds} 秒就是电脑时间；{of} 张中有 {alone} 张各对上一个人。请看清是不是这个人。"
            )
            shift = fits[2]
            self._said.setText(told.format(seconds=int(shift.shift.total_seconds()), alone=shift.alone, of=shift.of))
        else:
            self._said.setText(self.tr("认不出就换一张。"))

    def _take(self) -> None:
        shot, person = self._shots[self._place], self._line.code()
        if self._busy or not person:
            return
        if self._fits is not None:
            self.told.emit(self._fits[2])
            self.accept()
            return
        self._busy = True
        shots, reads = self._shots, self._reads

        def fitted(shift: ClockShift | None) -> None:
            self._busy = False
            if shift is not None:
                self._fits = (shot.key, person, shift)
                self._changed()
            else:
                told = self._desk.language.message(RefusedError("reads.no_pair"))
                self._said.setText(f"{told.what}{told.todo}")

        self._desk.tasks.run(
            lambda: shift_of_pair(shots, reads, shot.key, person), owner=self, lane=Lane.WORK, on_done=fitted
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)
