# SPDX-License-Identifier: Apache-2.0
"""What a run over many photos would do: whose each file is, by what it is told, and what is nobody's.

Answers for files against people, wherever those stand (:class:`Sitters`); what hinders a photo beyond its file's name
is looked for here too: the very same picture under two names, a file stored earlier that stands at another's turn now.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Protocol

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.domain.photo import PhotoSpec
from sscard_desktop.domain.photoclaims import Doubt, Person
from sscard_desktop.domain.photomatching import Matching, NamedFile, Way, match
from sscard_desktop.domain.photonames import says_nothing
from sscard_desktop.domain.photoreads import CardRead, match_by_reads
from sscard_desktop.services.ports import FoundPicture, PictureFiles, Progress, RefusedFile

ORDERS = frozenset({Way.ORDER, Way.TIME})


@dataclass(frozen=True, slots=True)
class PlannedPhoto:
    """A file with the person whom it is of.

    Attributes:
        person_id: of the person as :class:`Sitters` knows them.
        record_id: their record, ``""`` where there is none yet: then the roster keeps the photo until they come.
        row_id: their row of the roster, ``""`` where records alone are asked.
        kept: SHA-256 of the original that their photo was made from, ``""`` where none is kept.
        has_photo: whether there is a photo at all.
        instead: somebody said that it goes in the place of the photo that is there.
    """

    file: FoundPicture
    person_id: str
    record_id: str
    name: str = field(repr=False)
    number: str = field(repr=False)
    kept: str = ""
    has_photo: bool = False
    row_id: str = ""
    instead: bool = False


@dataclass(frozen=True, slots=True)
class ReadLog:
    """Who was called up when, and what makes the camera's time the station's."""

    reads: Sequence[CardRead] = field(repr=False)
    shift: timedelta


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """What a run would do; nothing is stored yet.

    Attributes:
        planned: in the files' order.
        unmatched: file → why it is nobody's.
        refused: what isn't read at all.
        without: how many who may still get a photo get none.
        spec: what the photos are made by.
        asked: by file key: whose it is if somebody says that it is the right one of several.
    """

    way: Way
    planned: tuple[PlannedPhoto, ...]
    unmatched: tuple[tuple[FoundPicture, Doubt], ...]
    refused: tuple[RefusedFile, ...]
    without: int
    spec: PhotoSpec
    asked: Mapping[str, PlannedPhoto] = field(default_factory=dict, repr=False)


class Sitters(Protocol):
    """The people whose photos they may be: the station's records, or those of a roster."""

    def everybody(self, files: PictureFiles, way: Way) -> list[Person]:
        """Return all of them, with what may stand in their files' names."""

    def in_order(self, digests: Collection[str]) -> list[Person]:
        """Return those who have no photo, or one that was made of a file with one of these digests, in their order."""

    def listed(self, numbers: Sequence[str]) -> list[Person]:
        """Return those with these document numbers, in that order; raise ``RefusedError`` (``bulk.number_unknown``)."""

    def planned(self, file: FoundPicture, person: Person) -> PlannedPhoto:
        """Return a file with its person, and what photo they have."""

    def without(self, getting: Collection[str]) -> int:
        """Return how many may get a photo, have none, and aren't among ``getting``."""


def digests_of(files: PictureFiles, progress: Progress, way: Way | None = None) -> dict[str, str]:
    """Return the SHA-256 of files that can be read, by key: of each for the orders, which need it to go on where a run
    stopped; else only of those that may be the same picture as another, since nothing else has their size.
    """
    sizes = Counter(picture.size_bytes for picture in files.pictures)
    wanted = [each for each in files.pictures if way in (None, *ORDERS) or sizes[each.size_bytes] > 1]
    found = {}
    for done, picture in enumerate(wanted):
        progress.report(done, len(wanted))
        try:
            found[picture.key] = hashlib.sha256(files.read(picture.key)).hexdigest()
        except (InvalidInputError, EnvironmentFailedError):
            continue
    return found


def plan(
    sitters: Sitters,
    files: PictureFiles,
    way: Way,
    spec: PhotoSpec,
    *,
    digests: Mapping[str, str],
    numbers: Sequence[str] | None = None,
    log: ReadLog | None = None,
) -> BulkPlan:
    """Return whose each file would be; nothing is read but names, nothing written.

    Args:
        sitters: who may be in them.
        files: of the folder or zip; by their time, ``at`` is the camera's.
        way: what tells whose they are.
        spec: what the photos are made by.
        digests: of the files, see :func:`digests_of`.
        numbers: for the orders, the people's document numbers as they were photographed.
        log: for :attr:`Way.LOG`.

    Raises:
        RefusedError: ``bulk.number_unknown`` for one of ``numbers`` (``line``).
    """
    if way in ORDERS:
        people = sitters.in_order(set(digests.values())) if numbers is None else sitters.listed(numbers)
    else:
        people = sitters.everybody(files, way)
    named = [NamedFile(each.key, each.name, each.at) for each in files.pictures]
    found = match(named, people, way) if log is None else match_by_reads(named, people, log.reads, log.shift)
    found = _without_twins(found, named, digests)
    by_id = {person.id: person for person in people}
    planned = tuple(
        sitters.planned(each, by_id[found.assigned[each.key]]) for each in files.pictures if each.key in found.assigned
    )
    doubts = dict(found.doubts)
    if way in ORDERS and any(each.has_photo and each.kept != digests.get(each.file.key, "") for each in planned):
        # A file stored earlier stands at another person's turn: the order isn't the one of then.
        planned, doubts = (), dict.fromkeys((each.key for each in files.pictures), Doubt.ORDER_CONTRADICTED)
    asked = {
        each.key: sitters.planned(each, by_id[found.asked[each.key]])
        for each in files.pictures
        if each.key in found.asked and doubts.get(each.key) is Doubt.SEVERAL_SHOTS
    }
    return BulkPlan(
        way=way,
        planned=planned,
        unmatched=tuple((each, doubts[each.key]) for each in files.pictures if each.key in doubts),
        refused=tuple(files.refused),
        without=sitters.without({each.person_id for each in planned}),
        spec=spec,
        asked=asked,
    )


def chosen(plan: BulkPlan, key: str) -> BulkPlan:
    """Return the plan with a file that somebody says is the right one of several; the others stay nobody's."""
    picked = plan.asked[key]
    return replace(
        plan,
        planned=(*plan.planned, picked),
        unmatched=tuple((file, doubt) for file, doubt in plan.unmatched if file.key != key),
        asked={other: each for other, each in plan.asked.items() if each.person_id != picked.person_id},
        without=plan.without - (not picked.has_photo),
    )


def _without_twins(found: Matching, files: Sequence[NamedFile], digests: Mapping[str, str]) -> Matching:
    """Return a matching less the pictures that are there under another name as well: one of the two names is wrong.

    A twin whose name says nothing, such as the camera's own file beside the renamed one, speaks against nobody.
    """
    same: defaultdict[str, list[NamedFile]] = defaultdict(list)
    for file in files:
        if file.key in digests:
            same[digests[file.key]].append(file)
    assigned, doubts = dict(found.assigned), dict(found.doubts)
    for twins in same.values():
        speaking = [file for file in twins if file.key in assigned or not says_nothing(file.name)]
        if len(speaking) > 1:
            for file in speaking:
                if assigned.pop(file.key, None) is not None:
                    doubts[file.key] = Doubt.SAME_PICTURE
    return Matching(assigned, doubts, found.asked)
