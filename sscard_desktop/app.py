# SPDX-License-Identifier: Apache-2.0
"""The composition root: the one file that knows everyone. It puts adapters behind the ports, and picks the face.

What is slow to import (pictures, fonts, workbooks) is imported when it is first asked for, so that the unlock page is
up before anybody waits for it.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

from sscard_desktop import __data_version__, __version__, paths, screen
from sscard_desktop.clock import SystemClock
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.qtenvironment import prepare_for_qt
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.station import StationFolder

if TYPE_CHECKING:
    from sscard_desktop.cli.windowoptions import WindowOptions
    from sscard_desktop.devices.demo import DemoHardware
    from sscard_desktop.domain.ideographs import IdeographTable
    from sscard_desktop.domain.placesearch import Gazetteer
    from sscard_desktop.domain.profile import FormScope
    from sscard_desktop.domain.reader import ReaderDialect
    from sscard_desktop.imaging.models import Models
    from sscard_desktop.services.ports import (
        Cameras,
        CampaignFiles,
        CardCutter,
        CardLens,
        CardReaders,
        ChipPhotos,
        Clock,
        Disks,
        DocumentReader,
        FormRenderer,
        LightMeter,
        LiveGuide,
        ManualPress,
        ManualShelf,
        MarkedBooks,
        PackageSealer,
        PackageWriter,
        PhotoMaker,
        PictureGathering,
        Pinyin,
        Profiles,
        RosterFiles,
        SimulatedReader,
        Spooler,
        StationPackages,
        TableReader,
        TableWriter,
        TemplateBooks,
        Trial,
        UpdateFiles,
        VersionDoor,
    )
    from sscard_desktop.storage.versions import InstalledVersions

_Made = TypeVar("_Made")


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
        workplace = replace(workplace, trial=_trial(), door=_door(workplace.station.folder))
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
    return DemoHardware(samples, _font(), today, nation=nation, prints=prints, people=people)


def training_workplace_at(folder: Path) -> Workplace:
    """Return a workplace to learn at: simulated devices, fifty people made up, every paper marked, no way out."""
    from sscard_desktop.services.trainingstation import shut

    made = _workplace(folder, demo=_hardware(folder, people="training-people.toml"))
    return shut(replace(made, forms=_once(lambda: _form_press(across="练习 TRAINING"))))


def _workplace(folder: Path, demo: DemoHardware | None, *, windowed: bool = True) -> Workplace:
    clock = SystemClock()
    codes = CodeTables(paths.codes())
    pinyin = _later(lambda: _pinyin(codes))

    def cameras() -> Cameras:
        if demo is not None:
            return demo.cameras
        if not windowed:
            from sscard_desktop.devices.videocapture import VideoCaptureCameras

            return VideoCaptureCameras()
        from sscard_desktop.devices.camera import machine_cameras

        return machine_cameras()

    def simulated_reader(link: str, dialect: ReaderDialect) -> SimulatedReader:
        from sscard_desktop.devices.idcard.simulator import SimulatedCardReader

        return SimulatedCardReader(today=clock.today(), link=Path(link), dialect=dialect)

    def spooler() -> Spooler:
        if demo is not None:
            return demo.spooler
        if sys.platform == "win32":
            from sscard_desktop.devices.spooler.windows import WindowsSpooler

            return WindowsSpooler()
        from sscard_desktop.devices.spooler.cups import CupsSpooler

        return CupsSpooler()

    # The morning's examination asks for some of these from a thread of its own while the window's lanes do.
    models = _once(_models)
    photo_maker = _once(lambda: _photo_maker(models()))

    def photo_makers() -> Sequence[PhotoMaker]:
        # Two at most: each has networks and a whole picture in memory, and a third gains nothing where two cores are.
        return (photo_maker(), _photo_maker(_models())) if (os.cpu_count() or 1) > 1 else (photo_maker(),)

    station = StationFolder(
        folder, clock=clock, initials=lambda text: pinyin.initials(text), restructuring=_restructuring(folder)
    )
    return Workplace(
        station=station,
        profiles=_later(lambda: _profiles(folder, codes)),
        clock=clock,
        divisions=codes.divisions(),
        pinyin=pinyin,
        readers=_later(_readers),
        disks=_later(_disks),
        photo_maker=photo_maker,
        photo_makers=photo_makers,
        gathering=cache(_gathering),
        forms=_once(_form_press),
        packages=cache(_packages),
        tables=cache(_tables),
        table_reader=cache(_table_reader),
        marked_books=cache(_marked_books),
        template_books=cache(_template_books),
        sealer=cache(_sealer),
        station_packages=cache(_station_packages),
        campaigns=cache(_campaigns),
        roster_files=cache(_roster_files),
        cameras=cache(cameras),
        manual=cache(_manual),
        manual_press=cache(_manual_press),
        notices=cache(_notices),
        guide=cache(lambda: _guide(models())),
        light_meter=cache(lambda: _light_meter(models())),
        card_cutter=cache(lambda: _card_cutter(models())),
        card_lens=cache(_card_lens),
        document_reader=_once(lambda: _document_reader(codes, clock)),
        chip_photos=cache(_chip_photos),
        simulated_reader=simulated_reader,
        spooler=_once(spooler),
        ideographs=cache(_ideographs),
        gazetteer=_once(_gazetteer),
        update_files=_once(_update_files),
        versions=_once(lambda: _versions(station)),
        demo=demo,
        load_station=_load_station,
    )


def _load_station() -> None:
    from sscard_desktop.storage import store  # noqa: F401


class _Later:
    """Stands for a part that is loaded at the first word with it: the unlock page speaks with none of them."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._get = _once(make)

    def __getattr__(self, name: str) -> object:
        return getattr(self._get(), name)


