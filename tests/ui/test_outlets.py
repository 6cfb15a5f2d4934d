# SPDX-License-Identifier: Apache-2.0
"""Printing through a spooler: which printer and how, moved where it misses, counted once accepted, told when stuck."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.devices.spooler.cups import CupsSpooler
from sscard_desktop.devices.spooler.demo import DemoSpooler
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.domain.printing import Fate, JobReport, Printer, PrintJob, Ticket, Trouble
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import Record
from sscard_desktop.services.papers import Offset, Papers, Way
from sscard_desktop.services.ports import Spooler
from sscard_desktop.services.printjobs import PrintJobs
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.preview import PreviewDialog
from sscard_desktop.ui.printer import FormPrinter
from sscard_desktop.ui.printwatch import PATIENT_LOOKS, PrintWatch
from tests.helpers.cupsd import THERE, WHY_NOT, OwnCups
from tests.helpers.windowdesks import WindowDesk


class Scene:
    """A page, a spooler with two printers, one submitted person, and the watch over the jobs."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, spooler: Spooler) -> None:
        self.desk = desk
        self.qtbot = qtbot
        self.record = desk.submitted()
        self.clerk = desk.sit_down("limin", replace(desk.workplace, spooler=lambda: spooler))
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.page = QWidget(self.window)
        self.window.show()
        self.printer = FormPrinter(self.clerk, self.page)
        self.printed: list[Record] = []
        self.told: list[SscardError] = []
        self.watch = PrintWatch(desk.tasks, lambda: spooler, self.window)
        self.watch.told.connect(lambda error, _: self.told.append(error))
        self.watch.sit_down(self.clerk)

    def ask(self) -> PreviewDialog:
        self.printer.print_form(self.record, "registration", self.printed.append)
        self.qtbot.waitUntil(lambda: self.printer.preview() is not None, timeout=20_000)
        preview = self.printer.preview()
        assert preview is not None
        return preview

    def print(self) -> None:
        before = len(self.printed)
        QTest.keyClick(self.ask(), Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: len(self.printed) > before, timeout=20_000)

    def look(self) -> None:
        self.watch.look()
        self.desk.settle()

    def open_jobs(self) -> int:
        return len(self.desk.on_lane(lambda: PrintJobs(self.clerk.session).open()))

    def prints(self) -> int:
        return self.desk.on_lane(lambda: self.clerk.registry.show(self.record)[0]).prints

    def settings(self) -> Papers:
        return Papers(self.desk.station.supervisor)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def spooler(tmp_path: Path) -> DemoSpooler:
    return DemoSpooler(tmp_path / "prints", ("HP 1020", "Brother"))


@pytest.fixture
def scene(qtbot: QtBot, desk: WindowDesk, spooler: DemoSpooler) -> Scene:
    return Scene(qtbot, desk, spooler)


def sheets(spooler: DemoSpooler) -> list[bytes]:
    return [path.read_bytes() for path in sorted(spooler.folder.glob("*.pdf"))]


def test_enter_alone_prints_the_very_bytes_that_were_shown(scene: Scene, spooler: DemoSpooler) -> None:
    preview = scene.ask()
    QTest.keyClick(preview, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(scene.printed), timeout=20_000)
    assert scene.printed[0].prints == scene.prints() == 1
    (sheet,) = sheets(spooler)
    assert PdfPages(sheet).count() == 1
    (ticket,) = spooler.tickets
    assert (round(ticket.width_mm), round(ticket.height_mm), ticket.across, ticket.copies) == (210, 297, False, 1)
    assert ticket.title.startswith("成都市社会保障卡"), "the queue shows the form and nobody's name"
    name, number = (scene.printed[0].value(key) for key in ("name", "number"))
    assert name not in ticket.title
    assert number not in ticket.title


def test_a_form_goes_to_its_own_printer_tray_and_copies(scene: Scene, spooler: DemoSpooler) -> None:
    scene.settings().print_by("", Way("HP 1020"))
    scene.settings().print_by("registration", Way("Brother", tray="tray-2", two_sided=True, copies=3))
    preview = scene.ask()
    scene.qtbot.waitUntil(lambda: "Brother" in preview.bar().reason())
    assert preview.bar().reason() == "Brother · tray-2 · 双面 · 3 份"
    QTest.keyClick(preview, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(scene.printed))
    (ticket,) = spooler.tickets
    assert (ticket.printer, ticket.tray, ticket.two_sided, ticket.copies) == ("Brother", "tray-2", True, 3)


