# SPDX-License-Identifier: Apache-2.0
"""What the person before the camera should do next, from frame to frame.

Answers for one hint at a time, in the order in which people can act on them, calm enough to read: a verdict turns only
when most of the last half second says so. The mesh is followed on every frame, the rest is looked at in turn, so that a
frame costs little more than the mesh. Judges in rough terms; the finished photo's report is what counts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import Guidance, PhotoSpec
from sscard_desktop.imaging import measure
from sscard_desktop.imaging.crop import MAX_UPSCALE
from sscard_desktop.imaging.face import Face, FaceFinder
from sscard_desktop.imaging.mesh import OVAL
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.person import PersonSegmenter
from sscard_desktop.services.ports import Frame

Rgb = npt.NDArray[np.uint8]

ORDER = ("face", "alone", "distance", "place", "pose", "eyes", "mouth", "light", "wall", "still")
_SMOOTHING_S = 0.5
_HOLD_S = 0.8
_FORGET_S = 2.0
_COUNT_EVERY, _WALL_EVERY, _EXPRESSION_EVERY, _LIGHT_EVERY = 15, 6, 3, 2
# Nearer than this the lens distorts and the frame cuts shoulders; both as shares of the frame's height.
_NEAREST, _FARTHEST = 0.42, 0.18
_OTHER_PERSON_SHARE = 0.45
_MAX_ASIDE = 0.12
# Crown and margin above it take one face width above the eyes; the hand beyond is for tall hair.
_ABOVE_FACES, _BELOW_FACES = 1.02, 1.2
_MAX_ROLL, _MAX_YAW, _MAX_CHIN_DOWN, _MAX_CHIN_UP = 6.0, 9.0, 17.0, 14.0
_BLINK, _LIDS, _JAW, _LIPS = 0.5, 0.04, 0.2, 0.07
_DARK, _BRIGHT, _UNEVEN = 0.30, 0.86, 0.32
_WALL_DARK, _WALL_SPREAD = 0.40, 0.20
_MAX_DRIFT_FACES_A_SECOND = 0.35


@dataclass(frozen=True, slots=True)
class _Wall:
    luma: float
    spread: float


class Guide:
    """Guides one person after another. For one thread at a time."""

    def __init__(self, models: Models) -> None:
        self._finder = FaceFinder(models)
        self._segmenter = PersonSegmenter(models)
        self.reset()

    def reset(self) -> None:
        """Forget the person: another one sits down."""
        self._face: Face | None = None
        self._count = 0
        self._people = 0
        self._expressions: Mapping[str, float] = {}
        self._light: measure.Light | None = None
        self._wall: _Wall | None = None
        self._place: tuple[float, float, float] | None = None
        self._recent: deque[tuple[float, Mapping[str, str]]] = deque()
        self._held_since_s: float | None = None

    def look(self, frame: Frame, spec: PhotoSpec) -> Guidance:
        """Return the guidance after ``frame``; frames come in the order of their time."""
        if self._recent and not 0 <= frame.taken_s - self._recent[-1][0] < _FORGET_S:
            self.reset()
        rgb = frame.rgb
        face = self._find(rgb)
        if face is None:
            hints = {"face": "no_face"}
        else:
            self._observe(rgb, face)
            hints = self._hints(rgb, face, spec, frame.taken_s)
        self._count += 1
        failing = self._smoothed(frame.taken_s, hints)
        hint = next((failing[key] for key in ORDER if key in failing), "")
        hold = self._hold(frame.taken_s, calm=not failing and not hints)
        met = frozenset() if face is None else frozenset(key for key in ORDER if key not in failing)
        height, width = rgb.shape[:2]
        size = np.array([width, height], np.float32)
        outline = () if face is None else tuple((float(x), float(y)) for x, y in face.points[list(OVAL), :2] / size)
        box = None
        if outline:
            xs, ys = zip(*outline, strict=True)
            box = (min(xs), min(ys), max(xs), max(ys))
        return Guidance(hint or ("ready" if hold >= 1 else "hold_still"), met, outline, box, hold)

    def _find(self, rgb: Rgb) -> Face | None:
        if self._face is not None:
            self._face = self._finder.follow(rgb, self._face)
        if self._face is None or self._count % _COUNT_EVERY == 0:
            # Whoever is followed already needn't be searched for in every corner.
            faces = self._finder.find(rgb, thorough=self._face is None)
            self._people = sum(face.width > _OTHER_PERSON_SHARE * faces[0].width for face in faces)
            self._face = self._face or (faces[0] if faces else None)
        return self._face

    def _observe(self, rgb: Rgb, face: Face) -> None:
        """Look at what needn't be looked at in every frame."""
        if not self._expressions or self._count % _EXPRESSION_EVERY == 0:
            self._expressions = self._finder.expressions(face)
        if self._light is None or self._count % _LIGHT_EVERY == 0:
            self._light = measure.light(*_reduced(rgb, face))
        if self._wall is None or self._count % _WALL_EVERY == 0:
            self._wall = self._look_at_wall(rgb, face)

    def _look_at_wall(self, rgb: Rgb, face: Face) -> _Wall:
        """Measure the wall around the head, where the photo will show it."""
        x, y = face.eye_middle
        reach, above = int(0.95 * face.width), int(1.1 * face.width)
        part = rgb[max(0, int(y) - above) : max(1, int(y) + reach), max(0, int(x) - reach) : max(1, int(x) + reach)]
        small = np.asarray(cv2.resize(part, (256, 256), interpolation=cv2.INTER_AREA), dtype=np.uint8)
        away = self._segmenter.mask(small) < 0.05
        luma = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)[away].astype(np.float32) / np.float32(255)
        if luma.size < 200:
            return _Wall(1.0, 0.0)
        return _Wall(float(luma.mean()), float(luma.std()))

    def _hints(self, rgb: Rgb, face: Face, spec: PhotoSpec, now_s: float) -> dict[str, str]:
        """Return the key of each check that doesn't hold now, with its hint."""
        checks = {
            "alone": "several_faces" if self._people > 1 else "",
            "distance": _distance_hint(rgb, face, spec),
            "place": _place_hint(rgb, face),
            "pose": _pose_hint(face),
            "eyes": self._eyes_hint(face),
            "mouth": self._mouth_hint(face),
            "light": self._light_hint(),
            "wall": self._wall_hint(),
            "still": self._still_hint(face, now_s),
        }
        return {key: hint for key, hint in checks.items() if hint}

    def _eyes_hint(self, face: Face) -> str:
        blink = max(self._expressions.get(name, 0.0) for name in ("eyeBlinkLeft", "eyeBlinkRight"))
        return "open_eyes" if blink > _BLINK or measure.lid_gap(face.points) < _LIDS else ""

    def _mouth_hint(self, face: Face) -> str:
        is_open = self._expressions.get("jawOpen", 0.0) > _JAW and measure.lip_gap(face.points) > _LIPS
        return "close_mouth" if is_open else ""

    def _light_hint(self) -> str:
        if self._light is None:
            return ""
        if self._light.mean_luma < _DARK:
            return "more_light"
        if self._light.mean_luma > _BRIGHT:
            return "less_light"
        return "even_light" if self._light.side_difference > _UNEVEN else ""

    def _wall_hint(self) -> str:
        if self._wall is None:
            return ""
        return "plain_wall" if self._wall.luma < _WALL_DARK or self._wall.spread > _WALL_SPREAD else ""

    def _still_hint(self, face: Face, now_s: float) -> str:
        x, y = face.eye_middle
        before, self._place = self._place, (x, y, now_s)
        if before is None or now_s <= before[2]:
            return ""
        drift = float(np.hypot(x - before[0], y - before[1])) / face.width / (now_s - before[2])
        return "hold_still" if drift > _MAX_DRIFT_FACES_A_SECOND else ""

    def _smoothed(self, now_s: float, hints: Mapping[str, str]) -> dict[str, str]:
        """Return the checks that failed in most frames of the last half second, with their newest hints."""
        self._recent.append((now_s, hints))
        while now_s - self._recent[0][0] > _SMOOTHING_S:
            self._recent.popleft()
        half = len(self._recent) / 2
        failing = {}
        for key in ORDER:
            given = [earlier[key] for _, earlier in self._recent if key in earlier]
            if len(given) > half:
                failing[key] = given[-1]
        return failing

    def _hold(self, now_s: float, *, calm: bool) -> float:
        if not calm:
            self._held_since_s = None
            return 0.0
        if self._held_since_s is None:
            self._held_since_s = now_s
        return min(1.0, (now_s - self._held_since_s) / _HOLD_S)


