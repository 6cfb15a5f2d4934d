# SPDX-License-Identifier: Apache-2.0
"""Qt's camera controls behind positions 0–100; against a camera that has what a test gives it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError, reason="the system lacks QtMultimedia's libraries")

from PySide6.QtMultimedia import QCamera

from sscard_desktop.devices.cameraknobs import QtKnobs
from sscard_desktop.domain.camera import Knob, KnobKind

Feature = QCamera.Feature
EVERYTHING = Feature.ManualExposureTime | Feature.FocusDistance | Feature.ColorTemperature


class Stood:
    """A camera's settings; Qt makes none without a camera."""

    def __init__(self, features: QCamera.Feature) -> None:
        self.exposure, self.focus, self.kelvin = 0.01, 1.0, 2800
        self.modes: dict[str, object] = {
            "exposure": QCamera.ExposureMode.ExposureAuto,
            "focus": QCamera.FocusMode.FocusModeAuto,
            "white": QCamera.WhiteBalanceMode.WhiteBalanceAuto,
        }
        self.camera = cast(
            "QCamera",
            SimpleNamespace(
                supportedFeatures=lambda: features,
                minimumExposureTime=lambda: 0.0001,
                maximumExposureTime=lambda: 1.0,
                exposureTime=lambda: self.exposure,
                setManualExposureTime=lambda value: setattr(self, "exposure", value),
                setAutoExposureTime=lambda: None,
                exposureMode=lambda: self.modes["exposure"],
                setExposureMode=lambda mode: self.modes.update(exposure=mode),
                isFocusModeSupported=lambda mode: True,
                focusMode=lambda: self.modes["focus"],
                setFocusMode=lambda mode: self.modes.update(focus=mode),
                focusDistance=lambda: self.focus,
                setFocusDistance=lambda value: setattr(self, "focus", value),
                whiteBalanceMode=lambda: self.modes["white"],
                setWhiteBalanceMode=lambda mode: self.modes.update(white=mode),
                colorTemperature=lambda: self.kelvin,
                setColorTemperature=lambda value: setattr(self, "kelvin", value),
            ),
        )


def test_a_backend_without_features_has_no_knobs() -> None:
    assert QtKnobs(Stood(Feature(0)).camera).read() == []


def test_all_three_are_automatic_first_and_stand_where_they_were_turned() -> None:
    stood = Stood(EVERYTHING)
    knobs = QtKnobs(stood.camera)
    assert knobs.read() == [
        Knob(KnobKind.EXPOSURE, 50, automatic=True),
        Knob(KnobKind.FOCUS, 0, automatic=True),
        Knob(KnobKind.WHITE_BALANCE, 0, automatic=True),
    ]
    for kind, position in zip(KnobKind, (100, 40, 50), strict=True):
        knobs.turn(kind, position)
    assert [(knob.position, knob.automatic) for knob in knobs.read()] == [(100, False), (40, False), (50, False)]
    assert (stood.exposure, stood.focus, stood.kelvin) == (pytest.approx(1.0), pytest.approx(0.6), 4650)
    for kind in KnobKind:
        knobs.turn(kind, None)
    assert {knob.automatic for knob in knobs.read()} == {True}


def test_what_the_camera_does_not_have_is_passed_over() -> None:
    stood = Stood(Feature.FocusDistance)
    QtKnobs(stood.camera).turn(KnobKind.EXPOSURE, 10)
    assert stood.exposure == 0.01
