# SPDX-License-Identifier: Apache-2.0
"""Pictures every page and every dialog worth it, and measures each: ``python -m tests.helpers.everypage OUT``.

One demo window is walked through, in each language and look (``--lang``, ``--look``, ``--size`` and ``--stop`` narrow
it down); what stands cramped is told at the end, and makes the command fail. The people are the demo's.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from sscard_desktop.bugreport import SavedReport, code_for
from sscard_desktop.services.demoroster import FIRST
from sscard_desktop.services.firststeps import Step
from sscard_desktop.ui import theme
from sscard_desktop.ui.apology import ApologyDialog
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.theme import Look, Mode
from tests.helpers import gallery
from tests.helpers.roominess import Cramped, cramped
from tests.helpers.screenshots import Photographer

LANGUAGES = ("zh_CN", "en")
LOOKS = {"light": Look(), "large": Look(large_type=True), "dark": Look(Mode.DARK), "contrast": Look(Mode.CONTRAST)}
ON_4K = {"zoomed": Look(zoom=200), "zoomed-dark": Look(Mode.DARK, zoom=200)}
"""Looks that want a screen of 3840×2160, which the offscreen platform has only where a file says so."""
SIZE = (1366, 768)
SIZES = {f"{wide}x{high}": (wide, high) for wide, high in (SIZE, (1024, 640), (1920, 1080), (3840, 2160))}
SETTLED_MS, SHOT_MS, PATIENCE_S = 150, 1500, 30
UNSIGNED, EMPTY, BEGUN = "unsigned", "empty", "begun"
"""Subjects of the counter: somebody complete but for paper, nobody, somebody whose card was read just now."""
SUBMITTED = "submitted"
"""Subject of the records page: somebody who waits for review."""
SETTINGS = ("devices", "people", "station", "safety", "units", "cities", "printing", "appearance")


@dataclass(frozen=True, slots=True)
class Stop:
    """Something to look at.

    Attributes:
        page: the page it is on, and ``subject`` what of it.
        keys: what is pressed there, one after another, until it is seen.
        back: keys that lead to the page as it was, once all sheets are shut.
        live: there is a camera's picture in it, which takes a moment.
        prepare: what lies before the person there, laid out at the first visit.
    """

    name: str
    page: str
    subject: str = ""
    keys: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    live: bool = False
    prepare: Callable[[Photographer], None] | None = None


def _at(page: str, subject: str, /, **sheets: str) -> list[Stop]:
    """Return what one key each opens on a page."""
    return [Stop(f"{page}-{name}", page, subject, (key,)) for name, key in sheets.items()]


STOPS: tuple[Stop, ...] = (
    Stop("counter", "counter", EMPTY),
    *_at("counter", EMPTY, waiting="F8", enquiry="Ctrl+J", handout="Ctrl+O"),
    Stop("counter-begun", "counter", BEGUN),
    *_at("counter", BEGUN, keys="F1", palette="Ctrl+K", business="Ctrl+B", forms="Shift+F9", consent="Ctrl+T"),
    Stop("counter-character", "counter", BEGUN, ("Ctrl+I",)),
    Stop("counter-complete", "counter", UNSIGNED),
    *_at("counter", UNSIGNED, look="Ctrl+H", preview="F9"),
    Stop("counter-live", "counter", BEGUN, ("F4",), live=True),
    Stop("counter-card", "counter", BEGUN, ("F5",), live=True),
    Stop("counter-photo", "counter", UNSIGNED, ("F4",), live=True),
    Stop("counter-sides", "counter", UNSIGNED, ("F5",), live=True),
    Stop("counter-light", "counter", EMPTY, ("Shift+F4",), live=True),
    Stop("records", "records"),
    *_at("records", "", sheets="Ctrl+P", cities="Ctrl+G", photos="Ctrl+I"),
    Stop("records-record", "records", SUBMITTED, back=("Esc",)),
    Stop("rosters", "rosters"),
    *_at("rosters", "", drive="D", share="S", more="M"),
    Stop("rosters-people", "rosters", "", ("Return",), ("Esc",)),
    Stop("rosters-units", "rosters", "", ("Return", "F6"), ("F6", "Esc")),
    Stop("rosters-refuse", "rosters", "", ("Return", "Ctrl+R"), ("Esc",)),
    Stop("rosters-checked", "rosters", "", ("O",), ("Esc",), prepare=Photographer.offer_list),
    Stop("rosters-update", "rosters", "", ("Return", "Ctrl+O", "G"), ("Esc", "Esc", "Esc")),
    Stop("rosters-other", "rosters", "", ("Return", "Ctrl+M"), ("Esc",)),
    Stop("review", "review"),
    Stop("review-record", "review", "", ("Return",), ("Esc",)),
    Stop("review-return", "review", "", ("Return", "R"), ("Esc",)),
    *_at("review", "", day="D"),
    Stop("batches", "batches"),
    *_at("batches", "", seal="N", export="Return", cancel="X", sheets="P"),
    Stop("packages", "packages"),
    Stop("packages-received", "packages", prepare=Photographer.receive),
    *_at("packages", "", hand="H", stations="S", campaign="C"),
    Stop("feedback", "feedback"),
    Stop("feedback-answer", "feedback", prepare=Photographer.read_answer),
    *_at("feedback", "", handout="H", papers="P", refusals="S"),
    Stop("figures", "figures", "", ("M",)),
    Stop("figures-units", "figures", "", ("2",), ("1",)),
    Stop("figures-clerks", "figures", "", ("3",), ("1",)),
    *(Stop(f"settings-{tab}", "settings", tab) for tab in SETTINGS),
    Stop("settings-person", "settings", "people", ("N",)),
    Stop("settings-password", "settings", "people", ("P",)),
    Stop("settings-unit", "settings", "units", ("Ctrl+N",)),
    Stop("settings-backup", "settings", "safety", ("F4",)),
    Stop("settings-renew", "settings", "safety", ("F9",)),
    Stop("settings-shares", "settings", "safety", ("F10",)),
    Stop("settings-rotate", "settings", "safety", ("F11",)),
    Stop("settings-reader", "settings", "devices", ("F4",)),
    Stop("help", "help"),
    Stop("morning", "morning", "", ("F5",)),
    Stop("morning-support", "morning", "", ("F8",), live=True),
    *(Stop(f"first-{step}", "first", step) for step in Step),
)
GATES = (
    gallery.welcome,
    gallery.unlock,
    gallery.setup,
    gallery.by_file,
    gallery.recovery,
    gallery.forgotten,
    gallery.restore,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen at a stop: whole of it is in the picture."""

    name: str
    picture: Path
    cramped: tuple[Cramped, ...]


