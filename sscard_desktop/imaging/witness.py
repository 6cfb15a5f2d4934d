# SPDX-License-Identifier: Apache-2.0
"""All that the checks look at, measured once from a finished photo and what is known of its making."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import PhotoFile, PhotoSpec
from sscard_desktop.imaging import measure
from sscard_desktop.imaging.evidence import Evidence
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.look import Look
from sscard_desktop.imaging.tones import tones
from sscard_desktop.imaging.wall import Wall


def gather(
    rgb: npt.NDArray[np.uint8],
    faces: tuple[Face, ...],
    alpha: npt.NDArray[np.float32],
    spec: PhotoSpec,
    *,
    expressions: Mapping[str, float],
    wall: Wall | None,
    file: PhotoFile | None,
    stored_as: str,
    hair_cut: bool = False,
    shoulders: float | None = None,
) -> Evidence:
    """Return the evidence of the finished photo ``rgb``.

    Args:
        rgb: the photo.
        faces: in it, the main one first.
        alpha: the person in it, 0–1.
        spec: the city's specification.
        expressions: of the main face.
        wall: see :class:`Wall`.
        file: what the written file says of itself.
        stored_as: kind and colour mode of the file.
        hair_cut, shoulders: see :class:`Evidence`.
    """
    if not faces:
        white = measure.white_share(rgb, alpha, rgb.shape[1] * 0.5)
        return Evidence(spec, rgb, 0, None, None, {}, None, white, file, stored_as, hair_cut)
    face = faces[0]
    look = Look.of(rgb, alpha, face)
    return Evidence(
        spec=spec,
        rgb=rgb,
        faces=len(faces),
        face=face,
        geometry=measure.geometry(face, alpha),
        expressions=expressions,
        light=measure.light(rgb, face),
        white_share=measure.white_share(rgb, alpha, face.width),
        file=file,
        stored_as=stored_as,
        hair_cut=hair_cut,
        look=look,
        tones=tones(look),
        wall=wall,
        rests=measure.rests_of_wall(rgb, alpha, face.width),
        shoulders=shoulders,
    )
