# SPDX-License-Identifier: Apache-2.0
"""二次采集比对 of a whole list: six items of each person as listed against their card or record, and whose are open.

Where a person stands is computed, never stored. What was written on the signed sheet, and that the person came a second
time with the card, is kept beside the record under the keys here, and so travels with it.

An item that a list has no column for is 无 for everybody and nobody's task, and so is one that the card doesn't say
either (a foreigner's 民族); sex and birth date are also said by a citizen's number. A photo that nobody laid beside the
chip's has no mark and keeps nobody open, and one that is missing is the counter's task until the record is handed in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.comparison import ITEMS, PHOTO, PRESENT, Compared, Mark, compared

WRITTEN = tuple(item for item in ITEMS if item != PHOTO)
"""What a person can write on the sheet; a photo is taken."""
CORRECTION = "comparison_"
"""Before an item: key of what was written on the sheet."""
SECOND = "comparison_second"
"""Key of the digest of what the card said when its holder came again."""
_ALWAYS = frozenset({"number", "name", PHOTO})


class RoundState(StrEnum):
    """Where a person stands in the comparison."""

    WAITING = "waiting"
    """未采集: there is nothing to compare with yet."""
    SAME = "same"
    """一致: nothing to do."""
    OPEN = "open"
    """待更正: the sheet is to be filled in and signed."""
    CORRECTED = "corrected"
    """已更正: what was written on the sheet is taken over, and the card is to be read again."""
    CLOSED = "closed"
    """已复采: the person came again, and card and record say the same."""
    BOTH = "both"
    """姓名号码都不同: name and number both differ; for the insurance office, no sheet settles it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One person's six items.

    Attributes:
        open: the items to be filled in: those marked × and 无, as far as they are anybody's task.
    """

    items: tuple[Compared, ...] = field(repr=False)
    open: tuple[str, ...]
    state: RoundState


def listed_values(listed: Mapping[str, str], document_type: str) -> dict[str, str]:
    """Return what a list says of a person, with what their number says of birth date and sex where it is silent."""
    kind = listed.get("document_type", "") or document_type or "resident"
    values = {item: listed.get(item, "") for item in WRITTEN} | {"document_type": kind}
    born, sex = idnumber.birth_date(kind, values["number"]), idnumber.sex(kind, values["number"])
    values["birth_date"] = values["birth_date"] or (born.isoformat() if born else "")
    values["sex"] = values["sex"] or sex or ""
    return values


def asked_items(lists: Collection[Mapping[str, str]]) -> frozenset[str]:
    """Return the items that a list speaks of: those that at least one person has a value for."""
    return _ALWAYS | {item for item in WRITTEN if any(values.get(item) for values in lists)}


def placed(
    listed: Mapping[str, str],
    told: Mapping[str, str] | None,
    *,
    asked: Collection[str],
    code_lists: Mapping[str, CodeList],
    has_photo: bool = False,
    handed_in: bool = False,
    photos_same: bool | None = None,
    settled: Mapping[str, str] | None = None,
    held: Mapping[str, str] | None = None,
) -> Placed:
    """Return where a person stands.

    Args:
        listed: what :func:`listed_values` returned.
        told: what the card or the record says; ``None`` as long as nobody came.
        asked: what :func:`asked_items` returned.
        has_photo: whether the record has a photo.
        handed_in: whether it was submitted.
        photos_same: what somebody said of the two photos.
        settled: what is kept of sheet and second collection, by the keys of this module.
        held: the record's values.
    """
    settled, held = settled or {}, held or {}
    ours = {**listed, PHOTO: PRESENT if has_photo else ""}
    items = compared(ours, told or {}, code_lists=code_lists, photos_same=photos_same)
    if told is None:
        return Placed(items, (), RoundState.WAITING)
    marks = {each.item: each.mark for each in items}
    task = {item for item in WRITTEN if item in asked and told.get(item)}
    if handed_in and not has_photo:
        task.add(PHOTO)
    wrong = tuple(each for each in ITEMS if _is_open(each, marks[each], task))
    if marks["name"] is Mark.DIFFERENT and marks["number"] is Mark.DIFFERENT:
        return Placed(items, wrong, RoundState.BOTH)
    if not wrong:
        return Placed(items, wrong, RoundState.SAME)
    again = settled.get(SECOND) == second_digest(told) and says_the_same(held, told, code_lists)
    if again and PHOTO not in wrong:
        return Placed(items, wrong, RoundState.CLOSED)
    written = {item for item in WRITTEN if settled.get(CORRECTION + item)}
    return Placed(items, wrong, RoundState.CORRECTED if written.issuperset(wrong) else RoundState.OPEN)


def second_digest(told: Mapping[str, str]) -> str:
    """Return the digest of what a card said of the items that are written."""
    return hashlib.sha256("\x1f".join(told.get(item, "") for item in WRITTEN).encode()).hexdigest()


def says_the_same(held: Mapping[str, str], told: Mapping[str, str], code_lists: Mapping[str, CodeList]) -> bool:
    """Return whether a record has all that a card says of the items that are written."""
    found = compared(held, told, code_lists=code_lists)
    return all(each.mark is Mark.SAME for each in found if each.item != PHOTO and each.told)


def _is_open(item: str, mark: Mark | None, task: Collection[str]) -> bool:
    return mark is Mark.DIFFERENT or (mark is Mark.MISSING and item in task)
