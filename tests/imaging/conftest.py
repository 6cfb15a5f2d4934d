# SPDX-License-Identifier: Apache-2.0
"""Pictures to try the photo code on: the one permitted face, degraded with known truth, and the national rule."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from sscard_desktop.domain.photo import PhotoSpec, Span
from sscard_desktop.imaging.face import FaceFinder
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.opening import Rgb, open_picture
from sscard_desktop.imaging.photomaker import PhotoMaker

FACE_FILE = Path(__file__).parents[1] / "data" / "faces" / "astronaut.png"


@pytest.fixture(scope="session")
def models() -> Models:
    return Models()


@pytest.fixture(scope="session")
def finder(models: Models) -> FaceFinder:
    return FaceFinder(models)


@pytest.fixture(scope="session")
def maker(models: Models) -> PhotoMaker:
    return PhotoMaker(models)


@pytest.fixture(scope="session")
def astronaut() -> Rgb:
    """The face as it is: 512×512, 91 pixels from ear to ear."""
    return open_picture(FACE_FILE.read_bytes()).rgb


@pytest.fixture(scope="session")
def portrait(astronaut: Rgb) -> Rgb:
    """The face at a usable size: 1024×1024, as a camera two steps away would see it."""
    return np.asarray(cv2.resize(astronaut, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


@pytest.fixture(scope="session")
def national() -> PhotoSpec:
    return PhotoSpec(
        width=358,
        height=441,
        dpi=350,
        file_bytes=Span(14 * 1024, 40 * 1024),
        quality=70,
        face_width=Span(179, 255),
        eye_x=Span(162, 196),
        eye_above_bottom=Span(207, None),
        top_margin=Span(7, 21),
    )
