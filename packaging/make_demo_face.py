#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make resources/samples/demo-face.webp and demo-face-parts.png from tests/data/faces/astronaut.png.

Run in a checkout with the package installed, when the picture or the matte changes. The parts say where
skin (1), hair (2) and clothes (3) are, so that the demo's people can differ in hair and clothes.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from sscard_desktop.imaging.face import FaceFinder
from sscard_desktop.imaging.matte import cut_out
from sscard_desktop.imaging.mesh import CHIN
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.opening import open_picture
from sscard_desktop.imaging.person import PersonSegmenter

ROOT = Path(__file__).resolve().parents[1]
SCALE = 2
ROWS = 340
SKIN, HAIR, CLOTHES = 1, 2, 3


def main() -> None:
    """Write the two files."""
    models = Models()
    small = open_picture((ROOT / "tests/data/faces/astronaut.png").read_bytes()).rgb[:ROWS]
    rgb = np.asarray(cv2.resize(small, None, fx=SCALE, fy=SCALE, interpolation=cv2.INTER_LANCZOS4), dtype=np.uint8)
    face = FaceFinder(models).only(rgb)
    eye_x, eye_y = face.eye_middle
    chin = face.points[CHIN, 1]
    reach = face.width
    head = (int(eye_x - reach), 0, int(eye_x + reach), int(chin))
    mask = PersonSegmenter(models).mask_with_head(rgb, head)
    matte = cut_out(rgb, mask, face_width=face.width, face_middle=(eye_x, (eye_y + chin) / 2), chin_y=float(chin))
    parts = _parts(rgb, matte.alpha > 0.5, face.points[:468, :2], eye_y, float(chin))
    out = np.dstack([matte.colour.astype(np.uint8), (matte.alpha * 255).round().astype(np.uint8)])
    folder = ROOT / "resources/samples"
    Image.fromarray(out, "RGBA").save(folder / "demo-face.webp", quality=92, method=6, exact=False)
    Image.fromarray(parts, "L").save(folder / "demo-face-parts.png", optimize=True)


def _parts(rgb: np.ndarray, person: np.ndarray, points: np.ndarray, eye_y: float, chin: float) -> np.ndarray:
    """Tell skin, hair and clothes apart by place and by colour (measured on this one picture)."""
    lab = cv2.cvtColor(rgb.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)
    rows = np.broadcast_to(np.arange(rgb.shape[0])[:, None], person.shape)
    oval = np.zeros(person.shape, np.uint8)
    cv2.fillConvexPoly(oval, cv2.convexHull(points.round().astype(np.int32)), 1)
    brow = eye_y - 0.16 * (chin - eye_y)
    hair_like = (lab[..., 2] > 19) | (lab[..., 0] < 60)
    parts = np.where(person, CLOTHES, 0).astype(np.uint8)
    head = person & (rows < chin - 20)
    parts[head] = np.where(hair_like[head], HAIR, SKIN)
    parts[head & (oval == 0) & (rows < brow)] = HAIR
    parts[(oval > 0) & (rows > brow)] = SKIN
    # Below the hair's lower edge the ring of the suit is as dark as hair.
    parts[(parts == HAIR) & (rows > chin - 55)] = CLOTHES
    collar = person & (rows >= chin - 60) & (rows < chin + 40)
    neck = np.abs(np.arange(rgb.shape[1]) - points[:, 0].mean()) < 0.5 * np.ptp(points[:, 0])
    parts[collar & neck[None, :] & (lab[..., 0] > 25) & (lab[..., 2] > 8)] = SKIN
    parts = np.asarray(cv2.medianBlur(parts, 7), dtype=np.uint8)
    # The soft edge belongs to the part beside it.
    for part in (HAIR, CLOTHES):
        beside = cv2.dilate((parts == part).astype(np.uint8), np.ones((13, 13), np.uint8)) > 0
        parts[(parts == 0) & beside] = part
    return parts


if __name__ == "__main__":
    main()
