# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from pytestqt.qtbot import QtBot

from sscard_desktop.devices.spooler.demo import DemoSpooler
from sscard_desktop.services.papers import Offset, Papers, Way
from sscard_desktop.ui.settings.printing import ALL_FORMS, PrintingTab, tenths
from sscard_desktop.ui.widgets.field import FieldEditor
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


class Scene:
    """The page of settings over a spooler with two printers."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.spooler = DemoSpooler(folder / "prints", ("HP 1020", "Brother"))
        self.sitting = desk.sit_down("wangfang", replace(desk.workplace, spooler=lambda: self.spooler))
        self.tab = PrintingTab(self.sitting)
        qtbot.addWidget(self.tab)
        self.tab.entered()
        qtbot.waitUntil(lambda: self.tab.fields()[0].value() == "HP 1020", timeout=10_000)

    def pick(self, editor: FieldEditor, value: str) -> None:
        editor.set_value(value)
        editor.finished.emit(value)
        self.desk.settle()

    def ways(self) -> Mapping[str, Way]:
        return self.desk.on_lane(lambda: Papers(self.sitting.session).current()).ways


@pytest.fixture
def scene(qtbot: QtBot, desk: WindowDesk, tmp_path: Path) -> Scene:
    return Scene(qtbot, desk, tmp_path)


def test_each_form_keeps_its_printer_tray_sides_and_copies(scene: Scene) -> None:
    printer, form, _, _ = scene.tab.fields()
    tray, sides, copies = scene.tab.options()
    scene.pick(tray, "tray-2")
    scene.pick(form, "receipt")
    assert (printer.value(), tray.value()) == ("HP 1020", "tray-2"), "as all forms, until it has its own"
    scene.pick(printer, "Brother")
    scene.pick(sides, "2")
    scene.pick(copies, "3")
    assert scene.ways() == {"": Way("HP 1020", "tray-2"), "receipt": Way("Brother", "tray-2", True, 3)}
    scene.pick(form, ALL_FORMS)
    assert (printer.value(), copies.value()) == ("HP 1020", "1")


@pytest.mark.parametrize("typed", ["0", "21", "", "x", "-1", "²", "1000"])
def test_copies_out_of_range_are_told_and_not_saved(scene: Scene, typed: str) -> None:
    copies = scene.tab.options()[2]
    scene.pick(copies, typed)
    assert scene.ways() == {}
    note = copies.note()
    assert note is not None
    assert "份数" in note.text or "整数" in note.text


def test_the_test_page_goes_to_the_spooler_and_the_check_page_is_moved(scene: Scene) -> None:
    across = scene.tab.fields()[2]
    scene.pick(across, "5.0")
    for key in ("test", "check"):
        scene.tab.act(key)
        scene.desk.settle()
    test, check = (path.read_bytes() for path in sorted(scene.spooler.folder.glob("*.pdf")))
    assert b"/MediaBox [ 0 0 " in test
    assert b"/MediaBox [ -14.1732 0.0000 " in check
    assert b"/MediaBox [ -14" not in test
