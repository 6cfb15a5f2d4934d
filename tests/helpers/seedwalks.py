# SPDX-License-Identifier: Apache-2.0
"""What walks through a city's source need besides an applicant: what the rules say by field, and what goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.filenames import NamesTaken
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record, RecordId, Status
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from sscard_desktop.services.columns import package_item
from tests.helpers.applicants import TODAY

SUBMITTED = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
"""Half past ten in the morning at the counter."""
EXPORTED = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)


def citizen_number(born: date, *, division: str, sex: str = "1", order: int = 0) -> str:
    """Return a citizen number with its check character."""
    seventeen = f"{division}{born:%Y%m%d}{order:02d}{sex}"
    return seventeen + mod_11_2(seventeen)


def told(
    profile: Profile,
    values: Mapping[str, str],
    *,
    pictures: frozenset[PictureRole] | None = None,
    roster: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return field → code of what keeps such a record from being submitted; it has all pictures where none are given.

    An empty value in ``values`` is one that was never filled in.
    """
    problems = check_record(
        profile,
        {key: value for key, value in values.items() if value},
        pictures=frozenset(PictureRole) if pictures is None else pictures,
        consents={text.key: text.version for text in profile.consents},
        context=Context(
            today=TODAY, divisions=frozenset({"370782", "440507", "370202", "510107"}), roster=roster or {}
        ),
    )
    return {problem.key: problem.code for problem in blocking(problems)}


def came_out(
    profile: Profile, values: Mapping[str, str], *, running: int = 1, names: NamesTaken | None = None
) -> tuple[dict[str, str], list[str]]:
    """Return header → cell of the record's row, and its pictures' names, as the package would have them."""
    record = Record(
        id=RecordId(f"{running:032x}"),
        profile=profile.name,
        profile_version=profile.version,
        business="new",
        campaign="2026",
        status=Status.APPROVED,
        created_at=SUBMITTED - timedelta(minutes=5),
        created_by="limin",
        updated_at=SUBMITTED,
        values=dict(values),
        pictures=frozenset(EXPORTED),
        submitted_at=SUBMITTED,
        submitted_by="limin",
        receipt_number="0017-20260302-0001-X",
    )
    item = package_item(
        record, profile, running=running, batch_number="0017-20260302-001", station=17, names=names or NamesTaken()
    )
    headers = [column.header for column in profile.workbook.columns]
    return dict(zip(headers, item.cells, strict=True)), list(item.files)


def required(profile: Profile, key: str) -> str:
    """Return under which condition a field is required."""
    return profile.fields[key].required
