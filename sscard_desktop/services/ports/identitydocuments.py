# SPDX-License-Identifier: Apache-2.0
"""Identity documents in pictures: found, cut out, watched for, read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from sscard_desktop.domain.document import CardSighting, Corners, DocumentReading, Layout, Side, StraightCard
    from sscard_desktop.domain.photo import IdPictureSpec
    from sscard_desktop.services.ports.cameras import Frame


class CardCutter(Protocol):
    """Finds an identity document in a picture and cuts it out: upright, level, of ID-1's ratio. For the work lane."""

    def warm(self) -> None:
        """Load what telling front from back needs now, while nobody waits."""

    def cut(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> StraightCard:
        """Return the card in an encoded picture, re-encoded within ``spec``.

        ``expected``: the side that was asked for; another one is told among the problems, not refused. ``layout``:
        where it is known; a passport's page has another shape than a card and isn't found as one. Raises
        ``InvalidInputError``: ``picture.*`` where it can't be opened, ``document.no_card`` where none is found,
        ``id_picture.*`` where what was cut out can't be read or made small enough.
        """

    def cut_all(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> Sequence[StraightCard]:
        """Return the likeliest card, and of a page on which both sides lie the other one too; as :meth:`cut`."""

    def cut_frame(
        self,
        rgb: npt.NDArray[np.uint8],
        spec: IdPictureSpec,
        *,
        corners: Corners | None,
        expected: Side | None = None,
        layout: Layout | None = None,
    ) -> StraightCard:
        """Return the card in a camera frame's pixels; as :meth:`cut`.

        ``corners``: where the live picture or the clerk's hand says that it lies, in any rotation; None to look for it.
        """


class CardLens(Protocol):
    """Watches the live picture of a document camera for a card. For one lane at a time, newest frame only."""

    def look(self, frame: Frame) -> CardSighting:
        """Return where the card is, what to do, and whether now is the moment; remembers the frames before."""

    def reset(self) -> None:
        """Forget the card: it was taken, turned over, or another one comes."""


class DocumentReader(Protocol):
    """Reads an identity document's pictures with models inside the package, offline. Slow: for the work lane."""

    def warm(self) -> None:
        """Load the models now, while nobody waits."""

    def look_ahead(self, picture: bytes) -> None:
        """Read one picture's letters now, while nobody waits; the next reading takes them, if it has this picture.

        Raises as :meth:`read`.
        """

    def read(self, pictures: Sequence[bytes]) -> DocumentReading:
        """Return what one document's one or two pictures say, in any order; straight cards or whole photos.

        What isn't legible is missing, what doesn't belong together is told among the problems. Raises
        ``InvalidInputError`` (``picture.*``) where a picture can't be opened, ``EnvironmentFailedError`` where the
        models can't be loaded.
        """

    def forget(self, *, unused_s: float = 0.0) -> None:
        """Free the models' memory, where nothing was read for so many seconds; the next reading loads them again.

        What was looked at ahead, and never read, goes too.
        """
