# SPDX-License-Identifier: Apache-2.0
"""Cuts identity documents out of pictures: found, straightened, turned upright, judged, and encoded for the profile.

Answers for the port ``CardCutter``. What shows a card and nothing around it is taken as it is; what shows none is
refused. Which way up and which side it is may stay open, and is then said to be: reading the words settles it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.document import Corners, Layout, Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.imaging.card.find import find_all
from sscard_desktop.imaging.card.geometry import (
    ID_1_RATIO,
    PASSPORT_RATIO,
    Floats,
    as_corners,
    as_quad,
    clockwise,
    long_side_first,
    width_of,
)
from sscard_desktop.imaging.card.quality import ORDER, picture_problems
from sscard_desktop.imaging.card.straighten import straighten
from sscard_desktop.imaging.card.upright import UprightSense
from sscard_desktop.imaging.detector import FaceDetector
from sscard_desktop.imaging.idpicture import encode_id_picture
from sscard_desktop.imaging.models import FACE_DETECTOR, Models
from sscard_desktop.imaging.opening import open_picture

Rgb = npt.NDArray[np.uint8]

# A picture of this ratio may be a card already cut out; cameras have 16:10 as well, so it must look like one, too.
_WHOLE_TOLERANCE = 0.07
_LEAST_LIKENESS = 0.34
# Both sides of a card on one page are of one size; a card beside a paper or a keyboard isn't, nor are two at different
# distances from a camera, which nobody lays down for one picture.
_SAME_SIZE = 0.8
# By so much a picture that is all card looks more like one than what was found within it (measured: 0.17 to 0.24); a
# picture of a desk looks less like one than the card on it.
_MORE_LIKE = 0.1


class Cutter:
    """Finds and cuts out cards. For one thread at a time."""

    def __init__(self, models: Models | None = None) -> None:
        self._models = models or Models()
        self._sense = UprightSense(FaceDetector(self._models))

    def warm(self) -> None:
        """Load the network that finds portraits; errors as :meth:`Models.network`."""
        self._models.network(FACE_DETECTOR)

    def cut(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> StraightCard:
        """Return the likeliest card in an encoded picture.

        Args:
            source: the picture file's content.
            spec: the profile's limits.
            expected: the side that was asked for; of two cards on a page, the one that shows it is returned.
            layout: where it is known; a passport's page isn't of a card's ratio.

        Raises:
            InvalidInputError: ``picture.*`` where it can't be opened, ``document.no_card`` where none is found,
                ``id_picture.too_small``, ``id_picture.too_detailed`` where what was cut out can't be kept legibly.
                Blur and darkness are problems to be told: the clerk sees the picture and decides.
        """
        cards = self.cut_all(source, spec, expected=expected, layout=layout)
        return next((card for card in cards if card.side is not None and card.side is expected), cards[0])

    def cut_all(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> tuple[StraightCard, ...]:
        """Return the cards in an encoded picture, likeliest first, at most two: a scanned page may show both sides.

        Args and errors as :meth:`cut`.
        """
        rgb = open_picture(source).rgb
        # A passport has one page of data.
        quads = self._quads(rgb, _ratio(layout), limit=1 if layout is Layout.PASSPORT else 2)
        # The second one may be too small to be read: then the first alone is what the picture shows.
        cards = [self._straight(rgb, quads[0], spec, expected, layout)]
        for quad in quads[1:]:
            try:
                cards.append(self._straight(rgb, quad, spec, expected, layout))
            except InvalidInputError:
                continue
        return tuple(cards)

    def cut_frame(
        self,
        rgb: Rgb,
        spec: IdPictureSpec,
        *,
        corners: Corners | None,
        expected: Side | None = None,
        layout: Layout | None = None,
    ) -> StraightCard:
        """Return the card in a camera frame's pixels, at ``corners`` where they are known; errors as :meth:`cut`."""
        ratio = _ratio(layout)
        quad = clockwise(as_quad(corners)) if corners is not None else self._quads(rgb, ratio, limit=1)[0]
        return self._straight(rgb, quad, spec, expected, layout)

    def _quads(self, rgb: Rgb, ratio: float, *, limit: int) -> list[Floats]:
        """Return the cards' corners; a card that fills the picture isn't searched for the portrait's frame."""
        found = [as_quad(each.corners) for each in find_all(rgb, ratio=ratio, limit=limit)]
        if not found:
            return [self._whole(rgb, ratio)]
        breadth = width_of(found[0])
        found = [quad for quad in found if _SAME_SIZE < width_of(quad) / breadth < 1 / _SAME_SIZE]
        try:
            whole = self._whole(rgb, ratio)
        except InvalidInputError:
            return found
        height, width = rgb.shape[:2]
        quad = long_side_first(found[0], ratio, (width, height))
        within, of_all = (self._sense.tell(straighten(rgb, each, ratio=ratio)).likeness for each in (quad, whole))
        return [whole] if of_all > within + _MORE_LIKE else found

    def _whole(self, rgb: Rgb, ratio: float) -> Floats:
        """Return the corners of a picture that is a card from edge to edge."""
        height, width = rgb.shape[:2]
        quad = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64) - 0.5
        if width < height:
            quad = np.roll(quad, 1, axis=0)
        shape = max(width, height) / min(width, height)
        if abs(shape / ratio - 1) > _WHOLE_TOLERANCE:
            raise InvalidInputError("document.no_card")
        if ratio == ID_1_RATIO and self._sense.tell(straighten(rgb, quad)).likeness < _LEAST_LIKENESS:
            raise InvalidInputError("document.no_card")
        return quad

    def _straight(
        self, rgb: Rgb, quad: Floats, spec: IdPictureSpec, expected: Side | None, layout: Layout | None
    ) -> StraightCard:
        height, width = rgb.shape[:2]
        ratio = _ratio(layout)
        quad = long_side_first(quad, ratio, (width, height))
        card = straighten(rgb, quad, ratio=ratio)
        standing = self._sense.tell(card, expected=expected)
        if standing.turned:
            card, quad = np.ascontiguousarray(card[::-1, ::-1]), np.roll(quad, 2, axis=0)
        jpeg = encode_id_picture(card, spec)
        problems = picture_problems(card, quad, rgb)
        if None not in (standing.side, expected) and standing.side is not expected:
            problems = tuple(sorted((*problems, "wrong_side"), key=ORDER.index))
        return StraightCard(jpeg, as_corners(quad), standing.side, layout, problems)


def _ratio(layout: Layout | None) -> float:
    return PASSPORT_RATIO if layout is Layout.PASSPORT else ID_1_RATIO
