# SPDX-License-Identifier: Apache-2.0
"""The running window and a scanned form: its record comes to the front, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.formcode import FormCode, form_mark
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.formcodes import form_code
from sscard_desktop.ui.counter.page import CounterPage
from tests.helpers.keyboards import Keyboard
from tests.helpers.windowdesks import WindowDesk
from tests.helpers.windowhouses import House


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    with WindowDesk(qtbot, tmp_path) as desk:
        found = House(qtbot, desk)
        found.window.show()
        yield found
        found.program.close()
        assert not desk.bugs, desk.bugs


def test_a_scanned_form_opens_its_record_wherever_the_clerk_is(house: House, qtbot: QtBot) -> None:
    desk = house.desk.station
    draft = desk.clerk.record(house.desk.filled(0))
    submitted = desk.clerk.record(house.desk.submitted(1))
    old = form_code(desk.clerk, draft, "registration")
    Capture(desk.clerk).edit(draft.id, {"mobile": "13900139000"})
    record = desk.clerk.record(draft.id)
    house.sit_down()
    window, keyboard = house.window, Keyboard(house.window)
    counter = window.findChild(CounterPage)
    assert isinstance(counter, CounterPage)

    window.go_to("records")
    keyboard.scan(form_code(desk.clerk, record, "registration"))
    qtbot.waitUntil(lambda: window.current_page() == "counter")
    qtbot.waitUntil(lambda: counter.work.record is not None and counter.work.record.id == draft.id)
    assert window.banner().isHidden()

    keyboard.scan(submitted.receipt_number)
    qtbot.waitUntil(lambda: window.current_page() == "records")

    keyboard.scan(old)
    qtbot.waitUntil(lambda: not window.banner().isHidden())
    assert window.current_page() == "counter"
    assert "又改过" in window.banner().texts()[0]

    nowhere = FormCode(4242, RecordId("ab" * 16), form_mark("registration"), "0" * 12)
    keyboard.scan(str(nowhere))
    qtbot.waitUntil(lambda: "4242" in window.banner().texts()[0])
    assert counter.work.record is not None


def test_a_locked_window_hears_no_scanner(house: House, qtbot: QtBot) -> None:
    desk = house.desk.station
    record = desk.clerk.record(house.desk.submitted())
    house.sit_down()
    house.window.lock()
    house.settle()
    Keyboard(house.window).scan(record.receipt_number)
    house.settle()
    assert house.window.current_page() == ""
