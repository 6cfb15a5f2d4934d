# SPDX-License-Identifier: Apache-2.0
"""The generator's cards say what it tells, and the rates count what they say that they count.

The whole table is ``python -m tests.cardrates``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.document import Corners, DocumentReading, FieldReading, Layout, Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.fields import LONG_TERM
from sscard_desktop.domain.idnumber import agrees_with_birth, check_number, sex
from sscard_desktop.domain.mrz import read_td3
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.imaging.card.cutter import Cutter
from sscard_desktop.imaging.ocr.reader import PictureReader
from tests.cardrates import table
from tests.helpers.idcards import rates
from tests.helpers.idcards.camera import Level
from tests.helpers.idcards.cases import Case, case, empty
from tests.helpers.idcards.draw import draw_card, size_mm
from tests.helpers.idcards.homes import divisions
from tests.helpers.idcards.people import DAY_OF_ISSUE, DEVELOPMENT, HELD_OUT, person
from tests.helpers.idcards.scene import scene
from tests.helpers.idcards.scoring import Tally, corner_error, edits

SQUARE: Corners = ((0.0, 0.0), (100.0, 0.0), (100.0, 63.0), (0.0, 63.0))


@pytest.mark.parametrize("layout", Layout)
@given(seed=st.integers(0, 10_000))
def test_nobody_has_a_number_that_the_rules_refuse(layout: Layout, seed: int) -> None:
    fields = person(np.random.default_rng(seed), layout).fields
    known = {each.code for each in divisions()}
    assert check_number(fields["document_type"], fields["number"], today=DAY_OF_ISSUE, divisions=known) == []
    assert agrees_with_birth(fields["document_type"], fields["number"], date.fromisoformat(fields["birth_date"]))
    assert sex(fields["document_type"], fields["number"]) in (None, fields["sex"])
    ends = fields["valid_to"]
    assert ends == LONG_TERM or date.fromisoformat(ends) > date.fromisoformat(fields["valid_from"])
    assert 2 <= len(fields["name"]) <= 15 or layout is not Layout.RESIDENT


@given(seed=st.integers(0, 10_000))
def test_a_passports_lines_agree_with_its_page(seed: int) -> None:
    holder = person(np.random.default_rng(seed), Layout.PASSPORT)
    zone = read_td3(holder.printed["mrz_1"] + holder.printed["mrz_2"], today=DAY_OF_ISSUE)
    assert zone is not None
    assert zone.failed_checks == ()
    assert (zone.number, zone.sex) == (holder.fields["number"], holder.fields["sex"])
    assert str(zone.valid_to) == holder.fields["valid_to"]
    assert f"{zone.surname} {zone.given_names}" == holder.fields["name_en"]


def test_the_same_number_is_the_same_picture_and_the_families_never_meet() -> None:
    first, again = case(DEVELOPMENT, "moderate", 3), case(DEVELOPMENT, "moderate", 3)
    assert np.array_equal(first.shots[Side.FRONT].rgb, again.shots[Side.FRONT].rgb)
    other = case(HELD_OUT, "moderate", 3)
    assert other.holder.fields["number"] != first.holder.fields["number"]


@pytest.mark.parametrize("layout", Layout)
def test_every_side_is_drawn_in_true_proportions(layout: Layout) -> None:
    holder = person(np.random.default_rng(5), layout)
    for side in (Side.FRONT,) if layout is Layout.PASSPORT else Side:
        height, width = draw_card(holder, side, px_per_mm=8).shape[:2]
        assert width / height == pytest.approx(size_mm(layout)[0] / size_mm(layout)[1], rel=0.005)


@pytest.mark.parametrize("turn", range(4))
def test_the_corners_are_where_the_card_is(turn: int) -> None:
    card = np.full((540, 856, 3), 250, np.uint8)
    card[:130, :200] = (250, 0, 0)  # the corner that is the first one, whichever way the card lies
    shot = scene(card, rng=np.random.default_rng(turn), level="moderate", desk="dark", turn=turn)
    assert shot.corners is not None
    first, second, _third, fourth = (np.array(each) for each in shot.corners)
    inside = first + 0.1 * (second - first) + 0.1 * (fourth - first)
    red, green, _blue = shot.rgb[int(inside[1]), int(inside[0])].astype(int)
    assert red > green + 60
    light = (shot.rgb.max(axis=2) > 110).astype(np.uint8)
    contour = max(cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0], key=cv2.contourArea)
    area = cv2.contourArea(np.array(shot.corners, np.float32))
    assert cv2.contourArea(contour) == pytest.approx(area, rel=0.03)


def test_an_empty_desk_has_no_corners() -> None:
    assert empty(DEVELOPMENT, "hard", 4).corners is None


def test_corner_errors_are_told_in_widths_whichever_way_the_card_is_held() -> None:
    moved: Corners = ((3.0, 4.0), *SQUARE[1:])
    assert corner_error(moved, SQUARE) == pytest.approx(0.05)
    upside_down: Corners = (*SQUARE[2:], *SQUARE[:2])
    assert corner_error(upside_down, SQUARE) == 0
    assert corner_error(upside_down, SQUARE, turned=False) > 1


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_edits_are_a_distance(first: str, second: str, third: str) -> None:
    assert edits(first, second) == edits(second, first)
    assert (edits(first, second) == 0) == (first == second)
    assert edits(first, third) <= edits(first, second) + edits(second, third)
    assert edits(first, first + second) == len(second)


def test_a_wrong_reading_counts_as_sure_only_from_the_threshold_on() -> None:
    truth = {"number": "11010519491231002X", "address": "北京市朝阳区文昌路5号", "name": "王伟"}
    tally = Tally()
    for confidence in (0.95, 0.5):
        said = {
            "number": FieldReading("11010519491231003X", confidence, Side.FRONT, seen="1101051949123100?X"),
            "address": FieldReading("北京市朝阳区文昌路6号", confidence, Side.FRONT),
        }
        tally.score("case", truth, DocumentReading(Layout.RESIDENT, said), sure=0.9)
    number, address, name = (tally.fields[key] for key in ("number", "address", "name"))
    assert (number.asked, number.right, number.sure_and_wrong, number.repaired_wrong) == (2, 0, 1, 2)
    assert address.characters == pytest.approx(2 * 10 / 11)
    assert (name.missing, name.sure_and_wrong) == (2, 0)
    assert tally.total().sure_and_wrong == 2


class _Oracle:
    """Knows the truth of the cases that it was shown; moves corners and turns cards as told."""

    def __init__(self, cases: Sequence[Case], *, shift: float = 0.0) -> None:
        self._truth = {shot.jpeg(): (shot.corners, side) for one in cases for side, shot in one.shots.items()}
        self._shift = shift

    def cut(
        self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None, layout: Layout | None = None
    ) -> StraightCard:
        if source not in self._truth:
            raise InvalidInputError("document.no_card", {})
        corners, side = self._truth[source]
        assert corners is not None
        moved = tuple((x + self._shift, y) for x, y in corners)
        return StraightCard(source, moved, side, Layout.RESIDENT)  # type: ignore[arg-type]


def test_the_table_tells_a_finder_that_is_right_from_one_that_is_off() -> None:
    few = [case(DEVELOPMENT, "clean", 0)]
    shares = []
    for shift in (0.0, 40.0):
        counts = rates.Rates()
        for one in few:
            rates.cut(one, _Oracle(few, shift=shift), counts)  # type: ignore[arg-type]
        shares.append(counts.findings(level="clean").within())
        lines = list(table(counts))
        assert any(line.startswith("cards: 2") for line in lines)
    assert shares == [100.0, 0.0]
    assert not math.isnan(counts.findings().missed())


@pytest.fixture(scope="module")
def reader() -> PictureReader:
    return rates.reader_of_the_program()


@pytest.mark.parametrize(("level", "number"), [("clean", 1), ("scan", 4), ("moderate", 3)])
def test_a_residents_card_is_read(reader: PictureReader, level: Level, number: int) -> None:
    one, counts = case(DEVELOPMENT, level, number), rates.Rates()
    rates.read(one, rates.cut_by_truth(one), reader, counts, level)
    total = counts.read[level].total()
    assert counts.read[level].fields["number"].right == 1
    assert (total.right, total.sure_and_wrong) == (total.asked, 0), counts.read[level].wrong


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_the_rates_stay_above_their_floors(reader: PictureReader) -> None:
    # Below what the whole table says: seven of each leave much to chance.
    counts = rates.Rates()
    rates.run(DEVELOPMENT, range(7), Cutter(), reader, counts, levels=rates.EASY)
    read = counts.readings(rates.EASY).fields
    assert counts.findings().within() >= 95, counts.notes
    assert read["number"].right >= read["number"].asked - 1
    assert read["name"].share(read["name"].right) >= 90
    assert read["address"].share(read["address"].characters) >= 95
    assert sum(counts.false_finds) <= 1
