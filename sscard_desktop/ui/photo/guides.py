# SPDX-License-Identifier: Apache-2.0
"""Where the guides lie over the live picture: plain geometry, from the profile's own limits.

Answers for shapes in pixels of the camera's frame, not mirrored. The finished photo is cut out by the program, so the
guides needn't be hit to the pixel: while nobody sits right they stand where a head should come to, then they follow the
head and show what the photo will hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from sscard_desktop.domain.photo import Guidance, PhotoSpec

# Measured on levelled heads, in face widths (ear to ear): the outer silhouette is wider, the head taller.
_SILHOUETTE_WIDTH = 1.27
_CROWN_TO_CHIN = 1.76
_CROWN_TO_EYES = 0.93
# The face's outline runs from hairline to chin; so far down it lie the eyes.
_EYES_DOWN_THE_OUTLINE = 0.293
# Where a head should come to while there is none: sizes as shares of the frame's height.
_FACE_SHARE = 0.27
_ROOM_ABOVE_SHARE = 0.25
_CARD_RATIO = 85.6 / 54.0
_CARD_SHARE = 0.78
_FOLLOWS = frozenset({"face", "alone", "distance", "place"})

GUIDE_KEYS = {
    "oval": ("distance",),
    "eyes": ("pose", "eyes"),
    "hair": ("place", "distance"),
    "centre": ("place",),
}
"""Which parts of the guidance (:attr:`Guidance.met`) each guide stands for."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def towards(self, other: Box, share: float) -> Box:
        """Return the box that lies ``share`` (0–1) of the way to ``other``."""
        return Box(
            self.left + (other.left - self.left) * share,
            self.top + (other.top - self.top) * share,
            self.width + (other.width - self.width) * share,
            self.height + (other.height - self.height) * share,
        )


@dataclass(frozen=True, slots=True)
class Guides:
    """The shapes over one frame.

    Attributes:
        window: what the finished photo will hold.
        oval: around the head.
        eyes: where the eye line may lie.
        hair: where the top of the hair may lie.
        centre: where the middle between the eyes may lie.
    """

    window: Box
    oval: Box
    eyes: Box
    hair: Box
    centre: Box


def resting_window(spec: PhotoSpec, width: int, height: int) -> Box:
    """Return where the photo's window stands in a frame of this size while there is no face to follow."""
    scale = _FACE_SHARE * height / spec.aim_face_width
    # A specification with a small face makes a tall window: it stays inside the frame all the same.
    scale = min(scale, height / spec.height, width / spec.width)
    tall = scale * spec.height
    return Box((width - scale * spec.width) / 2, (height - tall) * _ROOM_ABOVE_SHARE, scale * spec.width, tall)


def window_around(spec: PhotoSpec, width: int, height: int, guidance: Guidance) -> Box | None:
    """Return the window that the photo will be cut out by, ``None`` while the face isn't where it can be.

    The crown isn't measured from frame to frame; it is taken to lie where it does on most heads.
    """
    if guidance.face_box is None or not guidance.met >= _FOLLOWS:
        return None
    left, top, right, bottom = guidance.face_box
    face_width = (right - left) * width
    scale = face_width / spec.aim_face_width
    eye_x = (left + right) / 2 * width
    eye_y = (top + (bottom - top) * _EYES_DOWN_THE_OUTLINE) * height
    crown_y = eye_y - _CROWN_TO_EYES * face_width
    middle = _middle_of(spec.eye_x.low, spec.eye_x.high, spec.width / 2)
    return Box(
        eye_x - middle * scale,
        crown_y - spec.aim_top_margin * scale,
        spec.width * scale,
        spec.height * scale,
    )


def guides_in(window: Box, spec: PhotoSpec) -> Guides:
    """Return the guides of a window; their places within it are the profile's limits."""
    scale = window.width / spec.width

    def within(left: float, top: float, right: float, bottom: float) -> Box:
        return Box(window.left + left * scale, window.top + top * scale, (right - left) * scale, (bottom - top) * scale)

    top_low = spec.top_margin.low or 0.0
    top_high = spec.top_margin.high if spec.top_margin.high is not None else top_low + spec.aim_top_margin
    lowest_eyes = spec.height - (spec.eye_above_bottom.low or 0.0)
    if spec.eye_above_bottom.high is not None:
        highest_eyes = spec.height - spec.eye_above_bottom.high
    else:
        # No upper limit is published; a head of the smallest width at the upper edge sets one.
        smallest = spec.face_width.low if spec.face_width.low is not None else spec.aim_face_width
        highest_eyes = min(top_low + _CROWN_TO_EYES * smallest, lowest_eyes)
    middle = spec.width / 2
    eye_left = spec.eye_x.low if spec.eye_x.low is not None else middle
    eye_right = spec.eye_x.high if spec.eye_x.high is not None else middle
    head_middle = _middle_of(spec.eye_x.low, spec.eye_x.high, middle)
    reach = spec.aim_face_width * _SILHOUETTE_WIDTH / 2
    chin = spec.aim_top_margin + _CROWN_TO_CHIN * spec.aim_face_width
    return Guides(
        window=window,
        oval=within(head_middle - reach, spec.aim_top_margin, head_middle + reach, chin),
        eyes=within(0, highest_eyes, spec.width, lowest_eyes),
        hair=within(0, top_low, spec.width, top_high),
        centre=within(eye_left, 0, eye_right, spec.height),
    )


def card_window(width: int, height: int) -> Box:
    """Return where an ID card (ID-1, 85.6 × 54 mm, ISO/IEC 7810) should lie in a frame of this size."""
    wide = min(_CARD_SHARE * width, _CARD_SHARE * height * _CARD_RATIO)
    tall = wide / _CARD_RATIO
    # Above the middle: the hint stands below.
    return Box((width - wide) / 2, (height - tall) * 0.3, wide, tall)


def with_margin(box: Box, share: float, width: int, height: int) -> Box:
    """Return ``box`` widened by ``share`` of its width on each side, within a frame of this size."""
    margin = box.width * share
    left, top = max(0.0, box.left - margin), max(0.0, box.top - margin)
    right, bottom = min(float(width), box.right + margin), min(float(height), box.bottom + margin)
    return Box(left, top, right - left, bottom - top)


def _middle_of(low: float | None, high: float | None, otherwise: float) -> float:
    return otherwise if low is None or high is None else (low + high) / 2
