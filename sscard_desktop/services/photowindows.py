# SPDX-License-Identifier: Apache-2.0
"""Which cities would take this picture: one photo held against every installed profile, and made anew for each.

Answers for a verdict of each city with the checks that fail, whether a file made from the original would do, and which
cities' limits no single file can meet. A profile that is broken is told beside the others and spoils none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import FinishedPhoto, PhotoCheck, PhotoReport, PhotoSpec, PictureRole, Verdict
from sscard_desktop.domain.photowindows import Clash, clashes, groups
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import PhotoMaker, Profiles, Progress
from sscard_desktop.services.session import Session


class FileWriter(Protocol):
    """Writes one file whole or not at all."""

    def __call__(self, path: Path, content: bytes) -> None:
        """Write ``content``; raise ``EnvironmentFailedError``."""


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photo and what it was made from (``b""`` where that isn't there)."""

    photo: bytes = field(repr=False)
    original: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class CityVerdict:
    """What one city says.

    Attributes:
        name: of its profile.
        labels: language → the city's name as shown.
        spec: what it wants.
        report: of the photo as it is, by this city's limits.
        remade: the photo made anew for this city; ``None`` where it can't be made or wasn't tried.
        refused: why it can't be made.
    """

    name: str
    labels: Mapping[str, str]
    spec: PhotoSpec
    report: PhotoReport
    remade: FinishedPhoto | None = None
    refused: InvalidInputError | None = None

    @property
    def takes(self) -> bool:
        """Whether the photo passes as it is; what the clerk must look at isn't decided here."""
        return self.report.verdict is not Verdict.FAIL

    @property
    def why_not(self) -> tuple[PhotoCheck, ...]:
        """The checks that the photo as it is fails."""
        return self.report.failed

    @property
    def would_take(self) -> bool:
        """Whether the photo made anew passes."""
        return self.remade is not None and self.remade.report.verdict is not Verdict.FAIL


@dataclass(frozen=True, slots=True)
class CityTable:
    """Every city's verdict on one photo.

    Attributes:
        cities: by profile name.
        broken: profiles that can't be read, with why.
        clashes: what two cities want that no file can be at once.
        groups: cities that one file could serve; more than one group means more than one file.
    """

    cities: tuple[CityVerdict, ...]
    broken: Mapping[str, InvalidInputError]
    clashes: tuple[Clash, ...]
    groups: tuple[tuple[str, ...], ...]

    @property
    def takers(self) -> tuple[str, ...]:
        """The cities that take the photo as it is."""
        return tuple(city.name for city in self.cities if city.takes)


def cities_taking(
    stored: StoredPhoto,
    profiles: Profiles,
    maker: PhotoMaker,
    progress: Progress,
    *,
    only: Iterable[str] = (),
    remake: bool = True,
) -> CityTable:
    """Return what the cities say of a photo. Slow: for the work lane.

    Cities with the same specification are asked once: the time goes with the number of different windows.

    Args:
        stored: the photo; made anew from its original where there is one, else from itself.
        only: the profiles to ask; all if empty.
        remake: also make the file for each city.

    Raises:
        InvalidInputError: ``picture.*``, the photo can't be opened; ``profile.unknown`` for one of ``only``.
    """
    names = list(profiles.names())
    wanted = list(dict.fromkeys(only)) or names
    loaded, broken = {}, {}
    for name in wanted:
        try:
            loaded[name] = profiles.load(name)
        except InvalidInputError as error:
            if name not in names:
                raise
            broken[name] = error
    asked: list[tuple[PhotoSpec, PhotoReport, FinishedPhoto | None, InvalidInputError | None]] = []
    for done, profile in enumerate(loaded.values()):
        progress.report(done, len(loaded))
        if any(profile.photo == spec for spec, *_ in asked):
            continue
        report = maker.check(stored.photo, profile.photo)
        made, refused = _made(stored, profile.photo, maker) if remake else (None, None)
        asked.append((profile.photo, report, made, refused))
    progress.report(len(loaded), len(loaded))
    verdicts = []
    for name, profile in loaded.items():
        spec, report, made, refused = next(answer for answer in asked if answer[0] == profile.photo)
        verdicts.append(CityVerdict(name, profile.labels, spec, report, made, refused))
    specs = {verdict.name: verdict.spec for verdict in verdicts}
    return CityTable(tuple(verdicts), broken, clashes(specs), groups(specs))


def write_files(table: CityTable, folder: Path, chosen: Iterable[str], write: FileWriter) -> dict[str, Path]:
    """Write each chosen city's own file, ``<profile>.jpg``, into ``folder``; return city → file.

    A file that fails its city's checks isn't written: it would come back.

    Raises:
        EnvironmentFailedError: the disk's failures; files written before stay, each whole.
    """
    written = {}
    for city in table.cities:
        if city.name in set(chosen) and city.remade is not None and city.would_take:
            path = folder / f"{city.name}.jpg"
            write(path, city.remade.jpeg)
            written[city.name] = path
    return written


class PhotoWindows:
    """A record's photo before all cities."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def stored(self, record_id: str) -> StoredPhoto:
        """Return a record's photo with its original. For the store lane.

        Raises:
            RefusedError: ``photo.none_stored``.
        """
        record = self._session.opened(record_id)
        store = self._session.store
        photo = store.picture(record.id, PictureRole.PHOTO)
        if photo is None:
            raise RefusedError("photo.none_stored")
        return StoredPhoto(photo, store.picture(record.id, PictureRole.PHOTO_ORIGINAL) or b"")

    @allowed(Permission.CAPTURE)
    def given_out(self, record_id: str, cities: Iterable[str]) -> None:
        """Note that a record's photo leaves the station as files for these cities; called before they are written."""
        record = self._session.record(record_id)
        with self._session.action("photo.cities", record.id, cities=sorted(cities)):
            pass


def _made(
    stored: StoredPhoto, spec: PhotoSpec, maker: PhotoMaker
) -> tuple[FinishedPhoto | None, InvalidInputError | None]:
    try:
        return maker.make(stored.original or stored.photo, spec), None
    except InvalidInputError as error:
        return None, error
