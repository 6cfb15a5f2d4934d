# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from pytestqt.qtbot import QtBot

from sscard_desktop.services.papers import Offset, Papers
from sscard_desktop.ui.settings.printing import PrintingTab, tenths
from tests.helpers.windowdesks import WindowDesk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def two_printers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["HP 1020", "Brother"]))
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", staticmethod(lambda: "HP 1020"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1.5", 15), ("-1.5", -15), ("−0.3", -3), ("0", 0), ("", 0), ("20", 200), ("1,5", 15), ("1.55", None),
     ("x", None), ("nan", None), ("inf", None), ("1e9", None)],
)  # fmt: skip
def test_millimetres_are_read_in_tenths(typed: str, meant: int | None) -> None:
    assert tenths(typed) == meant


def test_an_offset_is_saved_as_one_leaves_the_field(qtbot: QtBot, desk: WindowDesk) -> None:
    sitting = desk.sit_down("wangfang")
    tab = PrintingTab(sitting)
    qtbot.addWidget(tab)
    tab.entered()
    qtbot.waitUntil(lambda: tab.fields()[2].value() == "0.0")
    printer, _, across, down = tab.fields()
    assert printer.value() == "HP 1020"
    across.set_value("1.5")
    down.set_value("-2.3")
    down.finished.emit("-2.3")

    def kept() -> bool:
        settings = desk.on_lane(lambda: Papers(sitting.session).current())
        return settings.offset("HP 1020", "registration") == Offset(15, -23)

    qtbot.waitUntil(kept, timeout=5000)


@pytest.mark.parametrize("typed", ["20.1", "abc"])
def test_an_offset_out_of_range_is_told_and_not_saved(qtbot: QtBot, desk: WindowDesk, typed: str) -> None:
    sitting = desk.sit_down("wangfang")
    tab = PrintingTab(sitting)
    qtbot.addWidget(tab)
    tab.entered()
    qtbot.waitUntil(lambda: tab.fields()[3].value() == "0.0")
    tab.fields()[3].set_value(typed)
    tab.fields()[3].finished.emit(typed)
    qtbot.waitUntil(sitting.tasks.idle, timeout=5000)
    assert desk.on_lane(lambda: Papers(sitting.session).current()).offsets == {}
