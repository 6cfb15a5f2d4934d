# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from sscard_desktop import pictureparts
from sscard_desktop.domain.document import DocumentReading, FieldReading, Layout, Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from tests.cli.conftest import Script
from tests.helpers.cardreadings import CORNERS

NUMBER = "11010519491231002X"


class Cutter:
    """Cuts what begins with ``card``; anything else has none in it."""

    def warm(self) -> None:
        pass

    def cut(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> StraightCard:
        if source.startswith(b"text"):
            raise InvalidInputError("picture.unknown_format")
        if not source.startswith(b"card"):
            if layout is Layout.PASSPORT and source.startswith(b"page"):
                return StraightCard(b"straight " + source, CORNERS, Side.FRONT, layout)
            raise InvalidInputError("document.nothing_read")
        problems = ("two_fronts",) if expected is Side.BACK else ()
        return StraightCard(b"straight " + source, CORNERS, Side.FRONT, Layout.RESIDENT, problems)

    def cut_all(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> list[StraightCard]:
        first = self.cut(source, spec, expected=expected, layout=layout)
        second = StraightCard(b"straight second", CORNERS, Side.BACK, Layout.RESIDENT)
        return [first, second] if b"both" in source else [first]


class Reader:
    """Remembers what it was given, and reads a number that it repaired."""

    def __init__(self, problems: tuple[str, ...] = ()) -> None:
        self.given: list[bytes] = []
        self.problems = problems

    def warm(self) -> None:
        pass

    def look_ahead(self, picture: bytes) -> None:
        pass

    def forget(self, *, unused_s: float = 0.0) -> None:
        pass

    def read(self, pictures: Sequence[bytes]) -> DocumentReading:
        self.given = list(pictures)
        if pictures == [b"straight page"]:
            sure = {key: FieldReading("X", 0.99, Side.FRONT) for key in ("number", "name", "sex")}
            return DocumentReading(Layout.PASSPORT, sure, (Side.FRONT,))
        if pictures[0].endswith(b"page"):
            return DocumentReading(Layout.FOREIGN_PERMANENT, {"name": FieldReading("Y", 0.7, Side.FRONT)}, (None,))
        fields = {
            "number": FieldReading(NUMBER, 0.98765, Side.FRONT, NUMBER[:-1] + "?"),
            "name": FieldReading("陈样本", 0.991, Side.FRONT),
        }
        if pictures == [b"nothing"]:
            fields = {}
        sides = tuple([Side.FRONT, Side.BACK][: len(pictures)])
        return DocumentReading(Layout.RESIDENT, fields, sides, self.problems)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr(pictureparts, "card_cutter", lambda *given: Cutter())
    monkeypatch.setattr(pictureparts, "document_reader", lambda *given: made)
    return made


def put(script: Script, name: str, content: bytes) -> str:
    path = script.folder / name
    path.write_bytes(content)
    return str(path)


def test_a_card_is_cut_out_of_a_picture_without_a_station(script: Script, reader: Reader, tmp_path: Path) -> None:
    out = tmp_path / "straight.jpg"
    answer = script.json(
        "document", "straighten", put(script, "a.jpg", b"card a"), "--out", str(out), "--data-dir", str(tmp_path / "no")
    )
    assert answer.code == 0
    assert out.read_bytes() == b"straight card a"
    assert answer.data == {
        "out": str(out),
        "bytes": 15,
        "side": "front",
        "layout": "resident",
        "corners": [[x, y] for x, y in CORNERS],
        "problems": [],
    }


def test_what_would_come_back_from_the_bureau_is_a_finding(script: Script, reader: Reader, tmp_path: Path) -> None:
    source, out = put(script, "a.jpg", b"card a"), str(tmp_path / "straight.jpg")
    answer = script.json("document", "straighten", source, "--out", out, "--side", "back")
    assert answer.code == 1
    assert answer.data["problems"][0]["key"] == "two_fronts"
    assert answer.data["problems"][0]["message"]
    assert (tmp_path / "straight.jpg").exists()


@pytest.mark.parametrize("subject", [("document", "straighten"), ("photo", "make")])
def test_the_picture_itself_is_never_written_over(script: Script, reader: Reader, subject: tuple[str, str]) -> None:
    source = put(script, "a.jpg", b"card a")
    link = script.folder / "link.jpg"
    link.symlink_to(source)
    for out in (source, str(link), str(script.folder / "station" / ".." / "a.jpg")):
        answer = script.json(*subject, source, "--out", out)
        assert (answer.code, answer.data["error"]["code"]) == (1, "file.own_source")
    assert Path(source).read_bytes() == b"card a"


def test_without_a_card_nothing_is_written(script: Script, reader: Reader, tmp_path: Path) -> None:
    out = tmp_path / "straight.jpg"
    answer = script.json("document", "straighten", put(script, "a.jpg", b"a desk"), "--out", str(out))
    assert answer.code == 1
    assert set(answer.data["error"]) == {"code", "message", "remedy"}
    assert not out.exists()


def test_both_sides_are_read_each_field_with_its_confidence(script: Script, reader: Reader) -> None:
    front, back = put(script, "f.jpg", b"card f"), put(script, "b.jpg", b"card b")
    answer = script.json("document", "read", front, back)
    assert answer.code == 0
    assert reader.given == [b"straight card f", b"straight card b"]
    assert answer.data["sides"] == ["front", "back"]
    assert answer.data["fields"]["number"] == {
        "value": NUMBER,
        "confidence": 0.9877,
        "side": "front",
        "repaired": True,
        "seen": NUMBER[:-1] + "?",
    }
    told = script.run("document", "read", front)
    assert "姓名\t陈样本\t99.1%" in told.out


def test_a_scanned_page_may_show_both_sides(script: Script, reader: Reader) -> None:
    assert script.json("document", "read", put(script, "page.jpg", b"card both")).code == 0
    assert reader.given == [b"straight card both", b"straight second"]


def test_of_two_pictures_each_gives_one_side(script: Script, reader: Reader) -> None:
    front, back = put(script, "f.jpg", b"card both"), put(script, "b.jpg", b"card b")
    assert script.json("document", "read", front, back).code == 0
    assert reader.given == [b"straight card both", b"straight card b"]


def test_what_reads_better_as_a_passports_page_is_one(script: Script, reader: Reader, tmp_path: Path) -> None:
    page, out = put(script, "page.jpg", b"page"), tmp_path / "page-out.jpg"
    assert script.json("document", "read", page).data["layout"] == "passport"
    assert script.json("document", "read", page, "--layout", "passport").data["layout"] == "passport"
    assert script.json("document", "read", page, "--layout", "resident").data["layout"] == "foreign_permanent"
    told = script.json("document", "straighten", page, "--out", str(out), "--layout", "passport")
    assert (told.code, told.data["layout"]) == (0, "passport")


def test_a_picture_that_is_all_card_is_read_as_it_is(script: Script, reader: Reader) -> None:
    answer = script.json("document", "read", put(script, "page.jpg", b"a torn page"))
    assert answer.code == 0
    assert reader.given == [b"a torn page"]


@pytest.mark.parametrize("content", [b"nothing", b"text"])
def test_nothing_read_is_a_finding(script: Script, reader: Reader, content: bytes) -> None:
    answer = script.json("document", "read", put(script, "x.jpg", content))
    assert answer.code == 1


def test_two_peoples_sides_are_a_finding(script: Script, reader: Reader) -> None:
    reader.problems = ("two_persons",)
    answer = script.json("document", "read", put(script, "f.jpg", b"card f"), put(script, "b.jpg", b"card b"))
    assert answer.code == 1
    assert [problem["key"] for problem in answer.data["problems"]] == ["two_persons"]
    assert answer.data["fields"]


def test_a_file_that_isnt_there_is_the_environments_failure(script: Script, reader: Reader) -> None:
    assert script.json("document", "read", str(script.folder / "no.jpg")).code == 3


def test_differences_are_shown_and_decided_by_script(script: Script) -> None:
    person = script.secret("person.json", json.dumps({"values": {"name": "陈样本", "sex": "男"}}))
    record_id = script.json("record", "add", person).data["id"]
    assert script.json("document", "show", record_id).code == 0
    script.run("compare", "roster", record_id, script.secret("roster.json", json.dumps({"name": "陈样木"})))
    shown = script.json("document", "show", record_id)
    assert shown.code == 1
    (each,) = shown.data["differences"]
    assert (each["field"], each["decided"], each["severity"]) == ("name", False, "warning")
    assert each["values"] == {"record": "陈样本", "roster": "陈样木"}
    assert "录入的信息: 陈样本  花名册: 陈样木" in script.run("document", "show", record_id).out
    decided = script.json("document", "decide", record_id, "name", "--take", "record")
    assert decided.code == 0
    assert decided.data["differences"][0]["decided"]
    again = script.json("document", "decide", record_id, "name", "--value", "陈样末")
    assert again.data["differences"][0]["values"]["record"] == "陈样末"
    wrong = script.json("document", "decide", record_id, "number", "--take", "chip")
    assert wrong.data["error"]["code"] == "document.nothing_to_decide"
    assert script.json("document", "confirm", record_id, "name").code == 0
