# SPDX-License-Identifier: Apache-2.0
"""Records of Chengdu under the rules: a grown person's, a child's, and what is found wrong with them."""

from __future__ import annotations

from datetime import date

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from tests.helpers.chengdu import DIVISIONS, PICTURES, TODAY, chengdu, citizen_number, complete_values, consents

BORN = date(1981, 7, 17)


def context(**changes: object) -> Context:
    attributes: dict[str, object] = {"today": TODAY, "divisions": DIVISIONS} | changes
    return Context(**attributes)  # type: ignore[arg-type]


def problems(
    values: dict[str, str] | None = None,
    *,
    profile: Profile | None = None,
    pictures: frozenset[PictureRole] = PICTURES,
    agreed: dict[str, str] | None = None,
    **changes: object,
) -> list[Problem]:
    return check_record(
        profile or chengdu(),
        complete_values() if values is None else values,
        pictures=pictures,
        consents=consents() if agreed is None else agreed,
        context=context(**changes),
    )


def found(*arguments: dict[str, str], **changes: object) -> dict[str, str]:
    return {problem.key: problem.code.partition(".")[2] for problem in problems(*arguments, **changes)}  # type: ignore[arg-type]


AGENT = {
    "agent_document_type": "id_card",
    "agent_name": "陈志强",
    "agent_mobile": "13900000000",
    "agent_number": citizen_number(BORN),
    "agent_relation": "father",
}


def minor(born: date, **changes: str) -> dict[str, str]:
    return complete_values(born=born, unit="", insured_unit_name="", insured_unit_number="", **changes)
