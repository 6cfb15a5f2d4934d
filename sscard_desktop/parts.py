# SPDX-License-Identifier: Apache-2.0
"""The adapters behind the ports, each made by a function of its own; for :mod:`.app`.

What is slow to import (pictures, fonts, workbooks) is imported when it is first asked for, so that the unlock page is
up before anybody waits for it.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop import paths
from sscard_desktop.storage.codetables import CodeTables

if TYPE_CHECKING:
    from sscard_desktop.domain.ideographs import IdeographTable
    from sscard_desktop.domain.placesearch import Gazetteer
    from sscard_desktop.domain.profile import FormScope
    from sscard_desktop.services.ports import (
        CampaignFiles,
        Disks,
        FormRenderer,
        ManualPress,
        ManualShelf,
        MarkedBooks,
        PackageSealer,
        PackageWriter,
        Pinyin,
        Profiles,
        RosterFiles,
        StationPackages,
        TableReader,
        TableWriter,
        TemplateBooks,
    )


def pinyin(codes: CodeTables) -> Pinyin:
    """Return what reads names aloud."""
    from sscard_desktop.storage.pinyin import Pinyin as Readings

    return Readings(codes.surname_readings(), codes.several_readings())


def profiles(folder: Path, codes: CodeTables) -> Profiles:
    """Return the cities: the program's own, then the station's."""
    from sscard_desktop.storage.profiles import ProfileFolders

    return ProfileFolders([paths.forms(), folder / "profiles"], codes, read_form=read_form)


def disks() -> Disks:
    """Return what knows of disks and sticks."""
    from sscard_desktop.storage.disks import LocalDisks

    return LocalDisks()


def gazetteer() -> Gazetteer:
    """Return all places, searchable."""
    from sscard_desktop.storage.places import read_gazetteer

    return read_gazetteer(paths.codes())


def read_form(template: Path, fields: Collection[str], scope: FormScope) -> object:
    """Return a template that was read and checked, or the labels of one in another language."""
    from sscard_desktop.documents.formfill import read_labels, read_template

    if template.name == "labels.toml":
        return read_labels(template)
    return read_template(template, fields, scope)


def font() -> Path:
    """Return the font that demo pictures are drawn with."""
    return paths.resources() / "fonts" / "NotoSansSC-Regular.ttf"


def manual() -> ManualShelf:
    """Return the manual, with pictures."""
    from sscard_desktop.storage.manual import ManualFiles

    return ManualFiles(paths.resources() / "manual", paths.screenshots())


def notices() -> ManualShelf:
    """Return the notices that are shown and printed."""
    from sscard_desktop.storage.notices import NoticeFiles

    return NoticeFiles(paths.resources() / "notices", paths.notices())


def manual_press() -> ManualPress:
    """Return what prints the manual."""
    from sscard_desktop.documents.manualbook import BookPress

    shelf = manual()
    return BookPress(paths.resources() / "fonts", shelf.picture)


def form_press(across: str = "") -> FormRenderer:
    """Return what prints forms; ``across`` is written over every page."""
    from sscard_desktop.documents.formfill import FormPress

    return FormPress(paths.resources() / "fonts", paths.forms() / "english.toml", across=across)


def packages() -> PackageWriter:
    """Return what writes upload packages."""
    from sscard_desktop.exchange.package import PackageFile

    return PackageFile()


def ideographs() -> IdeographTable:
    """Return all ideographs."""
    from sscard_desktop.storage.ideographs import read_ideographs

    return read_ideographs(paths.codes())


def sealer() -> PackageSealer:
    """Return what seals packages for locked recipients."""
    from sscard_desktop.exchange.package import PackageFile
    from sscard_desktop.exchange.sealedpackage import SealedPackages

    return SealedPackages(PackageFile())


def station_packages() -> StationPackages:
    """Return what writes and reads stations' packages."""
    from sscard_desktop.exchange.stationpackage import StationPackageFiles

    return StationPackageFiles()


def campaigns() -> CampaignFiles:
    """Return what writes and reads campaigns."""
    from sscard_desktop.exchange.campaignpackage import CampaignPackages

    return CampaignPackages()


def roster_files() -> RosterFiles:
    """Return what writes and reads shared rosters."""
    from sscard_desktop.exchange.rosterpackage import RosterPackages

    return RosterPackages()


def tables() -> TableWriter:
    """Return what writes tables."""
    from sscard_desktop.exchange.tables import Tables

    return Tables()


def table_reader() -> TableReader:
    """Return what reads tables that others send."""
    from sscard_desktop.exchange.tablefile import TableFiles

    return TableFiles()


def marked_books() -> MarkedBooks:
    """Return what marks the sender's own table."""
    from sscard_desktop.exchange.markedworkbook import MarkedWorkbooks

    return MarkedWorkbooks()


def template_books() -> TemplateBooks:
    """Return what writes templates for lists."""
    from sscard_desktop.exchange.rostertemplate import TemplateWorkbooks

    return TemplateWorkbooks()
