# SPDX-License-Identifier: Apache-2.0
"""What stands beside a record that came from pictures; the sentences are read as the reviewer reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.crosscheck import Disagreement
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Severity
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record, RecordId, Status
from sscard_desktop.services.documentstory import Decision, DocumentStory
from sscard_desktop.ui.records.documentfacts import DocumentFacts
from tests.helpers.chengdu import chengdu

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
RECORD = Record(
    id=RecordId("0" * 32),
    profile="chengdu",
    profile_version="1",
    business="new",
    campaign="2026",
    status=Status.SUBMITTED,
    created_at=NOON,
    created_by="limin",
    updated_at=NOON,
)
SAID = {Source.RECORD: "2", Source.CHIP: "1"}


@pytest.fixture
def profile() -> Profile:
    return chengdu().of("new")


@pytest.fixture
def facts(profile: Profile) -> DocumentFacts:
    return DocumentFacts(profile, "zh_CN")


def test_a_record_without_pictures_has_nothing_to_be_told(facts: DocumentFacts) -> None:
    assert [*facts.differences(DocumentStory()), *facts.pictures(DocumentStory())] == []
    assert facts.origin(RECORD, DocumentStory()).text() == "没有读卡，证件信息由人工录入"


def test_a_picture_taken_whole_is_told_with_its_reason(facts: DocumentFacts) -> None:
    (found,) = facts.pictures(DocumentStory(wholes={PictureRole.ID_BACK: "证件破损"}))
    assert (found.text(), found.detail()) == ("背面没有裁切，整张使用", "理由：证件破损")


def test_fields_read_from_a_picture_are_told_by_their_labels(facts: DocumentFacts) -> None:
    story = DocumentStory(confirmed=("number",), unconfirmed=("name",))
    told = [(found.text(), found.detail()) for found in facts.pictures(story)]
    assert [text for text, _ in told] == ["图片识别，还没有核对", "图片识别，经办人已核对"]
    assert [detail for _, detail in told] == [facts._label("name"), facts._label("number")]
    assert facts.origin(RECORD, story).text() == "没有读卡，证件信息由图片识别"
    assert facts.origin(replace(RECORD, card_read=True), story).text() == "证件由读卡器读取"


def test_a_decision_says_who_said_what_and_who_decided(facts: DocumentFacts) -> None:
    decision = Decision("sex", Source.RECORD, tuple(SAID), SAID, "limin", NOON)
    (found,) = facts.differences(DocumentStory(decisions=(decision,)))
    assert found.text() == "性别：来源不一致，经办人选用“录入的信息”"
    assert found.detail().splitlines() == ["录入的信息：女", "证件芯片：男", "2026-03-02 12:00 · limin"]
    typed = replace(decision, chosen=None, values={})
    (found,) = facts.differences(DocumentStory(decisions=(typed,)))
    assert found.text() == "性别：来源不一致，经办人另填"
    assert found.detail().splitlines()[0] == "录入的信息、证件芯片"


def test_what_nobody_decided_stands_first(facts: DocumentFacts) -> None:
    decision = Decision("sex", Source.RECORD, tuple(SAID), SAID, "limin", NOON)
    open_one = Disagreement("name", {Source.RECORD: "陈样本", Source.ROSTER: "陈样木"}, Severity.WARNING, "")
    first, second = facts.differences(DocumentStory(decisions=(decision,), undecided=(open_one,)))
    assert first.detail().splitlines() == ["录入的信息：陈样本", "花名册：陈样木"]
    assert "性别" in second.text()
