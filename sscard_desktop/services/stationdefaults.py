# SPDX-License-Identifier: Apache-2.0
"""Which settings a head office's station gives to fresh ones, and what of them a fresh one takes.

Answers for a list of what travels: rules between people, how forms are printed, how readers of a kind speak, what the
bank's columns mean. What belongs to one machine stays there: ports, screens by their name, cameras, folders, offsets of
a printer, keys; nor does the library that decodes chip photos travel, since a file that comes would then say what code
is run here. Each word is doubted at its arrival and left out where it isn't what the station itself would have kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence

from sscard_desktop.domain.fields import NO, YES
from sscard_desktop.domain.printing import MOST_COPIES
from sscard_desktop.domain.reader import ReaderDialect
from sscard_desktop.services import papers, preferences
from sscard_desktop.services.feedbackwords import COLUMNS_SETTING, MAX_LEARNT, STATES_SETTING
from sscard_desktop.services.ports import Store
from sscard_desktop.services.review import OWN_RECORDS_SETTING
from sscard_desktop.services.session import SHARED_RECORDS_SETTING

_SCREEN, _MANUAL, _SOUND, _FILES = "applicant.screen", "camera.manual", "camera.sound", "camera.card_files"
_SCREEN_WORDS = frozenset({"off", "window"})
"""The applicant's screen is off or a window; a screen's own id means nothing at another machine."""
_KEEP, _EVERY_H = "backup.keep", "backup.every_h"
_LONGEST = 200
_MOST_FORMS, _MOST_READERS = 200, 20
_KIND = re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}:", re.ASCII)
"""A reader without a serial number, by what all of its kind are known by."""


def travelling(store: Store) -> dict[str, str]:
    """Return the settings of this station that others may have, by key."""
    return {key: value for key, fit in _FIT.items() if (value := fit(store.setting(key), None))}


def fitting(given: Mapping[str, str], printers: Collection[str]) -> dict[str, str]:
    """Return what of the settings that came is taken.

    Args:
        printers: those of this machine; a form whose printer isn't among them goes to the usual one.
    """
    return {key: value for key, text in given.items() if key in _FIT and (value := _FIT[key](text, printers))}


_Fit = Callable[[str, Collection[str] | None], str]
"""Of a setting's text and this machine's printers, ``None`` where it leaves: the text that fits, or ``""``."""


def _number(least: int, most: int) -> _Fit:
    def fit(text: str, _: Collection[str] | None) -> str:
        # Of so many digits as the bound has: a number is looked at whole, and no long one is ever made of a text.
        short = len(text) <= len(str(most))
        return text if short and text.isascii() and text.isdecimal() and least <= int(text) <= most else ""

    return fit


def _word(*words: str) -> _Fit:
    return lambda text, _: text if text in words else ""


def _printer(text: str, printers: Collection[str] | None) -> str:
    return text[:_LONGEST] if printers is None or text in printers else ""


def _ways(text: str, printers: Collection[str] | None) -> str:
    """Return how each form is printed; where the printer isn't here, sides and copies alone."""
    kept: list[list[object]] = []
    for row in _list(text):
        match row:
            case [str(form), str(printer), str(tray), bool(two_sided), int(copies)] if 1 <= copies <= MOST_COPIES:
                there = bool(_printer(printer, printers))
                names = (printer[:_LONGEST], tray[:_LONGEST]) if there else ("", "")
                kept.append([form[:_LONGEST], *names, two_sided, copies])
    return json.dumps(kept[:_MOST_FORMS], ensure_ascii=False) if kept else ""


def _dialects(text: str, _: Collection[str] | None) -> str:
    """Return how kinds of readers speak; one that is known by its serial number or its port is that machine's own."""
    known = {each.value for each in ReaderDialect}
    kinds = {kind: spoken for kind, spoken in _object(text).items() if _KIND.fullmatch(kind) and spoken in known}
    return json.dumps(dict(list(kinds.items())[:_MOST_READERS])) if kinds else ""


def _words(text: str, _: Collection[str] | None) -> str:
    """Return what words of an answer mean; the page that reads answers doubts each meaning itself."""
    said = {
        word: meaning
        for word, meaning in _object(text).items()
        if type(meaning) is str and len(word) <= _LONGEST and len(meaning) <= _LONGEST
    }
    return json.dumps(dict(list(said.items())[-MAX_LEARNT:]), ensure_ascii=False) if said else ""


def _object(text: str) -> Mapping[str, object]:
    found = _loaded(text)
    return found if isinstance(found, dict) else {}


def _list(text: str) -> Sequence[object]:
    found = _loaded(text)
    return found if isinstance(found, list) else ()


def _loaded(text: str) -> object:
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None


_FIT: Mapping[str, _Fit] = {
    preferences.IDLE_SETTING: _number(preferences.SHORTEST_IDLE_S, preferences.LONGEST_IDLE_S),
    preferences.READER_DIALECTS_SETTING: _dialects,
    SHARED_RECORDS_SETTING: _word(YES, NO),
    OWN_RECORDS_SETTING: _word(YES, NO),
    _SCREEN: _word(*_SCREEN_WORDS),
    _MANUAL: _word(YES, NO),
    _FILES: _word(YES, NO),
    _SOUND: _word(YES, NO, "voice"),
    papers.PRINTER_SETTING: _printer,
    papers.WAYS_SETTING: _ways,
    _KEEP: _number(1, 1000),
    _EVERY_H: _number(1, 24 * 31),
    COLUMNS_SETTING: _words,
    STATES_SETTING: _words,
}
