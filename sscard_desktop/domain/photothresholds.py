# SPDX-License-Identifier: Apache-2.0
"""The figures that a photo's checks are held against where the city names none (profile table ``[photo]``).

A figure beyond ``KEY`` is asked of the clerk, one beyond ``KEY_fail`` fails; a check without a ``_fail`` doesn't fail
for it, because its method knows too little. But ``white_share`` is the standard's own limit and fails, an open mouth
is sure where ``lip_gap`` and ``jaw_open`` agree, and a finished photo's own wall fails by ``wall_…``. Natural skin
colour is OFIQ's (ISO/IEC 29794-5); the others were chosen by degrading permitted pictures with known truth
(``python -m tests.photorates`` prints how well they separate).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COMMON_THRESHOLDS: Mapping[str, float] = MappingProxyType(
    {
        # the head, degrees
        "yaw": 8.0,
        "yaw_fail": 12.0,
        "chin_down": 18.0,
        "chin_down_fail": 24.0,
        "chin_up": 13.0,
        "chin_up_fail": 18.0,
        "shoulders_level": 6.0,
        # the eyes: contrast of iris and white over the skin's lightness, shares of face height, scores 0-1
        "eyes_visible": 0.3,
        "eyes_visible_fail": 0.14,
        "eye_blink": 0.5,
        "lid_gap": 0.045,
        "lid_gap_fail": 0.036,
        "lid_gap_shut": 0.045,
        "lid_gap_narrow": 0.065,
        "shut_contrast": 0.42,
        "eye_opening": 1.0,
        "eye_difference": 1.5,
        "gaze": 0.7,
        "gaze_offset": 0.105,
        # the expression: shares of face height, scores 0-1
        "lip_gap": 0.06,
        "jaw_open": 0.15,
        "smile": 0.6,
        "lips_pressed": 0.18,
        "natural_face": 0.25,
        "brows_at_rest": 0.03,
        "frown": 0.15,
        "furrow": 0.11,
        "furrow_deep": 0.17,
        # the background: shares, per cent of the photo or the wall, CIELAB units
        "white_share": 0.99,
        "outline": 0.4,
        "outline_fail": 2.0,
        "wall_lightness": 45.0,
        "wall_chroma": 16.0,
        "wall_unevenness": 18.0,
        "wall_shadow": 9.0,
        "wall_clutter": 4.0,
        # image quality: ratios, shares, luma 0-1, bits, CIELAB a and b, grey levels of 255
        "sharpness": 0.68,
        "sharpness_fail": 0.74,
        "over_sharpened": 1.9,
        "noise": 3.5,
        "noise_fail": 7.0,
        "luma_low": 0.38,
        "luma_low_fail": 0.20,
        "luma_high": 0.82,
        "luma_high_fail": 0.90,
        "eye_white": 0.5,
        "eye_white_fail": 0.35,
        "burnt": 0.02,
        "burnt_fail": 0.06,
        "contrast": 6.0,
        "contrast_fail": 5.4,
        "spread_low": 0.2,
        "spread_low_fail": 0.12,
        "spread_high": 0.76,
        "spread_high_fail": 0.88,
        "side_shadow": 0.25,
        "side_shadow_fail": 0.35,
        "skin_glare": 2.0,
        "skin_a_low": 5.0,
        "skin_a_low_fail": 2.0,
        "skin_a_high": 25.0,
        "skin_a_high_fail": 36.0,
        "skin_b_low": 5.0,
        "skin_b_low_fail": 1.0,
        "skin_b_high": 35.0,
        "skin_b_high_fail": 40.0,
        "eye_white_chroma": 18.0,
        # hints to the clerk's questions: they decide nothing
        "brows_skin": 0.3,
        "glasses_bridge": 0.14,
        "lens_glare": 0.02,
        "lens_dark": 0.28,
        "rim_over_eyes": 0.5,
        "rim_dark": 0.15,
        "head_covered": 0.30,
        "hair_ornament": 0.008,
        "neck_skin": 0.25,
        "ear_skin": 0.12,
        "earring": 0.04,
        "beside_head": 0.35,
        "clothes_light": 80.0,
        "low_neck": 0.6,
    }
)
"""Threshold key → figure."""

LOWER_LIMITS = frozenset(
    {
        "eyes_visible",
        "lid_gap",
        "shut_contrast",
        "white_share",
        "wall_lightness",
        "eye_white",
        "contrast",
        "brows_skin",
        "neck_skin",
    }
    | {"ear_skin"}
)
"""Keys whose figure may not fall below the threshold, besides those that end in ``_low``."""
