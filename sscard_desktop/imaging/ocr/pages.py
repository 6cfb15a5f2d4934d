# SPDX-License-Identifier: Apache-2.0
"""One picture to one page of text: which way is up, how closely to look, and a second look at what is doubtful.

A straightened card needs one look. A whole photo in which the card is small is looked at again where the text is; one
that lies on its side or on its head is told by its lines and by what they say, and turned.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from sscard_desktop.domain.cardtext import Letter, Page, TextLine, geometric_mean
from sscard_desktop.domain.cardtextgaps import pitch
from sscard_desktop.domain.cardtextlabels import LabelledPage
from sscard_desktop.domain.cardtextsides import recognise
from sscard_desktop.domain.names import is_han
from sscard_desktop.imaging.ocr.letters import cut_out, read_line, read_strip, strip_length_px
from sscard_desktop.imaging.ocr.lines import LinePlace, Rgb, find_lines
from sscard_desktop.imaging.ocr.networks import Networks
from sscard_desktop.imaging.ocr.shapes import with_rare_characters

CARD_LOOK_PX = 640
CLOSE_LOOK_PX = 960
_SMALL_TEXT = 0.022
_ENOUGH_PRINT = 3.0
_DOUBTFUL = 0.985
_MOST_SECOND_LOOKS = 8
_LINES_TO_PROBE = 5
# Five times what a card has; a page of a newspaper takes seconds, not minutes.
_MOST_STRIP_PX = 20_000
_SECOND_MARGIN = 0.12
_UNCHECKED = {"name": ("姓名",), "nation": ("民族",)}
_LONGEST_ENTRY = 20
_BEHIND = 1.2
_PERHAPS = 0.3
_LEGIBLE = 0.8
_CAME_BACK = 0.95
_DOTS = frozenset("·・•")
# Of the darkest channel: a card's ground is tinted, a lamp's reflection is white.
_BURNT_OUT = 246
_WHITE_PAPER = 0.3
_BESIDE = 1.5
_LEAST_GLARE = 0.3


def read_page(rgb: Rgb, networks: Networks) -> Page:
    """Return the text of a picture, held upright."""
    places = find_lines(rgb, networks, long_side_px=CARD_LOOK_PX)
    if _lies_on_its_side(places):
        rgb = np.ascontiguousarray(np.rot90(rgb))
        places = find_lines(rgb, networks, long_side_px=CARD_LOOK_PX)
    if places and _typical_height(places) < _SMALL_TEXT * max(rgb.shape[:2]):
        rgb = _where_text_is(rgb, places)
        places = find_lines(rgb, networks, long_side_px=CLOSE_LOOK_PX)
    page = _read(rgb, places, networks)
    if recognise(page).score < _ENOUGH_PRINT and _stands_on_its_head(rgb, places, networks):
        turned = np.ascontiguousarray(rgb[::-1, ::-1])
        other = _read(turned, find_lines(turned, networks, long_side_px=CARD_LOOK_PX), networks)
        if _worth(other) > _worth(page):
            page = other
    return page


def _stands_on_its_head(rgb: Rgb, places: list[LinePlace], networks: Networks) -> bool:
    """Return whether the longest lines read better upside down; letters on their head are read without certainty."""
    longest = sorted(places, key=lambda place: -place.width)[:_LINES_TO_PROBE]
    strips = [cut_out(rgb, place) for place in longest]
    as_held, turned = (
        geometric_mean(letter.odds for strip in way for _, letter in read_strip(np.ascontiguousarray(strip), networks))
        for way in (strips, [strip[::-1, ::-1] for strip in strips])
    )
    return turned > as_held


def _worth(page: Page) -> float:
    """Return how much sense a page makes: its print first, then how sure its letters are."""
    odds = [letter.odds for line in page.lines for letter in line.letters]
    return recognise(page).score + geometric_mean(odds)


def _read(rgb: Rgb, places: list[LinePlace], networks: Networks) -> Page:
    height, width = rgb.shape[:2]
    looks_left, pixels_left = _MOST_SECOND_LOOKS, _MOST_STRIP_PX
    read: list[tuple[LinePlace, TextLine]] = []
    for place in places:
        pixels_left -= strip_length_px(place)
        if pixels_left < 0:
            break
        line = read_line(rgb, place, networks, page_width=width)
        if line.letters:
            read.append((place, line))
    names, nations = _unchecked(Page(tuple(line for _, line in read), height / width))
    lines = []
    lit = _glare(rgb)
    for place, line in read:
        glare = lit is not None and _is_hidden(lit, place)
        own = line.letters
        if not (names | nations).isdisjoint(map(id, own)):
            again = read_line(rgb, place.longer(_BEHIND), networks, page_width=width, margin=_SECOND_MARGIN)
            line = _looked_past(line, again)
            if not names.isdisjoint(map(id, own)):
                line = with_rare_characters(line, rgb, place)
        elif looks_left and min(letter.odds for letter in line.letters) < _DOUBTFUL:
            looks_left -= 1
            line = _both(line, read_line(rgb, place, networks, page_width=width, margin=_SECOND_MARGIN))
        lines.append(replace(line, glare=glare))
    return Page(tuple(lines), height / width)


def _unchecked(page: Page) -> list[set[int]]:
    """Return the letters (by identity) of the entries that nothing else on a card tells: name and nation.

    A cut-off end of these makes another good name, and 土家 a good nation 土, so their lines are looked at twice.
    """
    labelled = LabelledPage(page, _UNCHECKED)
    labels = map(labelled.first, _UNCHECKED)
    return [
        {id(letter) for letter in labelled.behind(label).letters[:_LONGEST_ENTRY]} if label is not None else set()
        for label in labels
    ]


def _looked_past(first: TextLine, longer: TextLine) -> TextLine:
    """Return what two looks at a line say, the second one beyond its end: letters that were cut off come back."""
    step = pitch(first)
    end = first.right + 0.5 * step
    own = longer.where(lambda letter: letter.x <= end)
    beyond = longer.where(lambda letter: end < letter.x <= first.right + 1.6 * step)
    more = beyond.where(lambda letter: is_han(letter.character) or letter.character in _DOTS)
    both = _both(first, own)
    if not more.letters or more.letters[0].odds < _PERHAPS:
        return replace(both, closed=True)
    if more.letters[0].odds < _LEGIBLE:
        return both
    # Who was cut off once may still be: what came back is never quite sure.
    back = tuple(replace(letter, odds=min(letter.odds, _CAME_BACK)) for letter in more.letters)
    return replace(both, letters=(*both.letters, *back), closed=True)


def _both(first: TextLine, second: TextLine) -> TextLine:
    """Return what two looks at one line say together: a letter that only one of them saw is doubtful."""
    if len(first) != len(second):
        # One of them lost or invented a letter; the surer one is kept, and believed less.
        better = max(first, second, key=lambda line: geometric_mean(letter.odds for letter in line.letters))
        return TextLine(tuple(replace(letter, odds=min(letter.odds, 0.9)) for letter in better.letters), first.height)
    return TextLine(tuple(map(_agreed, first.letters, second.letters)), first.height)


def _agreed(one: Letter, other: Letter) -> Letter:
    if one.character == other.character:
        # Two looks at one picture are hardly two witnesses: they agree on a wrong letter as well.
        return replace(one, odds=(one.odds + other.odds) / 2)
    surer, less = (one, other) if one.odds >= other.odds else (other, one)
    odds = surer.odds * (1 - less.odds_of(less.character) * 0.5)
    return replace(surer, odds=min(odds, 0.6), others={**surer.others, less.character: less.odds})


def _glare(rgb: Rgb) -> Rgb | None:
    """Return where a picture is burnt out, at a quarter of its size; ``None`` where all of it is as white paper is."""
    small = cv2.resize(rgb, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    burnt = np.asarray(small.min(axis=2) >= _BURNT_OUT, dtype=np.uint8)
    return burnt if burnt.mean() < _WHITE_PAPER else None


def _is_hidden(burnt: Rgb, place: LinePlace) -> bool:
    """Return whether glare lies on a line, or right behind its ends."""
    along = (place.corners[1] - place.corners[0]) / max(place.width, 1) * place.height * _BESIDE
    area = (place.corners + np.stack([-along, along, along, -along])) / 4
    left, top = np.maximum(area.min(axis=0), 0).astype(int)
    right, bottom = np.ceil(area.max(axis=0)).astype(int)
    part = burnt[top:bottom, left:right]
    height = max(place.height / 4, 1)
    return bool(part.size) and float(part.sum()) > _LEAST_GLARE * height * height


def _lies_on_its_side(places: list[LinePlace]) -> bool:
    along = sum(place.width for place in places if place.width > 1.5 * place.height)
    down = sum(place.width for place in places if place.upright)
    return down > 0.5 * along


def _typical_height(places: list[LinePlace]) -> float:
    return float(np.median([place.height for place in places]))


def _where_text_is(rgb: Rgb, places: list[LinePlace]) -> Rgb:
    corners = np.concatenate([place.corners for place in places])
    margin = 2 * _typical_height(places)
    left, top = np.maximum(corners.min(axis=0) - margin, 0).astype(int)
    right, bottom = np.minimum(corners.max(axis=0) + margin, rgb.shape[1::-1]).astype(int)
    return np.ascontiguousarray(rgb[top:bottom, left:right])
