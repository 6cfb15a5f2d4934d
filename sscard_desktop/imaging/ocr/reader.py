# SPDX-License-Identifier: Apache-2.0
"""Reads a document's pictures: opens them, turns them upright, reads their lines and hands the letters to the domain.

Answers for bounded time and memory whatever the pictures hold, and for privacy: what was read is returned, and stands
in no log, error or file. One reading at a time: two would only take turns on the same cores.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from datetime import date

from sscard_desktop.domain.cardtext import Page
from sscard_desktop.domain.cardtextreading import read_document
from sscard_desktop.domain.cardtextwords import CardWords
from sscard_desktop.domain.document import DocumentReading
from sscard_desktop.imaging.ocr.networks import Networks
from sscard_desktop.imaging.ocr.pages import read_page
from sscard_desktop.imaging.opening import open_picture

MOST_PICTURES = 2


class PictureReader:
    """The port ``DocumentReader`` over both networks.

    Args:
        words: returns what nations and countries are called; asked once, when something is first read.
        today: returns the day of the reading.
        networks: instead of those of this installation.
    """

    def __init__(
        self, words: Callable[[], CardWords], today: Callable[[], date], *, networks: Networks | None = None
    ) -> None:
        self._words, self._today = words, today
        self._networks = networks or Networks()
        self._known: CardWords | None = None
        self._ahead: dict[bytes, Page] = {}
        self._ahead_s = 0.0
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Load the networks.

        Raises:
            EnvironmentFailedError: ``document.reader_missing``, ``document.network_missing``,
                ``document.network_altered``, ``document.network_unreadable``.
        """
        self._networks.warm()

    def look_ahead(self, picture: bytes) -> None:
        """Read one picture's letters, and keep them for the next reading: by what is in it, so that another picture
        never gets them. Of more than a document has the newest are kept.

        Raises:
            InvalidInputError, EnvironmentFailedError: as :meth:`read`.
        """
        with self._lock:
            digest = _digest(picture)
            known = self._ahead.pop(digest, None)
            self._ahead[digest] = known if known is not None else self._page(picture)
            for oldest in list(self._ahead)[:-MOST_PICTURES]:
                del self._ahead[oldest]
            self._ahead_s = time.monotonic()

    def read(self, pictures: Sequence[bytes]) -> DocumentReading:
        """Return what one document's one or two pictures say, in any order.

        Raises:
            InvalidInputError: ``picture.*`` where one can't be opened.
            EnvironmentFailedError: as :meth:`warm`, and ``document.reader_failed``.
            ValueError: no picture, or more than two.
        """
        if not 1 <= len(pictures) <= MOST_PICTURES:
            raise ValueError("a document has one or two pictures")
        with self._lock:
            if self._known is None:
                self._known = self._words()
            ahead, self._ahead = self._ahead, {}
            known = [ahead.get(_digest(picture)) for picture in pictures]
            pages = [
                page if page is not None else self._page(picture) for page, picture in zip(known, pictures, strict=True)
            ]
            return read_document(pages, self._known, today=self._today())

    def forget(self, *, unused_s: float = 0.0) -> None:
        """Free the networks, where nothing was read for so long, and what was looked at ahead and never read."""
        with self._lock:
            if time.monotonic() - self._ahead_s >= unused_s:
                self._ahead.clear()
        self._networks.forget(unused_s=unused_s)

    def _page(self, picture: bytes) -> Page:
        return read_page(open_picture(picture).rgb, self._networks)


def _digest(picture: bytes) -> bytes:
    return hashlib.sha256(picture).digest()
