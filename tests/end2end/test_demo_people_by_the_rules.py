# SPDX-License-Identifier: Apache-2.0
"""The demo's people under Chengdu's rules: nine may be collected, one comes back with a renewed document."""

from __future__ import annotations

from datetime import date

import pytest

from sscard_desktop import paths
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.domain.cardfill import values_from_card
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_record
from sscard_desktop.services.ports import DemoPerson
from sscard_desktop.storage.codetables import CodeTables
from tests.helpers.chengdu import PICTURES, chengdu, consents


def blocked(person: DemoPerson, today: date) -> list[tuple[str, str]]:
    profile = chengdu()
    values = {key: spec.default for key, spec in profile.fields.items() if spec.default}
    values.update(values_from_card(profile, person.card))
    for key, text in person.values.items():
        values[key] = normalised(profile.fields[key], text, values, code_lists=profile.code_lists)
    divisions = CodeTables(paths.resources() / "codes").divisions()
    problems = check_record(
        profile,
        values,
        pictures=PICTURES,
        consents=consents(),
        context=Context(today=today, divisions=divisions, has_units=True, unit_known=True),
    )
    return [(problem.key, problem.code) for problem in blocking(problems)]


@pytest.mark.parametrize("today", [date(2026, 3, 2), date(2027, 12, 31), date(2028, 2, 29)])
def test_only_the_expiring_document_is_refused(today: date) -> None:
    refused = {
        person.story: blocked(person, today)
        for person in demo_people(paths.resources() / "samples", 10, today)
        if blocked(person, today)
    }
    assert refused == {"expiring": [("valid_to", "rules.identity_expires_soon")]}