class Walker:
    """Goes from stop to stop in one window."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._folder = folder
        self._house = Photographer(folder, scratch)
        self._house.patience_s = PATIENCE_S
        self._window = self._house.window
        self._prepared: set[str] = set()

    def walk(
        self, stops: Sequence[Stop], *, languages: Sequence[str], looks: Sequence[str], sizes: Sequence[tuple[int, int]]
    ) -> Iterator[Seen]:
        """Yield what is seen at each stop, in each language, look and size."""
        for look in looks:
            self._window.top.look_chosen.emit((LOOKS | ON_4K)[look])
            for language in languages:
                self._house.language.switch(language)
                for size in sizes:
                    self._window.resize(QSize(*size))
                    way = f"{language[:2]}-{look}-{size[0]}"
                    for stop in stops:
                        yield self._look_at(stop, way)

    def gates(
        self, *, languages: Sequence[str], looks: Sequence[str], sizes: Sequence[tuple[int, int]]
    ) -> Iterator[Seen]:
        """Yield what stands before the pages, and what comes when the program errs."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        language = self._house.language
        for look in looks:
            theme.apply(app, (LOOKS | ON_4K)[look])
            for code in languages:
                language.switch(code)
                for size in sizes:
                    way = f"{code[:2]}-{look}-{size[0]}"
                    for gate in GATES:
                        window = gate(language)
                        window.resize(QSize(*size))
                        window.show()
                        self._house.rest(SETTLED_MS)
                        yield self._shoot(window, f"gate-{gate.__name__}", way)
                        shiboken6.delete(window)
                sorry = ApologyDialog(
                    SavedReport(code_for(ValueError()), Path("report-20261122T093000.txt")), self._window
                )
                sorry.show()
                self._house.rest(SETTLED_MS)
                yield self._shoot(sorry, "gate-apology", f"{code[:2]}-{look}-{sizes[0][0]}")
                sorry.reject()
                shiboken6.delete(sorry)

    def everything(
        self,
        *,
        languages: Sequence[str] = LANGUAGES,
        looks: Sequence[str] = tuple(LOOKS),
        sizes: Sequence[tuple[int, int]] = (SIZE,),
        wanted: Sequence[str] = ("",),
    ) -> Iterator[Seen]:
        """Yield the stops whose names begin as ``wanted`` says, then the gates."""
        stops = [stop for stop in STOPS if stop.name.startswith(tuple(wanted))]
        yield from self.walk(stops, languages=languages, looks=looks, sizes=sizes)
        if any("gate".startswith(each) for each in wanted):
            yield from self.gates(languages=languages, looks=looks, sizes=sizes)

    def leave(self) -> None:
        """Close the window."""
        self._house.leave()

    def _look_at(self, stop: Stop, way: str) -> Seen:
        self._arrive(stop)
        for at, key in enumerate(stop.keys):
            self._press(key)
            if at < len(stop.keys) - 1:
                self._settle()
        if stop.live:
            self._house.rest(SHOT_MS)
        else:
            self._settle()
        seen = self._shoot(self._front(), stop.name, way)
        self._shut_sheets()
        for key in stop.back:
            self._press(key)
            self._settle()
        return seen

    def _arrive(self, stop: Stop) -> None:
        house, window = self._house, self._window
        if stop.prepare is not None and stop.name not in self._prepared:
            self._prepared.add(stop.name)
            stop.prepare(house)
        subject = {UNSIGNED: house.unsigned, SUBMITTED: house.submitted}.get(stop.subject, stop.subject)
        if stop.page != "counter":
            window.go_to(stop.page, subject)
            self._settle()
            return
        window.go_to("counter")
        house.wait(lambda: True)
        in_work = house.page.work.record
        if stop.subject == UNSIGNED and (in_work is None or in_work.id != subject):
            window.go_to("counter", subject)
            house.wait(lambda: house.page.work.record is not None)
        elif stop.subject == EMPTY and in_work is not None:
            self._press("F7")
            house.wait(lambda: house.page.work.record is None)
        elif stop.subject == BEGUN and (in_work is None or in_work.id == house.unsigned):
            if in_work is not None:
                self._press("F7")
                house.wait(lambda: house.page.work.record is None)
            stage = house.desk[0].stage
            assert stage is not None
            stage.go_on_from(FIRST + 1)
            self._press("Ctrl+D")
            house.wait(lambda: house.page.work.record is not None and house.page.form.editor("name").value())
        self._settle()

    def _settle(self) -> None:
        self._house.wait(lambda: True)
        self._house.rest(SETTLED_MS)
        self._house.wait(lambda: True)

    def _press(self, key: str) -> None:
        combination = QKeySequence(key)[0]
        front = self._front()
        # Keys of a page are heard in it only, and without a window system the keyboard may be anywhere.
        pages = self._window.findChildren(Page) if front is self._window else []
        room = next((page for page in pages if page.isVisible()), front)
        focus = QApplication.focusWidget() or front.focusWidget()
        target = focus if focus is not None and room.isAncestorOf(focus) else room
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())

    def _front(self) -> QWidget:
        """Return the sheet in front, or the window."""
        front = QApplication.activeModalWidget()
        if front is not None:
            return front
        sheets = [sheet for sheet in self._window.findChildren(QDialog) if sheet.isVisible()]
        return sheets[-1] if sheets else self._window

    def _shut_sheets(self) -> None:
        for _ in range(50):
            front = self._front()
            if front is self._window:
                # Keys of a page are heard in the active window only.
                self._window.activateWindow()
                self._house.watch(self._window.isActiveWindow)
                return
            QTest.keyClick(front, Qt.Key.Key_Escape)
            self._house.rest(SETTLED_MS)
            if shiboken6.isValid(front) and front.isVisible() and isinstance(front, QDialog):
                front.reject()
            self._house.wait(lambda: True)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        raise TimeoutError(type(self._front()).__name__)

    def _shoot(self, widget: QWidget, name: str, way: str) -> Seen:
        file = self._folder / f"{name}-{way}.png"
        widget.grab().save(str(file))
        return Seen(f"{name}-{way}", file, tuple(cramped(widget)))


