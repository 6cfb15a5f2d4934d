# SPDX-License-Identifier: Apache-2.0
"""A signature from the screen, for whoever decides: who signed when, whether it holds, what it looks like."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from sscard_desktop.domain.contentdigest import grouped_mark
from sscard_desktop.domain.signing import Signer
from sscard_desktop.services.signing import KeptSignature
from sscard_desktop.ui.records import words
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone


class SignatureFinding(Finding):
    """A finding with the signature beneath it, black on white as it was written."""

    def __init__(self, text: str, detail: str, png: bytes, *, tone: Tone) -> None:
        super().__init__(text, detail, tone=tone)
        image = QImage.fromData(png)
        self.shown = not image.isNull()
        if self.shown:
            picture = QLabel(self)
            size = tokens().size["signature_shown"]
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap.fromImage(image).scaled(
                round(size * ratio),
                round(size / 2 * ratio),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            pixmap.setDevicePixelRatio(ratio)
            picture.setPixmap(pixmap)
            picture.setAccessibleName(text)
            self.add_below(picture)


class SignatureFact(QObject):
    """Puts a kept signature into words."""

    def told(self, kept: KeptSignature | None, png: bytes) -> list[Finding]:
        """Return the finding, none where nobody signed on the screen."""
        if kept is None:
            return []
        if kept.said is None:
            what = self.tr("签名的记录已损坏，不能作准")
            return [SignatureFinding(what, self.tr("请退回，重新签名。"), png, tone=Tone.BAD)]
        who = {
            Signer.APPLICANT: self.tr("本人已在屏幕上签名"),
            Signer.GUARDIAN: self.tr("监护人 {name} 已在屏幕上签名"),
            Signer.AGENT: self.tr("代办人 {name} 已在屏幕上签名"),
        }[kept.said.signer].format(name=kept.name)
        detail = f"{words.moment(kept.said.signed_at)} · {kept.said.operator} · {grouped_mark(kept.said.content)}"
        if kept.holds:
            return [SignatureFinding(who, detail, png, tone=Tone.OK)]
        return [SignatureFinding(self.tr("签名后内容又改过，签名已作废"), f"{who} · {detail}", png, tone=Tone.BAD)]
