# SPDX-License-Identifier: Apache-2.0
"""The other half of the photo dialog: the finished picture beside what the camera saw, and the sheet of verdicts.

The picture is shown as it will be printed: never mirrored, pixel for pixel. Moved by hand it follows the keys at once,
roughly; the picture that counts is the one made and checked a moment later.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.photo import Adjustment, FinishedPhoto, PhotoSpec
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.ui import zoom
from sscard_desktop.ui.i18n import Language, Retranslated
from sscard_desktop.ui.photo.truepicture import FittedPicture, TruePicture
from sscard_desktop.ui.photo.verdictsheet import VerdictSheet, carried
from sscard_desktop.ui.photo.words import corrections_of
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Label, Tone

_ORIGINAL_SCALE = 0.5
"""The frame stands beside the photo to compare with, not to be judged: the room is the verdicts'."""


class ResultView(Retranslated, QWidget):
    """Shows one finished photo.

    Signals:
        changed(): the clerk decided something.
        refused(check_key): another shot is needed, because of this.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, spec: PhotoSpec, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._finished: FinishedPhoto | None = None
        self._kept = False
        self._showing_before = False
        self._photo, self._before = QImage(), QImage()
        space = tokens().space
        size = QSize(spec.width, spec.height)
        # The finished photo keeps its true size; what is said beneath the other one grows with everything else.
        scale = _ORIGINAL_SCALE * zoom.in_force() / zoom.ZOOMS[0]
        self._original, self._picture = FittedPicture(size * scale), TruePicture(size)
        self._original_words, self._picture_words = Label("", role="muted"), Label("", role="muted")
        self._file_words = Label("", role="muted", wrap=True)
        self._corrected = Label("", role="muted", wrap=True)
        self._keys = Label("", role="muted", wrap=True)
        self._title = Label("", role="section")
        self._changed_background = Chip("")
        self.sheet = VerdictSheet(language)
        self.sheet.changed.connect(self._tell)
        self.sheet.refused.connect(self.refused)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.xl, space.l, space.xl, space.l)
        row.setSpacing(space.l)
        pictures = QHBoxLayout()
        pictures.setSpacing(space.l)
        # What is said of the photo stands beneath the small picture: below the large one a low screen has no room.
        beneath = (self._file_words, self._corrected, self._keys)
        for picture, words, more in (
            (self._original, self._original_words, beneath),
            (self._picture, self._picture_words, ()),
        ):
            column = QVBoxLayout()
            column.setSpacing(space.s)
            column.addWidget(words)
            column.addWidget(picture)
            for line in more:
                line.setFixedWidth(self._original.width())
                column.addWidget(line)
            column.addStretch()
            pictures.addLayout(column)
        row.addLayout(pictures)
        right = QVBoxLayout()
        right.setSpacing(space.s)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._changed_background)
        right.addLayout(head)
        right.addWidget(self.sheet, 1)
        row.addLayout(right, 1)
        self.retranslate()

    # use

    def show_photo(self, finished: FinishedPhoto) -> None:
        """Show a photo and forget the one before, with its decisions."""
        self._kept = False
        self._show(finished, JudgedPhoto(finished.report), QImage.fromData(finished.before))

    def show_moved(self, finished: FinishedPhoto) -> None:
        """Show the same shot made again, a little moved; decisions about the person stand."""
        judged = self.sheet.judged
        report = finished.report
        self._kept = False
        self._show(
            finished,
            JudgedPhoto(report) if judged is None else carried(judged, report),
            QImage.fromData(finished.before),
        )

    def show_kept(self, jpeg: bytes, judged: JudgedPhoto, original: QImage) -> None:
        """Show the photo that the record has, as it was decided on."""
        self._kept = True
        self._show(FinishedPhoto(jpeg, judged.report), judged, original)

    def show_again(self, finished: FinishedPhoto, judged: JudgedPhoto, before: QImage, *, kept: bool) -> None:
        """Show a photo that was let go, as it was decided on; ``kept`` where the record has it."""
        self._kept = kept
        self._show(finished, judged, before)

    def show_moving(self, by: Adjustment) -> None:
        """Show roughly what the photo will be once it is moved ``by`` so much."""
        geometry = self._finished.report.geometry if self._finished is not None else None
        if geometry is not None:
            self._picture.move_image(by, geometry.eye_x, self._photo.height() - geometry.eye_above_bottom)

    def clear(self) -> None:
        """Forget the photo: nothing of the person stays in the widgets."""
        self._finished = None
        self._kept = self._showing_before = False
        self._photo, self._before = QImage(), QImage()
        self._picture.set_image(QImage())
        self._original.set_image(QImage())
        self.sheet.show_judged(None)

    def toggle_before(self) -> None:
        """Show what the camera saw in the photo's place, or the photo again."""
        if not self._before.isNull():
            self._showing_before = not self._showing_before
            self._show_pictures()
            self.retranslate()

    def before(self) -> QImage:
        """Return what the camera saw."""
        return self._before

    @property
    def showing_before(self) -> bool:
        """Whether the large picture is what the camera saw."""
        return self._showing_before

    @property
    def kept(self) -> bool:
        """Whether it is the photo that the record has already."""
        return self._kept

    @property
    def finished(self) -> FinishedPhoto | None:
        """The photo that is shown."""
        return self._finished

    @property
    def judged(self) -> JudgedPhoto | None:
        """Its report with the clerk's decisions."""
        return self.sheet.judged

    def picture(self) -> QImage:
        """Return the large picture as shown."""
        return self._picture.image()

    # inside

    def _show(self, finished: FinishedPhoto, judged: JudgedPhoto, before: QImage) -> None:
        self._finished = finished
        self._photo, self._before = QImage.fromData(finished.jpeg), before
        self._showing_before = False
        self._original.set_image(before)
        self._show_pictures()
        self.sheet.show_judged(judged)
        self.retranslate()

    def _show_pictures(self) -> None:
        size = self._photo.size()
        shown = self._photo
        if self._showing_before:
            shown = self._before.scaled(
                size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        self._picture.set_image(shown)

    def _tell(self) -> None:
        self.retranslate()
        self.changed.emit()

    def retranslate(self) -> None:
        self._original_words.setText(self.tr("处理前") if not self._before.isNull() else "")
        self._original.setVisible(not self._before.isNull())
        self._keys.setText(
            self.tr("手工微调\n↑ ↓ ← →  移动\n+ −  缩放\n[ ]  旋转\nShift  大步\nCtrl+Z  撤销\nCtrl+Y  重做\n0  还原")
        )
        judged, finished = self.sheet.judged, self._finished
        if judged is None or finished is None:
            self._title.setText("")
            return
        self._picture_words.setText(
            self.tr("处理前（按 B 看成品）") if self._showing_before else self.tr("成品（实际大小）")
        )
        file = finished.report.file
        dpi = f" · {file.dpi} dpi" if file is not None and file.dpi else ""
        self._file_words.setText(
            "" if file is None else f"{file.width}×{file.height}{dpi}\n{file.size_bytes / 1024:.1f} KB"
        )
        corrected = " · ".join(corrections_of(finished.report, self._language))
        self._corrected.setText(corrected)
        self._corrected.setVisible(bool(corrected))
        failures, questions = len(judged.open_failures), len(judged.open_questions)
        if failures:
            title = self.tr("{count} 项不合格").format(count=failures)
        elif questions:
            title = self.tr("请看这 {count} 项").format(count=questions)
        elif judged.overridden:
            title = self.tr("可以采用，主管会看到理由")
        elif not judged.report.checks:
            title = self.tr("这张照片没有检查记录")
        else:
            title = self.tr("全部合格")
        self._title.setText(self.tr("已有照片：{state}").format(state=title) if self._kept else title)
        unsure = judged.overridden or not judged.report.checks
        self._title.set_tone(Tone.BAD if failures else Tone.WARN if unsure else None if questions else Tone.OK)
        replaced = self.tr("背景已换成白色") if finished.report.background_replaced else ""
        self._changed_background.set_state(replaced, Tone.QUIET, icon="info")