@contextmanager
def walking(folder: Path) -> Iterator[Walker]:
    """Walk through the demo, whose pictures go to ``folder``; it is gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        walker = Walker(folder, Path(scratch))
        try:
            yield walker
        finally:
            walker.leave()


def main(arguments: Sequence[str]) -> int:
    """Take the pictures that are asked for; return 1 if anything stands cramped."""
    parser = argparse.ArgumentParser(prog="everypage", description="Take a picture of every page, and measure it.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lang", choices=LANGUAGES, action="append")
    parser.add_argument("--look", choices=(*LOOKS, *ON_4K), action="append")
    parser.add_argument("--size", choices=tuple(SIZES), action="append")
    parser.add_argument("--stop", action="append", help="the beginning of a stop's name, or 'gate'")
    asked = parser.parse_args(arguments)
    bad = 0
    with walking(asked.folder) as walker:
        for seen in walker.everything(
            languages=asked.lang or LANGUAGES,
            looks=asked.look or tuple(LOOKS),
            sizes=[SIZES[size] for size in asked.size or ("1366x768",)],
            wanted=asked.stop or ("",),
        ):
            bad += len(seen.cramped)
            for each in seen.cramped:
                sys.stdout.write(f"{seen.name}: {each}\n")
    sys.stdout.write(f"{bad} cramped\n")
    return 1 if bad else 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(sys.argv[1:]))
