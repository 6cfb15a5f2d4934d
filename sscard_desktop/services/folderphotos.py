# SPDX-License-Identifier: Apache-2.0
"""A photo of each picture in a folder or zip, for a folder of photos; no station, no people, nothing matched.

Answers for each picture once, in the pictures' order, under the name it had: made, or why not. A name that two pictures
would share is given to neither on a guess, and what the target has already is left as it is, so that a run that was
stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, SscardError
from sscard_desktop.domain.filenames import NamesTaken, render
from sscard_desktop.domain.photo import FinishedPhoto, PhotoSpec, Verdict
from sscard_desktop.services.photoline import made_in_order
from sscard_desktop.services.ports import FoundPicture, PhotoMaker, PictureFiles, PictureGathering


@dataclass(frozen=True, slots=True)
class FolderPhoto:
    """What became of one picture.

    Attributes:
        name: of the photo's file, ``""`` where none could be given.
        finished: the photo, also one that fails a check.
        error: why there is none.
        there_already: the target has a file of this name; nothing was read.
        thumbnail: of what is to be looked at.
    """

    picture: FoundPicture
    name: str = ""
    finished: FinishedPhoto | None = None
    error: SscardError | None = None
    there_already: bool = False
    thumbnail: bytes = field(default=b"", repr=False)

    @property
    def passes(self) -> bool:
        """Whether there is a photo to be written."""
        return self.finished is not None and self.finished.report.verdict is not Verdict.FAIL


def make_folder(
    files: PictureFiles,
    spec: PhotoSpec,
    gathering: PictureGathering,
    makers: Sequence[PhotoMaker],
    *,
    has: Callable[[str], bool],
) -> Generator[FolderPhoto, None, None]:
    """Yield what becomes of each picture; close the iterator to stop.

    Args:
        has: whether the target has a file of this name.
    """

    def jobs() -> Iterator[Callable[[PhotoMaker], FolderPhoto]]:
        names = NamesTaken()
        for picture in files.pictures:
            planned = _planned(picture, names, has)
            if planned.error is not None or planned.there_already:
                yield partial(_settled, planned)
                continue
            try:
                content = files.read(picture.key)
            except (InvalidInputError, EnvironmentFailedError) as error:
                yield partial(_settled, FolderPhoto(picture, error=error))
            else:
                yield partial(_made, planned, content, spec, gathering)

    return made_in_order(jobs(), makers)


def _planned(picture: FoundPicture, names: NamesTaken, has: Callable[[str], bool]) -> FolderPhoto:
    try:
        name = render("{name}.jpg", {"name": PurePath(picture.name).stem}, record="")
    except InvalidInputError:
        return FolderPhoto(picture, error=InvalidInputError("bulk.name_too_long"))
    try:
        names.take(name, record=picture.key)
    except InvalidInputError:
        return FolderPhoto(picture, error=InvalidInputError("bulk.same_stem"))
    return FolderPhoto(picture, name, there_already=has(name))


def _settled(photo: FolderPhoto, _: PhotoMaker) -> FolderPhoto:
    return photo


def _made(
    planned: FolderPhoto, content: bytes, spec: PhotoSpec, gathering: PictureGathering, maker: PhotoMaker
) -> FolderPhoto:
    try:
        made = FolderPhoto(planned.picture, planned.name, finished=maker.make(content, spec))
    except InvalidInputError as error:
        return FolderPhoto(planned.picture, error=error, thumbnail=gathering.thumbnail(content))
    if made.passes:
        return made
    return FolderPhoto(planned.picture, planned.name, made.finished, thumbnail=gathering.thumbnail(content))
