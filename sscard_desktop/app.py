# SPDX-License-Identifier: Apache-2.0
"""The composition root: it puts adapters behind the ports, makes a workplace of them, and picks the face.

How each part is made is said in :mod:`.parts`, :mod:`.pictureparts`, :mod:`.deviceparts` and :mod:`.versionparts`.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop import deviceparts, parts, paths, pictureparts, screen, versionparts
from sscard_desktop.clock import SystemClock
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.later import later, once
from sscard_desktop.qtenvironment import prepare_for_qt
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.station import StationFolder

if TYPE_CHECKING:
    from sscard_desktop.cli.windowoptions import WindowOptions
    from sscard_desktop.devices.demo import DemoHardware
    from sscard_desktop.services.ports import PhotoMaker, SimulatedReader


def main(arguments: Sequence[str]) -> int:
    """Run the command that ``arguments`` name, or the window where they name none; return the exit code."""
    if "--selftest" in arguments:
        from sscard_desktop import selftest

        prepare_for_qt(os.environ, sys.platform)
        return selftest.run(arguments, demo_workplace_at, lambda folder: workplace_at(folder, windowed=True))
    from sscard_desktop.cli.windowoptions import window_options

    options = window_options(arguments)
    if options is None:
        from sscard_desktop.cli.main import run

        return run(arguments, workplace_at, demo_workplace_at, simulator_window)
    try:
        return _open_window(options)
    except SscardError as error:
        # Before there was a window to tell it in.
        from sscard_desktop.cli.output import for_terminal

        language = options.language or "zh_CN"
        if paths.program() is not None and screen.is_named():
            # Started by a click, with no terminal to read it in.
            from sscard_desktop.ui.refusal import show_refusal

            show_refusal(error, language)
        return int(for_terminal(as_json=False, language=language).failed(error))


def _open_window(options: WindowOptions) -> int:
    """Open the window that the options ask for, and return the exit code when it is closed.

    Raises:
        EnvironmentFailedError: ``cli.no_screen``; ``reader.no_line``, a demo without a line for its reader.
    """
    if not screen.is_named():
        raise EnvironmentFailedError("cli.no_screen")
    prepare_for_qt(os.environ, sys.platform)
    # A tenth of a start went into looking for garbage among modules; the opened window lets it begin.
    gc.disable()
    from sscard_desktop.ui.opening import run_window

    if options.training:
        workplace = training_workplace_at(options.data_dir or paths.training_station())
        return run_window(workplace, language=options.language, demo=False, training=True, profile=options.profile)
    if not options.demo:
        if options.data_dir is None:
            prove_portable()
        workplace = workplace_at(options.data_dir, windowed=True)
        workplace = replace(workplace, trial=versionparts.trial(), door=versionparts.door(workplace.station.folder))
        return run_window(workplace, language=options.language, demo=False, file=options.file)
    with tempfile.TemporaryDirectory(prefix="sscard-demo-", ignore_cleanup_errors=True) as scratch:
        workplace = demo_workplace_at(options.data_dir or Path(scratch) / "station")
        return run_window(
            workplace,
            language=options.language,
            demo=True,
            profile=options.profile,
            controls=options.controls,
            second_screen=options.second_screen,
        )


def prove_portable() -> None:
    """Prove that a portable program can write its data.

    Raises:
        EnvironmentFailedError: ``portable.read_only``.
    """
    place = paths.portable()
    if place is None:
        return
    try:
        place.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        raise EnvironmentFailedError("portable.read_only", place=str(place)) from error


def simulator_window() -> Callable[[SimulatedReader, str, float], None]:
    """Return what shows the window of a simulated reader (the reader, the language, for how many seconds).

    Raises:
        EnvironmentFailedError: ``cli.no_screen``.
    """
    if not screen.is_named():
        raise EnvironmentFailedError("cli.no_screen")
    prepare_for_qt(os.environ, sys.platform)
    from sscard_desktop.ui.demo.alone import show_simulator

    return show_simulator


def workplace_at(folder: Path | None, *, windowed: bool = False) -> Workplace:
    """Return the workplace of a station folder, by default the user's.

    Args:
        windowed: there is a window, so that cameras come from Qt with names and hot-plug.
    """
    return _workplace(folder or paths.default_station(), demo=None, windowed=windowed)


def demo_workplace_at(folder: Path) -> Workplace:
    """Return a workplace with simulated devices."""
    return _workplace(folder, demo=_hardware(folder))


def _hardware(folder: Path, people: str = "demo-people.toml") -> DemoHardware:
    from sscard_desktop.devices.demo import DemoHardware

    nations = CodeTables(paths.codes()).code_list("nations")

    def nation(code: str) -> str:
        found = nations.find(code)
        return found.label("zh_CN") if found is not None else ""

    today = SystemClock().today()
    samples, prints = paths.resources() / "samples", folder / "prints"
    return DemoHardware(samples, parts.font(), today, nation=nation, prints=prints, people=people)


def training_workplace_at(folder: Path) -> Workplace:
    """Return a workplace to learn at: simulated devices, fifty people made up, every paper marked, no way out."""
    from sscard_desktop.services.trainingstation import shut

    made = _workplace(folder, demo=_hardware(folder, people="training-people.toml"))
    return shut(replace(made, forms=once(lambda: parts.form_press(across="练习 TRAINING"))))


def _workplace(folder: Path, demo: DemoHardware | None, *, windowed: bool = True) -> Workplace:
    clock = SystemClock()
    codes = CodeTables(paths.codes())
    pinyin = later(lambda: parts.pinyin(codes))

    # The morning's examination asks for some of these from a thread of its own while the window's lanes do.
    models = once(pictureparts.models)
    photo_maker = once(lambda: pictureparts.photo_maker(models()))

    def photo_makers() -> Sequence[PhotoMaker]:
        # Two at most: each has networks and a whole picture in memory, and a third gains nothing where two cores are.
        if (os.cpu_count() or 1) == 1:
            return (photo_maker(),)
        return photo_maker(), pictureparts.photo_maker(pictureparts.models())

    station = StationFolder(
        folder,
        clock=clock,
        initials=lambda text: pinyin.initials(text),
        restructuring=versionparts.restructuring(folder),
    )
    return Workplace(
        station=station,
        profiles=later(lambda: parts.profiles(folder, codes)),
        clock=clock,
        divisions=codes.divisions(),
        pinyin=pinyin,
        readers=later(deviceparts.readers),
        disks=later(parts.disks),
        photo_maker=photo_maker,
        photo_makers=photo_makers,
        gathering=cache(pictureparts.gathering),
        forms=once(parts.form_press),
        packages=cache(parts.packages),
        tables=cache(parts.tables),
        table_reader=cache(parts.table_reader),
        marked_books=cache(parts.marked_books),
        template_books=cache(parts.template_books),
        sealer=cache(parts.sealer),
        station_packages=cache(parts.station_packages),
        campaigns=cache(parts.campaigns),
        roster_files=cache(parts.roster_files),
        cameras=cache(lambda: demo.cameras if demo is not None else deviceparts.cameras(windowed=windowed)),
        manual=cache(parts.manual),
        manual_press=cache(parts.manual_press),
        notices=cache(parts.notices),
        guide=cache(lambda: pictureparts.guide(models())),
        light_meter=cache(lambda: pictureparts.light_meter(models())),
        card_cutter=cache(lambda: pictureparts.card_cutter(models())),
        card_lens=cache(pictureparts.card_lens),
        document_reader=once(lambda: pictureparts.document_reader(codes, clock)),
        chip_photos=cache(deviceparts.chip_photos),
        simulated_reader=lambda link, dialect: deviceparts.simulated_reader(link, dialect, clock),
        spooler=once(lambda: demo.spooler if demo is not None else deviceparts.spooler()),
        ideographs=cache(parts.ideographs),
        gazetteer=once(parts.gazetteer),
        update_files=once(versionparts.update_files),
        versions=once(lambda: versionparts.versions(station)),
        demo=demo,
        load_station=_load_station,
    )


def _load_station() -> None:
    from sscard_desktop.storage import envelopes, store  # noqa: F401

    envelopes.load()
