# SPDX-License-Identifier: Apache-2.0
"""One record to be read: photo with its report at the left, ID pictures beside it, values by section at the right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop.domain.photo import PictureRole, Verdict
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.ui.i18n import Language, Retranslated
from sscard_desktop.ui.records import words
from sscard_desktop.ui.records.documentfacts import DocumentFacts
from sscard_desktop.ui.records.dossier import Dossier
from sscard_desktop.ui.records.facts import Facts
from sscard_desktop.ui.records.older import OlderRecord
from sscard_desktop.ui.records.signaturefact import SignatureFact
from sscard_desktop.ui.records.values import ValuesPanel
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import ElidedLabel, Label, Tone
from sscard_desktop.ui.widgets.picture import ID_CARD_RATIO, PhotoTile, PictureFrame

_HISTORY_ROWS = 2.5
"""Rows of a list in whose height the history shows what came last and that there is more."""


class RecordSheet(Retranslated, QWidget):
    """Everything of one record on one screen; nothing on it can be changed.

    Args:
        profile: the city.
        language: of the sentences.
    """

    def __init__(self, profile: Profile, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._language = language
        self._dossier: Dossier | None = None
        space = tokens().space
        self._head = QFrame(self)
        self._head.setObjectName("sheet_head")
        self._name = ElidedLabel("", self._head, role="name")
        self._number = Label("", self._head, role="number")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._kind = Chip("", self._head)
        self._state = Chip("", self._head)
        self._parked = Chip("", self._head)
        self._receipt = Label("", self._head, role="muted")
        head = QHBoxLayout(self._head)
        head.setContentsMargins(space.l, space.s, space.l, space.s)
        head.setSpacing(space.m)
        head.addWidget(self._name)
        head.addWidget(self._number)
        head.addWidget(self._kind)
        head.addWidget(self._state)
        head.addWidget(self._parked)
        head.addStretch()
        head.addWidget(self._receipt)

        self._photo = PhotoTile(self)
        self._photo.frame().setEnabled(False)
        self._findings, self._facts = _scrolled(self)
        self._facts.setFixedWidth(tokens().size["facts"])
        left = QVBoxLayout()
        left.setSpacing(space.m)
        left.addWidget(self._photo)
        left.addWidget(self._facts, 1)

        size = _side(tokens().size["id_picture"])
        self._sides: dict[PictureRole, tuple[PictureFrame, Label]] = {}
        self._middle = middle = QVBoxLayout()
        middle.setSpacing(space.xs)
        for role in (PictureRole.ID_FRONT, PictureRole.ID_BACK):
            frame = PictureFrame(self, icon="card", size=size)
            frame.setEnabled(False)
            name = Label("", self, role="muted")
            name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            middle.addWidget(frame)
            middle.addWidget(name)
            self._sides[role] = frame, name
        self._story, self._history = _scrolled(self)
        story = self._history
        story.setFixedWidth(size.width())
        # It must not push the window: where both lack room, both give way (_share_room).
        story.setMinimumHeight(1)
        middle.addSpacing(space.s)
        middle.addWidget(story, 1)

        self._values = ValuesPanel(profile, self)
        room = QHBoxLayout()
        room.setContentsMargins(space.l, space.m, space.xs, 0)
        room.setSpacing(space.l)
        room.addLayout(left)
        room.addLayout(middle)
        room.addWidget(self._values, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(room, 1)
        self.retranslate()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a record."""
        self._dossier = dossier
        record = dossier.record
        self._name.set_full_text(record.value("name") or self.tr("（未填姓名）"))
        self._number.setText(words.number(record.value("number")))
        state = words.of_status(record.status)
        kinds = self._profile.businesses
        several = len(kinds) > 1 or record.business not in kinds
        self._kind.set_state(
            kinds.label(record.business, self._language.code) if several else "", Tone.INFO, icon="file"
        )
        self._state.set_state(state.word, state.tone, icon=state.icon)
        parked = words.parked()
        self._parked.set_state(parked.word if record.parked else "", parked.tone, icon=parked.icon)
        self._receipt.setText(
            self.tr("受理编号 {number}").format(number=grouped(record.receipt_number)) if record.receipt_number else ""
        )
        self._show_pictures(dossier)
        language, profile = self._language.code, self._profile.of(record.business)
        labels = {key: spec.label(language) for key, spec in profile.fields.items()}
        labels |= {
            role.value: words.of_role(role, language)
            for role in (PictureRole.PHOTO, *self._sides, PictureRole.SIGNATURE)
        }
        facts = Facts(language, labels)
        pictures = DocumentFacts(profile, language)
        titles = {text.key: text.titles.get(language) or text.titles["zh_CN"] for text in profile.consents}
        found = [
            *facts.remarks(dossier.remarks),
            *facts.warnings(dossier.warnings),
            *pictures.differences(dossier.documents),
        ]
        found += [*facts.rare_characters(record), *facts.photo(dossier.judged)]
        found += facts.light(dossier.light)
        found += pictures.pictures(dossier.documents)
        signature = SignatureFact().told(dossier.signature, dossier.pictures.get(PictureRole.SIGNATURE, b""))
        if dossier.signature is not None and not dossier.signature.holds:
            found = [*signature, *found]
        else:
            found += signature
        found += [pictures.origin(record, dossier.documents), facts.consents(record, titles), facts.prints(record)]
        if older := OlderRecord().told(record, self._profile, language):
            found.insert(0, Finding(older[0], older[1], tone=Tone.WARN if older[1] else Tone.INFO))
        _fill(self._findings, found)
        _fill(self._story, facts.history(record, dossier.steps))
        self._values.show_record(record, language)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Draw the ID pictures smaller where the history would have no line left, as in large type."""
        taken = self._head.sizeHint().height() + tokens().space.m + self._middle.spacing() * (self._middle.count() - 1)
        taken += tokens().space.s + sum(name.sizeHint().height() for _, name in self._sides.values())
        rest = self.height() - taken - round(tokens().scaled["row"] * _HISTORY_ROWS)
        most, least = tokens().size["id_picture"], tokens().size["id_picture_least"]
        size = _side(max(least, min(most, int(rest / len(self._sides) * ID_CARD_RATIO))))
        for frame, _ in self._sides.values():
            frame.setFixedSize(size)
        self._history.setFixedWidth(size.width())

    def dossier(self) -> Dossier | None:
        """Return what is shown."""
        return self._dossier

    def findings(self) -> list[Finding]:
        """Return warnings and photo report as shown."""
        return [found for found in self._facts.findChildren(Finding) if not found.isHidden()]

    def values(self) -> ValuesPanel:
        """Return the values."""
        return self._values

    def retranslate(self) -> None:
        for role, name in ((PictureRole.ID_FRONT, self.tr("正面")), (PictureRole.ID_BACK, self.tr("背面"))):
            self._sides[role][1].setText(name)
            self._sides[role][0].set_words(self.tr("没有图片"))
        self._photo.set_words(self.tr("没有照片"), "")
        if self._dossier is not None:
            self.show_dossier(self._dossier)

    def _show_pictures(self, dossier: Dossier) -> None:
        def image(role: PictureRole) -> QImage | None:
            content = dossier.pictures.get(role)
            return QImage.fromData(content) if content is not None else None

        self._photo.set_photo(image(PictureRole.PHOTO))
        for role, (frame, _) in self._sides.items():
            frame.set_image(image(role))
        judged = dossier.judged
        if not judged.report.checks:
            self._photo.set_verdict("", Tone.QUIET)
        elif judged.overridden:
            self._photo.set_verdict(self.tr("%n 项不合格照用", "", len(judged.overridden)), Tone.WARN)
        elif judged.report.verdict is Verdict.FAIL:
            self._photo.set_verdict(self.tr("不合格"), Tone.BAD)
        else:
            self._photo.set_verdict(self.tr("合格"), Tone.OK)


def _side(width: int) -> QSize:
    """Return the size of an ID card's side so wide."""
    return QSize(width, round(width / ID_CARD_RATIO))


def _scrolled(parent: QWidget) -> tuple[QVBoxLayout, QScrollArea]:
    """Return a column that scrolls where the room ends, and its scroll area."""
    space = tokens().space
    room = QWidget()
    inner = QVBoxLayout(room)
    inner.setContentsMargins(0, 0, space.s, space.m)
    column = QVBoxLayout()
    column.setSpacing(space.s)
    inner.addLayout(column)
    inner.addStretch()
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(room)
    return column, area


def _fill(layout: QVBoxLayout, findings: Iterable[Finding]) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for found in findings:
        layout.addWidget(found)
