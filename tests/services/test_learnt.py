# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json

from sscard_desktop.services.capture import Capture
from sscard_desktop.services.comfort import Comfort, Offer, Reason
from sscard_desktop.services.learnt import MOST, POSTCODES_SETTING, READINGS_SETTING, Learnt
from tests.helpers.desks import Desk

ADDRESS = "四川省成都市武侯区簇桥街道锦城社区9号"


def named(desk: Desk, name: str) -> str:
    """Begin a record with a name, and return its id."""
    capture = Capture(desk.clerk)
    return capture.edit(capture.start().record.id, {"name": name}).record.id


def pinyin(desk: Desk, name: str) -> str:
    return Capture(desk.clerk).look(named(desk, name)).record.value("name_pinyin")


def test_a_corrected_surname_is_proposed_to_the_next_person_of_that_name(desk: Desk) -> None:
    assert pinyin(desk, "覃丽") == "QIN LI"
    Capture(desk.clerk).edit(named(desk, "覃丽"), {"name_pinyin": "TAN LI"})
    assert pinyin(desk, "覃伟") == "TAN WEI"
    assert Comfort(desk.clerk).other_readings("覃丽")[:2] == ["TAN LI", "QIN LI"]


def test_a_correction_back_is_learnt_too(desk: Desk) -> None:
    record = named(desk, "覃丽")
    Capture(desk.clerk).edit(record, {"name_pinyin": "TAN LI"})
    Capture(desk.clerk).edit(record, {"name_pinyin": "QIN LI"})
    assert pinyin(desk, "覃伟") == "QIN WEI"
    assert Learnt(desk.clerk).readings() == {}


def test_a_remembered_reading_still_follows_the_name(desk: Desk) -> None:
    record = named(desk, "覃丽")
    capture = Capture(desk.clerk)
    capture.edit(record, {"name_pinyin": "TAN LI"})
    assert capture.edit(record, {"name": "覃丽云"}).record.value("name_pinyin") == "TAN LIYUN"


def test_no_name_is_kept_and_the_audit_line_says_only_how_much_there_is(desk: Desk) -> None:
    Capture(desk.clerk).edit(named(desk, "覃丽"), {"name_pinyin": "TAN LI"})
    assert json.loads(desk.clerk.store.setting(READINGS_SETTING)) == {"^覃": "tan"}
    (line,) = (entry for entry in desk.clerk.store.audit_entries() if entry.action == "record.learn")
    assert json.loads(line.detail) == {"entries": 1}


def test_half_a_word_teaches_nothing(desk: Desk) -> None:
    Capture(desk.clerk).edit(named(desk, "覃丽"), {"name_pinyin": "TA"})
    assert Learnt(desk.clerk).readings() == {}


def test_a_postal_code_is_remembered_for_its_street_and_offered_there_only(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    capture.edit(capture.start().record.id, {"address": ADDRESS, "postcode": "610043"})
    assert list(Learnt(desk.clerk).postcodes().values()) == ["610043"]
    comfort = Comfort(desk.clerk)
    assert comfort.offers({"address": "四川省成都市武侯区簇桥街道2号"})["postcode"] == [
        Offer("610043", Reason.POSTCODE_HERE)
    ]
    assert comfort.offers({"address": "四川省成都市武侯区浆洗街街道2号"})["postcode"] == [
        Offer("610041", Reason.POSTCODE_OLD)
    ]


def test_a_postal_code_without_a_county_or_half_typed_teaches_nothing(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    for address, code in (("某街1号", "610043"), ("四川省成都市", "610043"), (ADDRESS, "61004")):
        capture.edit(capture.start().record.id, {"address": address, "postcode": code})
    assert desk.clerk.store.setting(POSTCODES_SETTING) == ""


def test_what_is_kept_is_bounded(desk: Desk) -> None:
    many = {str(number): "610041" for number in range(MOST)}
    with desk.clerk.store.transaction():
        desk.clerk.store.save_setting(POSTCODES_SETTING, json.dumps(many))
    capture = Capture(desk.clerk)
    capture.edit(capture.start().record.id, {"address": ADDRESS, "postcode": "610043"})
    kept = Learnt(desk.clerk).postcodes()
    assert len(kept) == MOST
    assert "0" not in kept