def test_a_printer_that_went_and_a_tray_that_went_are_replaced(scene: Scene, spooler: DemoSpooler) -> None:
    scene.settings().print_by("", Way("Gone", tray="roll-9"))
    scene.print()
    assert [(ticket.printer, ticket.tray) for ticket in spooler.tickets] == [("HP 1020", "")]


def test_p_takes_the_next_printer_for_this_time(scene: Scene, spooler: DemoSpooler) -> None:
    preview = scene.ask()
    scene.qtbot.waitUntil(lambda: preview.bar().reason() == "HP 1020")
    QTest.keyClick(preview, Qt.Key.Key_P)
    assert preview.bar().reason() == "Brother"
    QTest.keyClick(preview, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(scene.printed))
    scene.print()
    assert [ticket.printer for ticket in spooler.tickets] == ["Brother", "HP 1020"]


def test_print_moves_by_the_printers_offset_and_nothing_else_changes(scene: Scene, spooler: DemoSpooler) -> None:
    scene.print()
    scene.settings().move("HP 1020", "", Offset(15, -23))
    scene.print()
    first, second = sheets(spooler)
    assert b"/MediaBox [ -4.2520 -6.5197 " in second
    assert PdfPages(first).size_points(0).toSize() == PdfPages(second).size_points(0).toSize()


def test_a_queue_that_refuses_is_told_and_not_counted(scene: Scene, spooler: DemoSpooler) -> None:
    spooler.fall_ill(Trouble.REFUSES)
    preview = scene.ask()
    QTest.keyClick(preview, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: not preview.banner().isHidden())
    assert "不接受打印任务" in preview.banner().texts()[0]
    assert scene.prints() == 0
    spooler.mend()
    # Wherever the keys come to rest, it isn't the message's cross: Enter would only tidy up.
    QTest.keyClick(preview, Qt.Key.Key_Tab)
    QTest.keyClick(preview.focusWidget() or preview, Qt.Key.Key_Return)
    scene.qtbot.waitUntil(lambda: bool(scene.printed))


class Silent(DemoSpooler):
    """A spooler that doesn't answer until it is told to."""

    ill = True

    def printers(self) -> list[Printer]:
        if self.ill:
            raise EnvironmentFailedError("printer.spooler_silent")
        return list(super().printers())


def test_a_spooler_that_is_silent_is_told_and_asked_again(qtbot: QtBot, desk: WindowDesk, tmp_path: Path) -> None:
    spooler = Silent(tmp_path / "prints")
    scene = Scene(qtbot, desk, spooler)
    preview = scene.ask()
    qtbot.waitUntil(lambda: bool(preview.banner().texts()[0]))
    assert "没有应答" in preview.banner().texts()[0]
    spooler.ill = False
    QTest.keyClick(preview, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "示范打印机" in preview.bar().reason())
    QTest.keyClick(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(scene.printed))


class Slow(DemoSpooler):
    """A spooler that takes a job only when it is let."""

    let = threading.Event()

    def hand_over(self, pdf: bytes, ticket: Ticket) -> PrintJob:
        assert self.let.wait(20)
        return super().hand_over(pdf, ticket)


def test_a_preview_that_is_put_away_takes_its_job_back(qtbot: QtBot, desk: WindowDesk, tmp_path: Path) -> None:
    spooler = Slow(tmp_path / "prints")
    spooler.let = threading.Event()
    spooler.fall_ill(Trouble.NO_PAPER)
    scene = Scene(qtbot, desk, spooler)
    preview = scene.ask()
    qtbot.waitUntil(lambda: bool(preview.bar().reason()) and "找打印机" not in preview.bar().reason())
    QTest.keyClick(preview, Qt.Key.Key_Return)
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: scene.printer.preview() is None)
    spooler.let.set()
    desk.settle()
    spooler.mend()
    assert sheets(spooler) == []
    assert scene.prints() == 0


def test_a_stuck_job_is_told_once_by_its_receipt_number_and_heals(scene: Scene, spooler: DemoSpooler) -> None:
    spooler.fall_ill(Trouble.NO_PAPER)
    scene.print()
    assert scene.prints() == 1, "accepted is printed, until it comes to nothing"
    scene.look()
    scene.look()
    (error,) = scene.told
    message = scene.clerk.language.message(error)
    assert "缺纸" in message.what
    assert grouped(scene.printed[0].receipt_number) in message.what
    assert scene.printed[0].value("name") not in message.what
    spooler.fall_ill(Trouble.JAM)
    scene.look()
    assert [each.code for each in scene.told] == ["printjob.stuck.no_paper", "printjob.stuck.jam"]
    with scene.qtbot.waitSignal(scene.watch.eased):
        spooler.mend()
        scene.look()
    assert scene.prints() == 1
    assert len(sheets(spooler)) == 1


