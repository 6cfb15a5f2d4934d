# SPDX-License-Identifier: Apache-2.0
"""What Qt lets be turned on a camera, where the system's own controls (:mod:`v4l2`) aren't to be had: Windows mostly.

Answers for positions 0–100; a feature that the camera's backend lacks is no knob.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from PySide6.QtMultimedia import QCamera

from sscard_desktop.domain.camera import Knob, KnobKind

_COOLEST_K, _WARMEST_K = 2800, 6500
"""Lamps from the warmest bulb to daylight; told a bluer light, a camera makes a warmer picture."""
_Feature = QCamera.Feature
_Exposure, _Focus, _White = QCamera.ExposureMode, QCamera.FocusMode, QCamera.WhiteBalanceMode


class QtKnobs:
    """The knobs of one camera.

    Args:
        camera: a started ``QCamera``.
    """

    def __init__(self, camera: QCamera) -> None:
        self._camera = camera

    def read(self) -> Sequence[Knob]:
        """Return the knobs that the backend has, as they stand."""
        camera = self._camera
        has = camera.supportedFeatures()
        found = []
        if has & _Feature.ManualExposureTime and self._exposures() is not None:
            low, high = self._exposures() or (1.0, 1.0)
            now = min(max(camera.exposureTime(), low), high)
            automatic = camera.exposureMode() != _Exposure.ExposureManual
            found.append(Knob(KnobKind.EXPOSURE, round(100 * log(now / low) / log(high / low)), automatic))
        if has & _Feature.FocusDistance and camera.isFocusModeSupported(_Focus.FocusModeManual):
            # A distance is 0 when near; before it was ever set it may be none at all.
            far = min(max(camera.focusDistance(), 0.0), 1.0)
            automatic = camera.focusMode() != _Focus.FocusModeManual
            found.append(Knob(KnobKind.FOCUS, round(100 * (1 - far)), automatic))
        if has & _Feature.ColorTemperature:
            kelvin = min(max(camera.colorTemperature(), _COOLEST_K), _WARMEST_K)
            share = (kelvin - _COOLEST_K) / (_WARMEST_K - _COOLEST_K)
            automatic = camera.whiteBalanceMode() == _White.WhiteBalanceAuto
            found.append(Knob(KnobKind.WHITE_BALANCE, round(100 * share), automatic))
        return found

    def turn(self, kind: KnobKind, position: int | None) -> None:
        """Turn a knob, ``None`` to automatic."""
        camera = self._camera
        if kind not in {knob.kind for knob in self.read()}:
            return
        share = 0.0 if position is None else min(max(position, 0), 100) / 100
        if kind is KnobKind.EXPOSURE:
            limits = self._exposures()
            if position is None or limits is None:
                camera.setAutoExposureTime()
                camera.setExposureMode(_Exposure.ExposureAuto)
            else:
                camera.setExposureMode(_Exposure.ExposureManual)
                camera.setManualExposureTime(limits[0] * (limits[1] / limits[0]) ** share)
        elif kind is KnobKind.FOCUS:
            camera.setFocusMode(_Focus.FocusModeAuto if position is None else _Focus.FocusModeManual)
            if position is not None:
                camera.setFocusDistance(1 - share)
        elif position is None:
            camera.setWhiteBalanceMode(_White.WhiteBalanceAuto)
        else:
            camera.setWhiteBalanceMode(_White.WhiteBalanceManual)
            camera.setColorTemperature(round(_COOLEST_K + share * (_WARMEST_K - _COOLEST_K)))

    def _exposures(self) -> tuple[float, float] | None:
        low, high = self._camera.minimumExposureTime(), self._camera.maximumExposureTime()
        return (low, high) if 0 < low < high else None
