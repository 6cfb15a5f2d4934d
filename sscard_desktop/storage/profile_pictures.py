# SPDX-License-Identifier: Apache-2.0
"""The part of a profile that says which pictures are needed, and what the card photo and ID pictures must be like.

Refuses limits that no picture could meet: ends the wrong way round, a face wider than the photo, an aim beside them.
"""

from __future__ import annotations

from collections.abc import Mapping

from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.fields import FieldSpec
from sscard_desktop.domain.photo import IdPictureSpec, PhotoSpec, PictureRole, Span
from sscard_desktop.domain.photothresholds import COMMON_THRESHOLDS
from sscard_desktop.storage.profile_conditions import check_answers, read_condition
from sscard_desktop.storage.profile_reading import Table, nearest_first, number_of

EXPORTED_ROLES = (
    PictureRole.PHOTO,
    PictureRole.ID_FRONT,
    PictureRole.ID_BACK,
    PictureRole.SIGNED_FORM,
    PictureRole.SIGNATURE,
)
"""Pictures that a profile may ask for and name in the package; the others stay inside the station."""


def read_pictures(
    root: Table, fields: Mapping[str, FieldSpec], code_lists: Mapping[str, CodeList]
) -> dict[PictureRole, str]:
    """Read ``[pictures]``: role → the condition under which the picture is needed, over the declared ``fields``."""
    return read_roles(root.table("pictures"), fields, code_lists)


def read_roles(
    table: Table, fields: Mapping[str, FieldSpec], code_lists: Mapping[str, CodeList]
) -> dict[PictureRole, str]:
    """Read a table of roles with their conditions; closes it."""
    found = {}
    for role in EXPORTED_ROLES:
        if table.get(role) is not None:
            found[role] = read_condition(table, role)
            check_answers(table.node, role, found[role], fields, code_lists, table.findings)
    table.close()
    return found


def read_photo(root: Table) -> PhotoSpec:
    """Read ``[photo]``: the finished card photo."""
    table = root.table("photo")
    width = table.whole("width", low=50, high=5000)
    height = table.whole("height", low=50, high=5000)
    thresholds: dict[str, float] = {}
    part = table.get("thresholds")
    if part is not None:
        for key, node in Table(part, root.findings).items(limit=100):
            if key not in COMMON_THRESHOLDS:
                root.findings.add(node, "unknown_key", allowed=nearest_first(key, COMMON_THRESHOLDS, limit=5))
            thresholds[key] = number_of(node, root.findings, low=-1e6, high=1e6)
    face_width = table.span("face_width", low=0, high=width)
    top_margin = table.span("top_margin", low=0, high=height)
    spec = PhotoSpec(
        width=width,
        height=height,
        dpi=table.whole("dpi", 0, low=0, high=2400) or None,
        file_bytes=table.span("file_bytes", low=0, high=50_000_000),
        quality=table.whole("quality", low=10, high=100) if table.get("quality") else None,
        face_width=face_width,
        eye_x=table.span("eye_x", low=0, high=width),
        eye_above_bottom=table.span("eye_above_bottom", low=0, high=height),
        top_margin=top_margin,
        roll_degrees=table.span("roll_degrees", Span(-2.0, 2.0), low=-45, high=45),
        thresholds=thresholds,
        aim_face_width=_aim(table, "aim_face_width", face_width),
        aim_top_margin=_aim(table, "aim_top_margin", top_margin),
        correct=table.flag("correct", True),
    )
    table.close()
    return spec


def _aim(table: Table, key: str, limits: Span) -> float:
    part = table.get(key)
    if part is None:
        ends = [end for end in (limits.low, limits.high) if end is not None]
        return sum(ends) / len(ends) if ends else 0.0
    aim = number_of(part, table.findings, low=0, high=5000)
    if aim not in limits:
        table.findings.add(part, "aim_outside", limits=str(limits))
    return aim


def read_id_picture(root: Table) -> IdPictureSpec:
    """Read ``[id_picture]``: limits of the ID card pictures."""
    table = root.table("id_picture")
    spec = IdPictureSpec(
        max_bytes=table.whole("max_bytes", low=10_000, high=50_000_000),
        min_width=table.whole("min_width", low=100, high=5000),
        min_height=table.whole("min_height", low=60, high=5000),
    )
    table.close()
    return spec
