# SPDX-License-Identifier: Apache-2.0
"""What a supervisor sees of a signature from the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.signing import Signing
from sscard_desktop.ui.records.dossier import read_dossier
from sscard_desktop.ui.records.sheet import RecordSheet
from sscard_desktop.ui.records.signaturefact import SignatureFact, SignatureFinding
from sscard_desktop.ui.widgets.label import Tone
from tests.helpers.signatures import STROKES, png
from tests.helpers.windowdesks import WindowDesk


@pytest.fixture
def station(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def test_the_sheet_shows_the_signature_and_first_of_all_that_it_is_void(station: WindowDesk, qtbot: QtBot) -> None:
    clerk, record_id = station.station.clerk, station.filled()
    desk = station.sit_down("wangfang")
    sheet = RecordSheet(desk.profile, desk.language)
    qtbot.addWidget(sheet)

    def shown() -> list[SignatureFinding]:
        sheet.show_dossier(station.on_lane(lambda: read_dossier(desk, record_id)))
        return [found for found in sheet.findings() if isinstance(found, SignatureFinding)]

    assert shown() == []
    signing = Signing(clerk)
    asked = signing.ask(record_id)
    signing.sign(record_id, png(), STROKES, signer=next(iter(asked.names)), content=asked.content)
    (found,) = shown()
    assert found.shown
    assert "本人" in found.text()
    assert "limin" in found.detail()
    Capture(clerk).edit(record_id, {"mobile": "13900139000"})
    (void,) = shown()
    assert "作废" in void.text()
    assert sheet.findings()[0] is void


def test_a_damaged_signature_is_told_and_draws_nothing(station: WindowDesk) -> None:
    clerk, record_id = station.station.clerk, station.filled()
    with clerk.transaction() as now:
        clerk.store.put_picture(clerk.record(record_id).id, PictureRole.SIGNATURE, b"\x89PNG no", report="x", at=now)
    kept = Signing(clerk).of(record_id)
    (found,) = SignatureFact().told(kept, b"\x89PNG no")
    assert isinstance(found, SignatureFinding)
    assert found.property("tone") == Tone.BAD.value
    assert not found.shown
