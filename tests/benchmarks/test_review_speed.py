# SPDX-License-Identifier: Apache-2.0
"""What a supervisor waits for: a queue of a campaign's evening, a sheet of faces, the day's sheet."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.messages import word
from sscard_desktop.services.endofday import EndOfDay
from sscard_desktop.services.review import Review
from sscard_desktop.services.reviewqueue import ReviewQueue
from tests.helpers.offices import Office

PEOPLE = 2000
SHEET = 30


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(Path(tmp_path_factory.mktemp("review")) / "station")
    one, draw = made.submitted(1), random.Random(1)
    with made.store.transaction():
        for number in range(2, PEOPLE + 1):
            values = {**one.values, "number": f"510107199003{number:06d}", "mobile": f"138{number:08d}"}
            record_id = RecordId(f"{number:032x}")
            made.store.add_record(replace(one, id=record_id, receipt_number="", values=values))
            made.store.put_picture(record_id, PictureRole.PHOTO, draw.randbytes(35_000), report="", at=made.clock.now())
    yield made
    made.store.close()


def test_the_queue(benchmark: BenchmarkFixture, office: Office) -> None:
    assert len(benchmark(ReviewQueue(office.session).waiting)) == PEOPLE


def test_a_sheet_of_faces_read(benchmark: BenchmarkFixture, office: Office) -> None:
    queue = ReviewQueue(office.session)
    ids = [each.summary.id for each in queue.waiting()[:SHEET]]
    assert len(benchmark(lambda: queue.photos(ids))) == SHEET


def test_a_sheet_approved_and_taken_back(benchmark: BenchmarkFixture, office: Office) -> None:
    review = Review(office.session)
    ids = [each.summary.id for each in ReviewQueue(office.session).waiting()[1 : SHEET + 1]]

    def decide() -> int:
        made = review.approve_together(ids)
        return len(review.take_back(*made.approved))

    assert benchmark.pedantic(decide, rounds=3) == SHEET


def test_the_day_s_sheet(benchmark: BenchmarkFixture, office: Office) -> None:
    press = FormPress(paths.resources() / "fonts")
    service = EndOfDay(office.session, lambda: press)

    def end() -> bytes:
        return service.sheet(service.report("zh_CN"), lambda kind, value: word(kind, value, "zh_CN"))

    assert benchmark.pedantic(end, rounds=3, warmup_rounds=1).startswith(b"%PDF")