def _distance_hint(rgb: Rgb, face: Face, spec: PhotoSpec) -> str:
    height = rgb.shape[0]
    smallest = max(_FARTHEST * height, 1.06 * (spec.face_width.low or 0) / MAX_UPSCALE)
    if face.width < smallest:
        return "come_closer"
    return "move_back" if face.width > max(_NEAREST * height, smallest * 1.2) else ""


def _place_hint(rgb: Rgb, face: Face) -> str:
    height, width = rgb.shape[:2]
    x, y = face.eye_middle
    # The picture isn't mirrored here: the left of the picture is the person's right.
    if x < width * (0.5 - _MAX_ASIDE):
        return "move_left"
    if x > width * (0.5 + _MAX_ASIDE):
        return "move_right"
    if y < _ABOVE_FACES * face.width:
        return "move_down"
    return "move_up" if y > height - _BELOW_FACES * face.width else ""


def _pose_hint(face: Face) -> str:
    if abs(face.roll_degrees) > _MAX_ROLL:
        return "level_head"
    if abs(face.pose.yaw) > _MAX_YAW:
        return "face_camera"
    if face.pose.pitch < -_MAX_CHIN_DOWN:
        return "chin_up"
    return "chin_down" if face.pose.pitch > _MAX_CHIN_UP else ""


def _reduced(rgb: Rgb, face: Face) -> tuple[Rgb, Face]:
    """Return the part of the picture around the face, and the face in it."""
    x, y = face.eye_middle
    reach = int(face.width)
    left, top = max(0, int(x) - reach), max(0, int(y) - reach)
    part = np.ascontiguousarray(rgb[top : int(y) + reach, left : int(x) + reach])
    return part, face.moved(np.array([[1, 0, -left], [0, 1, -top]], np.float64))
