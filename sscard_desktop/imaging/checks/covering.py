# SPDX-License-Identifier: Apache-2.0
"""Covering (annex 8: 扎头巾, 戴帽子, 围围巾, 双耳不可见, 头发挡住眉毛眼睛, 戴耳环, 戴发夹), religious dress (annex 9).

Always asked but for the brows, which skin above them shows well enough to pass. Hints come from this person's own skin
and hair colours; dyed hair, beards and high collars set them off too, which is why they are hints. What may be worn for
faith or health gets a question of its own, with what the rule wants to see.
"""

from __future__ import annotations

import cv2
import numpy as np

from sscard_desktop.domain.photo import Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding
from sscard_desktop.imaging.look import Look
from sscard_desktop.imaging.mesh import EAR_LEFT, EAR_RIGHT

# Upper edges of the brows, from the temple to the nose.
_BROWS = ((70, 63, 105, 66, 107), (300, 293, 334, 296, 336))
_VIVID = 26.0
# Cosine of the angle between two hues.
_OTHER_HUE = 0.62
_WHITE_LIGHTNESS = 95.0


def _brows_covered(evidence: Evidence) -> Finding | None:
    if evidence.look is None:
        return None
    share, limit = min(skin_above_brows(evidence.look)), evidence.limit("brows_skin")
    return Finding(Verdict.PASS if share >= limit else Verdict.CONFIRM, share, f"≥ {limit:g}")


def _covering(evidence: Evidence) -> Finding:
    look = evidence.look
    if look is None:
        return Finding(Verdict.CONFIRM)
    hints = list(_head_hints(evidence, look))
    if neck_skin(look) < evidence.limit("neck_skin"):
        hints.append("neck_covered")
    if min(ear_skin(look)) < evidence.limit("ear_skin"):
        hints.append("ear_hidden")
    if lobe_sparkle(look) > evidence.limit("earring"):
        hints.append("earring")
    if beside_head(look) > evidence.limit("beside_head"):
        hints.append("beside_head")
    return Finding(Verdict.CONFIRM, hints=tuple(hints))


def _religious_dress(evidence: Evidence) -> Finding | None:
    """Asked where something seems to cover the head; the question about coverings names it for everybody else."""
    if evidence.look is None or "head_covered" not in _head_hints(evidence, evidence.look):
        return None
    return Finding(Verdict.CONFIRM)


def _head_hints(evidence: Evidence, look: Look) -> tuple[str, ...]:
    share = foreign_on_head(look)
    if share > evidence.limit("head_covered"):
        return ("head_covered",)
    return ("hair_ornament",) if share > evidence.limit("hair_ornament") else ()


def skin_above_brows(look: Look) -> tuple[float, float]:
    """Return the shares of skin just above the right and the left brow; hair that only touches an end counts little."""
    shares = []
    for brow in _BROWS:
        edge = look.points[list(brow)]
        ring = np.concatenate([edge - (0, 0.055 * look.face_width), edge[::-1] - (0, 0.012 * look.face_width)])
        strip = np.zeros(look.luma.shape, np.uint8)
        cv2.fillPoly(strip, [ring.round().astype(np.int32)], 1)
        shares.append(look.skin_share(look.lab[strip > 0]))
    return shares[0], shares[1]


def foreign_on_head(look: Look) -> float:
    """Return the share of the head above the brows whose colour neither hair nor this skin has."""
    brows = float(look.points[[105, 334], 1].mean())
    x, _ = look.eyes
    rows = slice(0, max(0, int(brows - 0.06 * look.face_width)))
    _, columns = look.box(x, brows, 0.62, 0.1)
    head = look.alpha[rows, columns] > 0.9
    lab = look.lab[rows, columns][head]
    if lab.shape[0] < 200:
        return 0.0
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    own = float(np.hypot(look.skin[1], look.skin[2]))
    alike = (lab[:, 1] * look.skin[1] + lab[:, 2] * look.skin[2]) / np.maximum(chroma * max(own, 1e-3), 1e-3)
    # Hair is brown, black, grey or red: near the skin's own hue, or pale.
    vivid = (chroma > _VIVID * 0.5) & (alike < _OTHER_HUE) | (chroma > 1.9 * max(_VIVID, own))
    return float(vivid.mean())


def neck_skin(look: Look) -> float:
    """Return the share of skin below the chin, neck's width."""
    x, _ = look.eyes
    box = look.box(x, look.chin_y + 0.15 * look.face_width, 0.2, 0.07)
    lab = look.lab[box].reshape(-1, 3)
    if not lab.size:
        return 1.0
    # The chin throws a shadow there: the colour counts more than the lightness.
    away = np.abs(lab - look.skin)
    return float(((away[:, 0] < 40) & (np.hypot(away[:, 1], away[:, 2]) < 16)).mean())


def ear_skin(look: Look) -> tuple[float, float]:
    """Return the shares of skin where the right and the left ear stick out."""
    shares = []
    for ear, sign in ((EAR_RIGHT, -1), (EAR_LEFT, 1)):
        x, y = look.points[ear]
        box = look.box(float(x) + sign * 0.045 * look.face_width, float(y), 0.03, 0.1)
        shares.append(look.skin_share(look.lab[box]))
    return shares[0], shares[1]


def lobe_sparkle(look: Look) -> float:
    """Return the strongest small contrast where earrings hang, over the skin's lightness."""
    found = [0.0]
    for ear, sign in ((EAR_RIGHT, -1), (EAR_LEFT, 1)):
        x, y = look.points[ear]
        box = look.box(float(x) + sign * 0.06 * look.face_width, float(y) + 0.30 * look.face_width, 0.06, 0.13)
        solid = look.alpha[box] > 0.9
        lab = look.lab[box]
        if solid.sum() >= 40:
            # Small and standing out from what is around it; locks of hair are longer.
            size = 2 * round(0.05 * look.face_width) + 1
            disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
            chroma = np.hypot(lab[..., 1], lab[..., 2]).astype(np.float32)
            light, vivid = (cv2.morphologyEx(plane, cv2.MORPH_TOPHAT, disc) for plane in (lab[..., 0], chroma))
            found.append(float(((light > 22) | (vivid > 26))[solid].mean()))
    return max(found)


def beside_head(look: Look) -> float:
    """Return the share of the room beside the head, above the shoulders, that isn't wall: a chair, a toy, a hand."""
    x, y = look.eyes
    found = []
    for sign in (-1, 1):
        box = look.box(x + sign * 0.82 * look.face_width, y + 0.1 * look.face_width, 0.1, 0.45)
        part = look.lab[box][..., 0]
        if part.size:
            found.append(float((part < _WHITE_LIGHTNESS).mean()))
    return max(found, default=0.0)


CHECKS = (
    Check("covering", "covering", _covering),
    Check("brows_covered", "covering", _brows_covered),
    Check("religious_dress", "religious_dress", _religious_dress),
)
