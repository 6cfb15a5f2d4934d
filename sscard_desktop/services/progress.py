# SPDX-License-Identifier: Apache-2.0
"""The near side of long work: a progress nobody looks at, and a part's progress told as the whole's."""

from __future__ import annotations

from sscard_desktop.services.ports import Progress


class Quiet:
    """A progress that nobody looks at."""

    def report(self, done: int, total: int) -> None:
        """Take the figures and do nothing."""


class Part:
    """Progress of a part, told as progress of the whole.

    Args:
        whole: what is told.
        before: how much of the whole was done before the part.
        total: the whole; how long the part says that it is doesn't matter.
    """

    def __init__(self, whole: Progress, before: int, total: int) -> None:
        self._whole, self._before, self._total = whole, before, total

    def report(self, done: int, total: int) -> None:
        """Tell the whole how far it is."""
        self._whole.report(self._before + done, self._total)
