# SPDX-License-Identifier: Apache-2.0
"""One record as a row of the bureau's workbook and as files of the package, by the profile.

What it returns depends on the record, the profile and the batch alone, never on today: a sealed batch gives the same
rows for ever. Values of fields that the form doesn't ask this person for stay in the station: nobody checked them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from sscard_desktop.domain import fields
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.conditions import asked
from sscard_desktop.domain.coverage import is_rare_name
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.fields import LONG_TERM, FieldKind, FieldSpec, several
from sscard_desktop.domain.filenames import NamesTaken, placeholders, render, same_name_key
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import RECORD_VALUES, CellForm, Column, Profile
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.services.ports import PackageItem

NOON = 12
"""The hour with which 下午 begins."""
_FILE_VALUES = {
    PictureRole.PHOTO: "photo_file",
    PictureRole.ID_FRONT: "id_front_file",
    PictureRole.ID_BACK: "id_back_file",
    PictureRole.SIGNATURE: "signature_file",
}


def collected_on(record: Record) -> date:
    """Return the day of collection at the counter: that of the submission, of the beginning before there is one."""
    return collected_at(record).date()


def collected_at(record: Record) -> datetime:
    """Return the moment by which a record's pictures are put in their order, in China's time."""
    return (record.submitted_at or record.created_at).astimezone(CHINA)


def package_item(
    record: Record, profile: Profile, *, running: int, batch_number: str, station: int, names: NamesTaken
) -> PackageItem:
    """Return the record's cells and files.

    The usual business's files have the names that the city gives; those of other kinds lie in a folder of their kind,
    since one person may have records of several in a batch.

    Args:
        profile: as the record's kind of business sees it.
        running: the record's place on its sheet, from 1.
        names: the package's file names so far; this record's are added.

    Raises:
        InvalidInputError: ``filename.…``, a name can't be made or is another record's already.
    """
    values = _values(record, profile, running=running, batch_number=batch_number, station=station)
    files = {}
    for role, path in _picture_paths(record, profile, values).items():
        names.take(path, record=record.id)
        files[path] = picture_token(record.id, role)
        if role in _FILE_VALUES:
            values[_FILE_VALUES[role]] = path
    cells = tuple(
        cell(
            column,
            values.get(column.value, ""),
            profile.fields.get(column.value),
            profile.code_lists,
            pinyin=values.get("name_pinyin", ""),
        )
        for column in profile.workbook.columns
    )
    return PackageItem(cells, files)


def namesakes(
    records: Iterable[Record], profile_of: Callable[[Record], Profile], *, station: int
) -> dict[RecordId, tuple[Record, ...]]:
    """Return, by record, the others whose pictures would have the same names in a batch; the rest isn't in it.

    A profile lets people be told apart by what the bureau gives each of them (姓名 and 信息检索码); whether it did is
    seen here, before anything is sealed. Records whose names can't be made are passed over: that is told elsewhere.
    """
    owners: dict[str, dict[RecordId, Record]] = {}
    for running, record in enumerate(records, start=1):
        profile = profile_of(record)
        values = _values(record, profile, running=running, batch_number="0", station=station)
        try:
            paths = _picture_paths(record, profile, values)
        except InvalidInputError:
            continue
        for path in paths.values():
            owners.setdefault(same_name_key(path), {})[record.id] = record
    found: dict[RecordId, dict[RecordId, Record]] = {}
    for group in owners.values():
        if len(group) > 1:
            for own in group:
                found.setdefault(own, {}).update((other, record) for other, record in group.items() if other != own)
    return {own: tuple(others.values()) for own, others in found.items()}


def _picture_paths(record: Record, profile: Profile, values: Mapping[str, str]) -> dict[PictureRole, str]:
    return {
        role: render(_picture_template(template, role, profile), values, record=record.id)
        for role, template in profile.package.pictures.items()
        if role in record.pictures
    }


def _picture_template(template: str, role: PictureRole, profile: Profile) -> str:
    if profile.business in ("", profile.usual_business):
        return template
    known = {*profile.fields, *RECORD_VALUES}
    # A name over fields that this kind doesn't ask for would never be filled.
    if not known.issuperset(placeholders(template)):
        template = f"{role.value}/{{number}}{role.suffix}"
    return f"{profile.business}/{template}"


def cell(
    column: Column, value: str, spec: FieldSpec | None, code_lists: Mapping[str, CodeList], *, pinyin: str = ""
) -> str:
    """Return ``value`` as ``column`` shows it; ``pinyin`` is the name's, for a column that falls back on it.

    A code that the column's table lacks is shown as stored: visible to the bureau, rather than silently nothing.
    """
    if not value:
        return ""
    match column.form:
        case CellForm.LABEL if spec is not None:
            return fields.shown(spec, value, code_lists, "zh_CN")
        case CellForm.COMPACT_DATE:
            return "长期" if value == LONG_TERM else value.replace("-", "")
        case CellForm.BUREAU_CODE if spec is not None and spec.kind is FieldKind.CODES:
            return ",".join(column.codes.get(code, code) for code in several(value))
        case CellForm.BUREAU_CODE:
            return column.codes.get(value, value)
        case CellForm.SUBSTITUTE if column.substitute is not None:
            return column.substitute.spelled(value, pinyin=pinyin)
    if spec is not None and value == LONG_TERM:
        return fields.shown(spec, value, code_lists, "zh_CN")
    return value


def picture_token(record: RecordId, role: PictureRole) -> str:
    """Return the token by which a package refers to a stored picture."""
    return f"{record}/{role.value}"


def _values(record: Record, profile: Profile, *, running: int, batch_number: str, station: int) -> dict[str, str]:
    day = collected_on(record)
    values = asked(profile.fields, record.values, day, profile.adult_age)
    return values | {
        "running_number": str(running),
        "receipt_number": record.receipt_number,
        "batch_number": batch_number,
        "business_label": profile.businesses.label(record.business, "zh_CN"),
        "fee": str(profile.fee_yuan) if profile.fee_yuan else "",
        "collected_on": day.isoformat(),
        "collected_day": f"{day.month}.{day.day}",
        "half_day": "上午" if collected_at(record).hour < NOON else "下午",
        "submitted_at": _local(record.submitted_at),
        "operator": record.submitted_by or record.created_by,
        "station_number": f"{station:04d}",
        "rare_name": "是" if is_rare_name(values.get("name", "")) else "否",
    }


def _local(moment: datetime | None) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M:%S}" if moment else ""
