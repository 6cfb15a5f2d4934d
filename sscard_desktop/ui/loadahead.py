# SPDX-License-Identifier: Apache-2.0
"""Loads what the counter needs before anybody waits for it behind the unlock page: what opens a station once the page
is there, the counter once somebody types, since a station that nobody opens should hold little.

All of it runs on the work lane, and does nothing that wouldn't be done at the log-in anyway: what it meets that is
broken is told there, to somebody who may be told.
"""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.memory import loading_for_good

if TYPE_CHECKING:
    from sscard_desktop.domain.profile import Profile
    from sscard_desktop.services.workplace import Workplace


def load_ahead(workplace: Workplace) -> None:
    """Load what a log-in itself waits for; for the work lane."""
    workplace.load_station()
    # By name and in this order: what the log-in itself waits for comes first.
    from sscard_desktop.services import capture, people, printing, registry, session  # noqa: F401

    with contextlib.suppress(SscardError):
        workplace.profiles.load(workplace.station.identity().profile)


def load_counter(workplace: Workplace) -> Profile | None:
    """Load the counter's modules and its one large table, half as much again as all before; for the work lane.

    Returns:
        The station's city, ``None`` where it is broken.
    """
    try:
        profile = workplace.profiles.load(workplace.station.identity().profile)
    except SscardError:
        return None
    # Once: later on somebody was at work, whose pages are to be forgotten.
    with contextlib.nullcontext() if "sscard_desktop.ui.counter.page" in sys.modules else loading_for_good():
        _load_counter(workplace, profile)
    return profile


def _load_counter(workplace: Workplace, profile: Profile) -> None:
    from sscard_desktop import messages

    # What a log-in waits for before the key is derived.
    from sscard_desktop.services import mergekeeping, originals, profilewatch, rosterimport, updates  # noqa: F401
    from sscard_desktop.ui import atwork  # noqa: F401
    from sscard_desktop.ui.counter import formwords, page  # noqa: F401

    # The readings of characters are the largest table; the counter's lists are searched by their initials.
    formwords.option_initials(profile, workplace.pinyin.initials)
    messages.catalogue()
    messages.figures_word("", "", "")
    workplace.spooler()
    workplace.readers.counts()
    with contextlib.suppress(SscardError):
        workplace.gazetteer()


def load_cameras() -> None:
    """Load Qt's cameras, which the counter asks for at once: while a key is derived, for the work lane.

    No other thread runs for a twentieth of a second meanwhile, which somebody who types would feel.
    """
    # Where this part is missing there are others.
    with contextlib.suppress(ImportError):
        from PySide6 import QtMultimedia  # noqa: F401
