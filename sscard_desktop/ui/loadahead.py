# SPDX-License-Identifier: Apache-2.0
"""Loads what the counter needs before anybody waits for it behind the unlock page: modules once the page is there, the
one large table once somebody types, since a station that nobody opens should hold little.

Both run once in a run of the program, on the work lane, and do nothing that wouldn't be done at the log-in anyway: what
they meet that is broken is told there, to somebody who may be told.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sscard_desktop.domain.errors import SscardError

if TYPE_CHECKING:
    from sscard_desktop.domain.profile import Profile
    from sscard_desktop.services.workplace import Workplace


def load_ahead(workplace: Workplace) -> None:
    """Load the modules of a log-in and of the counter; for the work lane."""
    workplace.load_station()
    # By name and in this order: what the log-in itself waits for comes first.
    from sscard_desktop.services import capture, people, printing, registry, session  # noqa: F401

    if _profile(workplace) is None:
        return
    from sscard_desktop import messages
    from sscard_desktop.ui import atwork  # noqa: F401
    from sscard_desktop.ui.counter import form, page  # noqa: F401

    messages.catalogue()
    messages.figures_word("", "", "")
    workplace.spooler()
    workplace.readers.counts()
    # The counter looks for cameras at once; where this part is missing there are others.
    with contextlib.suppress(ImportError):
        from PySide6 import QtMultimedia  # noqa: F401


def load_readings(workplace: Workplace) -> None:
    """Load the readings of characters, by whose initials the counter's lists are searched; for the work lane."""
    profile = _profile(workplace)
    if profile is None:
        return
    from sscard_desktop.ui.counter import form

    form.option_initials(profile, workplace.pinyin.initials)


def _profile(workplace: Workplace) -> Profile | None:
    try:
        return workplace.profiles.load(workplace.station.identity().profile)
    except SscardError:
        return None
