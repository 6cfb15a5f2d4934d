# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime

from sscard_desktop.domain.record import Move, Record, RecordId, Status, Step
from sscard_desktop.ui.records.facts import Facts

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


def record(name: str) -> Record:
    return Record(
        id=RecordId("0" * 32),
        profile="chengdu",
        profile_version="1",
        business="new",
        campaign="2026",
        status=Status.SUBMITTED,
        created_at=NOON,
        created_by="limin",
        updated_at=NOON,
        values={"name": name},
    )


def test_the_reviewer_is_told_the_names_rare_characters_with_their_codes() -> None:
    (finding,) = Facts("zh_CN", {}).rare_characters(record("𠮷\ue863云"))
    assert "𠮷 U+20BB7" in finding._text.text()
    assert "U+E863" in finding._text.text()


def test_a_common_name_needs_no_word() -> None:
    assert list(Facts("zh_CN", {}).rare_characters(record("欧阳修远"))) == []


def test_a_kind_of_business_without_texts_claims_no_consent() -> None:
    (finding,) = [Facts("zh_CN", {}).consents(record("李敏"), {})]
    assert "不用" in finding._text.text()
    assert "已同意" not in finding._text.text()


def test_a_step_with_its_reason_is_written_as_the_language_writes() -> None:
    step = Step(NOON, "wangfang", Move.RETURN, Status.SUBMITTED, Status.RETURNED, "Blurred")
    for code, colon in (("en", ": Blurred"), ("zh_CN", "：Blurred")):
        finding = next(Facts(code, {}).history(record("LI MIN"), [step]))
        assert finding._text.text().endswith(colon)
