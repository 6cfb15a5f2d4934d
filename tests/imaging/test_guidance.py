# SPDX-License-Identifier: Apache-2.0
"""The live guide names the one thing to do, turns calmly, and says when to take the picture."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.photo import Guidance, PhotoSpec
from sscard_desktop.imaging.guidance import ORDER, Guide
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.opening import Rgb
from sscard_desktop.services.ports import Frame

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


@pytest.fixture(scope="module")
def seated() -> Rgb:
    """Somebody who sits well."""
    return demo_frame(SAMPLES, 0)


@pytest.fixture
def guide(models: Models) -> Guide:
    return Guide(models)


def watch(guide: Guide, rgb: Rgb, spec: PhotoSpec, *, from_s: float = 0.0, frames: int = 8) -> Guidance:
    """Show the same frame fifteen times a second; return the last guidance."""
    guidance = Guidance("")
    for index in range(frames):
        guidance = guide.look(Frame(rgb, from_s + index / 15), spec)
    return guidance


def moved(rgb: Rgb, *, x: float = 0, y: float = 0, scale: float = 1, degrees: float = 0) -> Rgb:
    height, width = rgb.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, scale)
    matrix[:, 2] += (x, y)
    return np.asarray(
        cv2.warpAffine(rgb, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_AREA), np.uint8
    )


def test_who_sits_well_is_asked_to_hold_still_and_then_photographed(
    guide: Guide, seated: Rgb, national: PhotoSpec
) -> None:
    early = watch(guide, seated, national, frames=4)
    assert (early.hint, early.ready) == ("hold_still", False)
    assert 0 < early.hold < 1
    late = watch(guide, seated, national, from_s=0.3, frames=15)
    assert (late.hint, late.ready) == ("ready", True)
    assert late.met == set(ORDER)
    assert late.face_box is not None
    assert all(0 <= share <= 1 for point in late.outline for share in point)


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"scale": 0.45}, "come_closer"),
        ({"scale": 1.9, "y": 250}, "move_back"),
        ({"x": -260}, "move_left"),
        ({"x": 260}, "move_right"),
        ({"y": 330}, "move_up"),
        ({"y": -80}, "move_down"),
        ({"degrees": 14}, "level_head"),
        ({"degrees": -14}, "level_head"),
    ],
)
def test_a_wrong_seat_has_its_hint(
    guide: Guide, seated: Rgb, national: PhotoSpec, changes: dict[str, float], hint: str
) -> None:
    assert watch(guide, moved(seated, **changes), national).hint == hint


def test_an_empty_chair_has_no_face_and_no_outline(guide: Guide, national: PhotoSpec) -> None:
    guidance = watch(guide, np.full((720, 1280, 3), 200, np.uint8), national)
    assert guidance == Guidance("no_face")


def test_a_second_person_is_asked_to_leave(guide: Guide, seated: Rgb, national: PhotoSpec) -> None:
    both = np.hstack([seated[:, 320:960], seated[:, 320:960]])
    assert watch(guide, both, national).hint == "several_faces"


def test_a_dark_room_needs_light(guide: Guide, seated: Rgb, national: PhotoSpec) -> None:
    assert watch(guide, (seated * 0.25).astype(np.uint8), national).hint == "more_light"


def test_a_shadow_on_one_side_is_seen(guide: Guide, seated: Rgb, national: PhotoSpec) -> None:
    shade = np.ones(1280, np.float32)
    shade[:640] = 0.5
    shaded = seated * cv2.GaussianBlur(shade[None, :], (0, 0), 30)[..., None]
    assert watch(guide, shaded.astype(np.uint8), national).hint == "even_light"


def test_a_striped_wall_is_seen(guide: Guide, seated: Rgb, national: PhotoSpec) -> None:
    wall = np.abs(seated.astype(int) - np.median(seated[:200, :200], axis=(0, 1))).max(axis=2) < 14
    wall[180:430, 560:720] = False
    striped = seated.copy()
    striped[wall & (np.arange(1280)[None, :] // 40 % 2 == 0)] = (20, 30, 60)
    assert watch(guide, striped, national).hint == "plain_wall"


def test_one_bad_frame_doesnt_turn_the_hint_but_starts_the_hold_again(
    guide: Guide, seated: Rgb, national: PhotoSpec
) -> None:
    assert watch(guide, seated, national, frames=8).hold > 0.5
    blink = guide.look(Frame(moved(seated, degrees=9), 8 / 15), national)
    assert (blink.hint, blink.hold) == ("hold_still", 0.0)
    assert guide.look(Frame(seated, 9 / 15), national).hint == "hold_still"


def test_after_a_pause_the_next_person_starts_anew(guide: Guide, seated: Rgb, national: PhotoSpec) -> None:
    watch(guide, moved(seated, scale=0.45), national)
    assert guide.look(Frame(seated, 60.0), national).hint == "hold_still"
