# SPDX-License-Identifier: Apache-2.0
"""A name's proof on the window: one person's doesn't outlive the next one's."""

from __future__ import annotations

import io

from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from sscard_desktop.ui.characters.proofview import ProofPicture


def proof() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(200, 40))
    canvas.drawString(5, 5, "ZHANG")
    canvas.save()
    return target.getvalue()


def test_a_proof_ends_with_the_next_one(qtbot: QtBot) -> None:
    picture = ProofPicture()
    qtbot.addWidget(picture)
    ended: list[str] = []
    picture.set_proof(proof())
    assert picture._pages is not None
    picture._pages.destroyed.connect(lambda: ended.append("first"))
    picture.set_proof(proof())
    assert ended == ["first"]
    picture.set_proof(b"")
    assert picture.is_empty()
    assert picture.findChildren(QPdfDocument) == []