def test_a_job_that_came_to_nothing_is_told_and_no_longer_counts(scene: Scene, spooler: DemoSpooler) -> None:
    spooler.fall_ill(Trouble.OFFLINE)
    scene.print()
    spooler.give_up()
    scene.look()
    scene.look()
    assert [each.code for each in scene.told] == ["printjob.failed"]
    assert scene.prints() == 0
    preview = scene.ask()
    assert "重印" not in preview.windowTitle()


def test_a_printer_that_is_removed_takes_its_jobs_along_and_all_of_them_are_told_in_one(
    scene: Scene, spooler: DemoSpooler
) -> None:
    spooler.fall_ill(Trouble.NO_PAPER)
    scene.print()
    scene.print()
    assert scene.prints() == 2
    spooler.remove()
    scene.look()
    scene.look()
    (error,) = scene.told
    assert error.code == "printjob.lost"
    assert "HP 1020" in scene.clerk.language.message(error).what
    assert scene.prints() == 0
    assert scene.open_jobs() == 0


class Torn(DemoSpooler):
    """A spooler that raises where a job's printer is gone, as Windows' does, and can't be told to forget."""

    torn = ""

    def report(self, job: PrintJob) -> JobReport:
        if job.printer == self.torn:
            raise EnvironmentFailedError("printer.gone", printer=job.printer)
        return super().report(job)

    def cancel(self, job: PrintJob) -> None:
        raise EnvironmentFailedError("printer.spooler_silent")


def test_one_removed_printer_holds_up_no_news_of_another(qtbot: QtBot, desk: WindowDesk, tmp_path: Path) -> None:
    spooler = Torn(tmp_path / "prints", ("HP 1020", "Brother"))
    spooler.fall_ill(Trouble.NO_PAPER)
    scene = Scene(qtbot, desk, spooler)
    scene.print()
    scene.settings().print_by("", Way("Brother"))
    scene.print()
    spooler.torn = "HP 1020"
    spooler.give_up()
    scene.look()
    assert sorted(each.code for each in scene.told) == ["printjob.failed", "printjob.lost"]
    assert scene.prints() == 0


def test_what_was_said_of_a_stuck_job_is_taken_back_once_all_it_spoke_of_came_out(
    scene: Scene, spooler: DemoSpooler
) -> None:
    mended: list[SscardError] = []
    scene.watch.mended.connect(mended.append)
    spooler.fall_ill(Trouble.NO_PAPER)
    scene.print()
    scene.print()
    scene.look()
    (told,) = scene.told
    spooler._end(1, Fate.DONE)
    scene.look()
    assert mended == [], "one of the two still waits"
    spooler.mend()
    scene.look()
    assert mended == [told]


def test_a_lock_forgets_no_job(scene: Scene, spooler: DemoSpooler) -> None:
    spooler.fall_ill(Trouble.OFFLINE)
    scene.print()
    scene.watch.leave()
    spooler.give_up()
    scene.look()
    assert scene.told == []
    other = scene.desk.sit_down("wangfang", scene.clerk.workplace)
    scene.watch.sit_down(other)
    scene.look()
    assert [each.code for each in scene.told] == ["printjob.failed"]


def test_a_job_that_only_waits_is_told_after_some_patience(scene: Scene, spooler: DemoSpooler) -> None:
    spooler.fall_ill(Trouble.OTHER)
    scene.print()
    spooler._trouble = None  # the queue says nothing, and doesn't go on
    for _ in range(PATIENT_LOOKS - 1):
        scene.look()
    assert scene.told == []
    scene.look()
    assert [each.code for each in scene.told] == ["printjob.stuck.other"]


@pytest.mark.skipif(not THERE, reason=WHY_NOT)
def test_a_real_queue_that_stands_still_and_goes_on(
    qtbot: QtBot, desk: WindowDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OwnCups() as cups:
        monkeypatch.setenv("CUPS_SERVER", str(cups.socket))
        out = cups.add("counter")
        scene = Scene(qtbot, desk, CupsSpooler())
        scene.print()
        while scene.open_jobs():
            scene.look()
        assert out.stat().st_size > 0
        cups.admin("cupsdisable", "counter")
        scene.print()
        scene.look()
        assert [each.code for each in scene.told] == ["printjob.stuck.paused"]
        cups.admin("cancel", "-a", "counter")
        scene.look()
        assert [each.code for each in scene.told][1:] == ["printjob.cancelled"]
        assert scene.prints() == 1