def _later(make: Callable[[], _Made]) -> _Made:
    """Return what behaves as the part that ``make`` returns, for parts that have methods and properties only."""
    return cast("_Made", _Later(make))


def _pinyin(codes: CodeTables) -> Pinyin:
    from sscard_desktop.storage.pinyin import Pinyin as Readings

    return Readings(codes.surname_readings(), codes.several_readings())


def _profiles(folder: Path, codes: CodeTables) -> Profiles:
    from sscard_desktop.storage.profiles import ProfileFolders

    return ProfileFolders([paths.forms(), folder / "profiles"], codes, read_form=_read_form)


def _readers() -> CardReaders:
    from sscard_desktop.devices.idcard.readers import SerialCardReaders

    return SerialCardReaders()


def _disks() -> Disks:
    from sscard_desktop.storage.disks import LocalDisks

    return LocalDisks()


def _gazetteer() -> Gazetteer:
    from sscard_desktop.storage.places import read_gazetteer

    return read_gazetteer(paths.codes())


def _once(make: Callable[[], _Made]) -> Callable[[], _Made]:
    """Return ``make``, which runs once, whatever threads ask at the same time."""
    made: list[_Made] = []
    lock = Lock()

    def get() -> _Made:
        with lock:
            if not made:
                made.append(make())
            return made[0]

    return get


def _read_form(template: Path, fields: Collection[str], scope: FormScope) -> object:
    from sscard_desktop.documents.formfill import read_labels, read_template

    if template.name == "labels.toml":
        return read_labels(template)
    return read_template(template, fields, scope)


def _font() -> Path:
    return paths.resources() / "fonts" / "NotoSansSC-Regular.ttf"


def _models() -> Models:
    from sscard_desktop.imaging.models import Models as Files

    return Files()


def _photo_maker(models: Models) -> PhotoMaker:
    from sscard_desktop.imaging.photomaker import PhotoMaker as Maker

    return Maker(models)


def _gathering() -> PictureGathering:
    from sscard_desktop.imaging.gathering import Gathering

    return Gathering()


def _guide(models: Models) -> LiveGuide:
    # The photo's own networks: one set is 31 MB, and at the shot a look that has begun holds the photo up once.
    from sscard_desktop.imaging.guidance import Guide

    return Guide(models)


def _manual() -> ManualShelf:
    from sscard_desktop.storage.manual import ManualFiles

    return ManualFiles(paths.resources() / "manual", paths.screenshots())


def _notices() -> ManualShelf:
    from sscard_desktop.storage.notices import NoticeFiles

    return NoticeFiles(paths.resources() / "notices", paths.notices())


def _manual_press() -> ManualPress:
    from sscard_desktop.documents.manualbook import BookPress

    shelf = _manual()
    return BookPress(paths.resources() / "fonts", shelf.picture)


def _light_meter(models: Models) -> LightMeter:
    from sscard_desktop.imaging.lighting import LightMeter as Meter

    return Meter(models)


def _card_cutter(models: Models) -> CardCutter:
    from sscard_desktop.imaging.card.cutter import Cutter

    return Cutter(models)


def _card_lens() -> CardLens:
    from sscard_desktop.imaging.card.lens import Lens

    return Lens()


