# SPDX-License-Identifier: Apache-2.0
"""A folder of photos as a unit sends it, with known truth: many of one permitted face, and a share that is wrong.

Each picture is that face placed, turned, scaled and lit otherwise, so that no two files are the same; each kind of
wrong name, copy and unusable picture says whose photo must not come of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from sscard_desktop.imaging.opening import Rgb
from tests.helpers.sitters import FACE_FILE

SIZE = (1100, 1250)
_DRAWN_AS = 2
"""Of the way in which pictures are drawn; a cache of another one isn't used."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of the list."""

    name: str
    number: str


@dataclass(slots=True)
class Planted:
    """What was put into a folder.

    Attributes:
        clean: file name → place of the person whose photo it is.
        wrong: kind → file names, one of a case each (a copy has two).
        kept_from: places of people who mustn't get any photo, since a wrong file speaks of them.
    """

    clean: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    kept_from: set[int] = field(default_factory=set)


@lru_cache(maxsize=1)
def _face() -> Rgb:
    picture = cv2.imread(str(FACE_FILE))
    return np.asarray(cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)


def drawn(index: int) -> Rgb:
    """Return the picture of this index (BGR): the same each time, and no other one's."""
    rng = random.Random(index)
    face = _face()
    width, _ = SIZE
    turn = cv2.getRotationMatrix2D((face.shape[1] / 2, face.shape[0] / 2), rng.uniform(-2, 2), rng.uniform(0.9, 1.15))
    turn[:, 2] += ((width - face.shape[1]) / 2 + rng.uniform(-30, 30), 90 + rng.uniform(-25, 25))
    placed = cv2.warpAffine(face, turn, SIZE, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    lit = placed.astype(np.float32) * rng.uniform(0.94, 1.05) + rng.uniform(-3, 3)
    lit[:4, :4] = index % 251
    return np.asarray(np.clip(lit, 0, 255), np.uint8)


def coded(picture: Rgb, quality: int = 92) -> bytes:
    """Return it as JPEG."""
    done, content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return content.tobytes()


def cached(folder: Path, index: int) -> bytes:
    """Return the picture of this index as JPEG, made once."""
    place = folder / f"{_DRAWN_AS}-{index}.jpg"
    if not place.exists():
        place.write_bytes(coded(drawn(index)))
    return place.read_bytes()


def _wall(_: Rgb) -> bytes:
    return coded(np.full((SIZE[1], SIZE[0], 3), 236, np.uint8))


def _blurred(picture: Rgb) -> bytes:
    return coded(np.asarray(cv2.GaussianBlur(picture, (0, 0), 14), np.uint8))


def _dark(picture: Rgb) -> bytes:
    return coded(np.asarray(picture * 0.12, np.uint8))


def _cut_off(picture: Rgb) -> bytes:
    content = coded(picture)
    return content[: len(content) // 3]


def _tiny(picture: Rgb) -> bytes:
    return coded(np.asarray(cv2.resize(picture, (110, 125)), np.uint8))


def _two(picture: Rgb) -> bytes:
    return coded(np.asarray(np.hstack([picture, picture[:, ::-1]]), np.uint8))


def _text(_: Rgb) -> bytes:
    return "这不是照片".encode() * 400


def _chin(picture: Rgb) -> bytes:
    # The frame ends above the chin wherever the face was put; at a third of the height some chins would be whole.
    return coded(np.asarray(picture[: SIZE[1] * 27 // 100], np.uint8))


UNUSABLE: dict[str, Callable[[Rgb], bytes]] = {
    "nobody in it": _wall,
    "blurred": _blurred,
    "far too dark": _dark,
    "cut off in the middle": _cut_off,
    "110 pixels wide": _tiny,
    "two people": _two,
    "not a picture": _text,
    "head cut by the frame": _chin,
}


def lay_out(
    folder: Path, cache: Path, people: Sequence[Listed], share: float, seed: int = 9, strangers: Sequence[str] = ()
) -> Planted:
    """Write the folder; ``share`` of the people get something wrong, of each kind in turn.

    Args:
        folder: is made.
        cache: where drawn pictures are kept.
        people: the list.
        share: 0–1.
        seed: says who.
        strangers: numbers of nobody in the list.
    """
    folder.mkdir(parents=True)
    planted, rng = Planted(), random.Random(seed)
    places = list(range(len(people)))
    rng.shuffle(places)
    count = max(1, round(len(people) * share))
    chosen = iter(places)
    kinds = ["another's name", "number mistyped", "two people's numbers", "stranger's number",
             "copy under another name", "two files of one person", *UNUSABLE]  # fmt: skip
    given: set[int] = set()

    def write(name: str, content: bytes) -> str:
        (folder / name).write_bytes(content)
        return name

    for case in range(count):
        kind, place = kinds[case % len(kinds)], next(chosen)
        person, own = people[place], cached(cache, place)
        files: list[str] = []
        speaks_of = {place}
        if kind == "another's name":
            # The one whose name it is has a photo of their own: nobody knows whose this is.
            other = next(each for each in chosen if people[each].name != person.name)
            files = [write(f"{person.number}_{people[other].name}.jpg", own)]
            write(f"{people[other].number}.jpg", cached(cache, other))
            speaks_of |= {each for each, who in enumerate(people) if who.name == people[other].name}
            given.add(other)
        elif kind == "number mistyped":
            swapped = person.number[:15] + person.number[16] + person.number[15] + person.number[17:]
            mistyped = swapped if swapped != person.number else person.number[:14] + "99" + person.number[16:]
            files = [write(f"{person.name}{mistyped}.jpg", own)]
            speaks_of |= {each for each, who in enumerate(people) if who.name == person.name}
        elif kind == "two people's numbers":
            other = next(chosen)
            files = [write(f"{person.number}-{people[other].number}.jpg", own)]
            write(f"{people[other].number}.jpg", cached(cache, other))
            speaks_of.add(other)
            given.add(other)
        elif kind == "stranger's number":
            files = [write(f"{strangers[case % len(strangers)]}.jpg", own)]
        elif kind == "copy under another name":
            other = next(chosen)
            files = [write(f"{people[each].number}.jpg", own) for each in (place, other)]
            speaks_of.add(other)
            given.add(other)
        elif kind == "two files of one person":
            files = [
                write(f"{person.number}.jpg", own),
                write(f"{person.name}{person.number}.jpg", coded(drawn(place), 80)),
            ]
        else:
            files = [write(f"{person.number}.jpg", UNUSABLE[kind](drawn(place)))]
        given.add(place)
        planted.kept_from |= speaks_of
        planted.wrong.setdefault(kind, []).append(tuple(files))
    for place, person in enumerate(people):
        if place not in given:
            name = f"{person.number}.jpg" if place % 3 else f"{person.name}_{person.number}.jpg"
            write(name, cached(cache, place))
            if place not in planted.kept_from:
                planted.clean[name] = place
    return planted
