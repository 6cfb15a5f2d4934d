# SPDX-License-Identifier: Apache-2.0
"""Loads what the counter needs before anybody waits for it behind the unlock page: what opens a station once the page
is there, the counter once somebody types, since a station that nobody opens should hold little.

Both run once in a run of the program, on the work lane, and do nothing that wouldn't be done at the log-in anyway: what
they meet that is broken is told there, to somebody who may be told.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sscard_desktop.domain.errors import SscardError

if TYPE_CHECKING:
    from sscard_desktop.services.workplace import Workplace


def load_ahead(workplace: Workplace) -> None:
    """Load what a log-in itself waits for; for the work lane."""
    workplace.load_station()
    # By name and in this order: what the log-in itself waits for comes first.
    from sscard_desktop.services import capture, people, printing, registry, session  # noqa: F401

    with contextlib.suppress(SscardError):
        workplace.profiles.load(workplace.station.identity().profile)


def load_counter(workplace: Workplace) -> None:
    """Load the counter's modules and its one large table, half as much again as all before; for the work lane."""
    try:
        profile = workplace.profiles.load(workplace.station.identity().profile)
    except SscardError:
        return
    from sscard_desktop import messages

    # What a log-in waits for before the key is derived.
    from sscard_desktop.services import mergekeeping, originals, profilewatch, rosterimport, updates  # noqa: F401
    from sscard_desktop.ui import atwork  # noqa: F401
    from sscard_desktop.ui.counter import form, page  # noqa: F401

    # The readings of characters are the largest table; the counter's lists are searched by their initials.
    form.option_initials(profile, workplace.pinyin.initials)
    messages.catalogue()
    messages.figures_word("", "", "")
    workplace.spooler()
    workplace.readers.counts()
    # The counter looks for cameras at once; where this part is missing there are others.
    with contextlib.suppress(ImportError):
        from PySide6 import QtMultimedia  # noqa: F401