def _chip_photos() -> ChipPhotos:
    from sscard_desktop.devices.idcard.wlt.decoder import VendorPhotos

    return VendorPhotos()


def _document_reader(codes: CodeTables, clock: Clock) -> DocumentReader:
    from sscard_desktop.domain.cardtextwords import CardWords
    from sscard_desktop.imaging.ocr.reader import PictureReader

    def words() -> CardWords:
        return CardWords.of(codes.code_list("nations"), codes.code_list("countries"), codes.divisions().all_names())

    return PictureReader(words, clock.today)


def _form_press(across: str = "") -> FormRenderer:
    from sscard_desktop.documents.formfill import FormPress

    return FormPress(paths.resources() / "fonts", paths.forms() / "english.toml", across=across)


def _packages() -> PackageWriter:
    from sscard_desktop.exchange.package import PackageFile

    return PackageFile()


def _ideographs() -> IdeographTable:
    from sscard_desktop.storage.ideographs import read_ideographs

    return read_ideographs(paths.codes())


def _sealer() -> PackageSealer:
    from sscard_desktop.exchange.package import PackageFile
    from sscard_desktop.exchange.sealedpackage import SealedPackages

    return SealedPackages(PackageFile())


def _station_packages() -> StationPackages:
    from sscard_desktop.exchange.stationpackage import StationPackageFiles

    return StationPackageFiles()


def _campaigns() -> CampaignFiles:
    from sscard_desktop.exchange.campaignpackage import CampaignPackages

    return CampaignPackages()


def _roster_files() -> RosterFiles:
    from sscard_desktop.exchange.rosterpackage import RosterPackages

    return RosterPackages()


def _update_files() -> UpdateFiles:
    from sscard_desktop.exchange.releasekeys import read_keys
    from sscard_desktop.exchange.updatefile import UpdateFileReader
    from sscard_desktop.storage.disks import LocalDisks

    return UpdateFileReader(read_keys(paths.release_keys()), LocalDisks().sticks)


def _versions(station: StationFolder) -> InstalledVersions:
    from sscard_desktop.storage.datachecking import check_set
    from sscard_desktop.storage.datapacks import DataPacks
    from sscard_desktop.storage.provenprogram import this_platform
    from sscard_desktop.storage.versions import InstalledVersions

    check = partial(check_set, read_form=_read_form, own_forms=station.folder / "profiles", station=station)
    packs = DataPacks(
        paths.packs(), own=__data_version__, program=__version__, in_force=paths.data_in_force(), check=check
    )
    platform = this_platform() if getattr(sys, "frozen", False) else ""
    return InstalledVersions(paths.versions(), packs, program=__version__, platform=platform, station=station.folder)


def _trial() -> Trial | None:
    from sscard_desktop.storage.trial import trial_of

    return trial_of(paths.versions(), os.environ)


def _door(station: Path) -> Callable[[], VersionDoor] | None:
    """Return the ways to another version, of the station beside the versions; none where the program runs from source.

    Whoever opens a station of their own in another folder has no say in what runs here; see ``storage.keepers``.
    """
    from sscard_desktop.storage.versionstate import LAUNCHER_VARIABLE

    # Taken out: it isn't meant for this program's own children.
    launcher = os.environ.pop(LAUNCHER_VARIABLE, "")
    own = paths.program()
    if own is None or station != paths.default_station():
        return None

    def made() -> VersionDoor:
        from sscard_desktop.storage.versiondoor import LocalVersionDoor

        came_by_update = own.parent == paths.versions().resolve()
        clicked = Path(launcher) if launcher and came_by_update else Path(sys.executable)
        return LocalVersionDoor(paths.versions(), __version__, clicked)

    return cache(made)


def _restructuring(folder: Path) -> Callable[[], None]:
    """Return what notes that this program gives a station's data another structure: of the usual one."""

    def note() -> None:
        from sscard_desktop.storage.versiondoor import note_structure

        if folder == paths.default_station():
            note_structure(paths.versions(), __version__)

    return note


def _tables() -> TableWriter:
    from sscard_desktop.exchange.tables import Tables

    return Tables()


def _table_reader() -> TableReader:
    from sscard_desktop.exchange.tablefile import TableFiles

    return TableFiles()


def _marked_books() -> MarkedBooks:
    from sscard_desktop.exchange.markedworkbook import MarkedWorkbooks

    return MarkedWorkbooks()


def _template_books() -> TemplateBooks:
    from sscard_desktop.exchange.rostertemplate import TemplateWorkbooks

    return TemplateWorkbooks()
