# SPDX-License-Identifier: Apache-2.0
"""The ten rules of the bureaus' sheet of photo samples (相片样本及规范说明), with the drawings that explain each.

The sentences are messages: ``photo.rule.<key>`` and, for a wrong drawing, ``photo.sample.<drawing>``.
"""

from __future__ import annotations

from dataclasses import dataclass

from sscard_desktop import messages
from sscard_desktop.domain.photo import PhotoSpec, Span


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        family: of the checks that stand for it, where it isn't called the same.
        wrong: drawings of what isn't right.
    """

    key: str
    wrong: tuple[str, ...]
    family: str = ""

    def explained(self, spec: PhotoSpec, language: str) -> messages.Message:
        """Return its title (``what``) and what it asks for in this city (``todo``)."""
        limits = {
            "face_width": _pixels(spec.face_width),
            "eye_x": _pixels(spec.eye_x),
            "eye_above_bottom": _pixels(spec.eye_above_bottom),
            "top_margin": _pixels(spec.top_margin),
        }
        return messages.message(f"photo.rule.{self.key}", limits, language)


RULES = (
    Rule("size", ("face_width", "face_small", "top_margin", "eye_x"), "crop"),
    Rule("shoulders", ("shoulders_level", "pitch", "roll", "yaw")),
    Rule("eyes", ("eyes_natural", "gaze", "gaze_up", "eyes_open")),
    Rule("background", ("background", "outline", "wall_colour", "wall_clutter", "beside_head")),
    Rule("expression", ("neutral", "lips_pressed", "natural_face", "frown")),
    Rule(
        "quality",
        (
            "sharpness",
            "cast_blue",
            "colour_cast",
            "skin_glare",
            "exposure",
            "too_dark",
            "contrast_high",
            "contrast",
            "over_sharpened",
            "side_shadow",
            "wall_shadow",
        ),
    ),
    Rule("glasses", ("lens_glare", "rim_over_eyes", "rim_dark")),
    Rule(
        "covering",
        (
            "headscarf",
            "head_covered",
            "neck_covered",
            "lens_tinted",
            "ear_hidden",
            "brows_covered",
            "earring",
            "hair_ornament",
        ),
    ),
    Rule("religious_dress", ("religious_dress", "outline_hidden", "dress_shadow")),
    Rule("clothes", ("clothes", "low_neck")),
)


def caption(drawing: str, language: str) -> str:
    """Return what is wrong in a drawing."""
    return messages.message(f"photo.sample.{drawing}", {}, language).what


def rule_of(family: str) -> int:
    """Return the place in :data:`RULES` of the rule that a family of checks stands for, 0 if there is none."""
    place = place_of(family)
    return place if place < len(RULES) else 0


def place_of(family: str) -> int:
    """Return where a family of checks stands among the rules, from 0; what no rule asks for comes last."""
    return next((place for place, rule in enumerate(RULES) if family in (rule.key, rule.family)), len(RULES))


def _pixels(span: Span) -> str:
    return f"{span} px" if str(span) != "–" else "–"
