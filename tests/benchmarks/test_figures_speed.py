# SPDX-License-Identifier: Apache-2.0
"""How long a page of figures takes at a station of 100,000 people with their history: the work lane's time.

Aims: a month in half a second, a year with all 100,000 in six; a day in a tenth of a second.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.domain import counterpace
from sscard_desktop.domain.periods import Period, Span
from sscard_desktop.domain.record import Status
from sscard_desktop.storage.store import EncryptedStore
from tests.helpers.crowds import made_up
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, a_record, folder_at

PEOPLE = 100_000
A_DAY = 400
LAST = date(2026, 3, 2) + timedelta(days=PEOPLE // A_DAY - 1)
pytestmark = pytest.mark.timeout(900)


# What lies around the records, written by the database itself: a minute less.
_STEPS = """
INSERT INTO step (record, at, operator, move, source, target, reason)
SELECT seq, created_at + (3 + n) * 60000000, created_by, move, source, target, '' FROM record, (
    SELECT 0 AS n, 'confirm' AS move, 'draft' AS source, 'confirmed' AS target
    UNION ALL SELECT 1, 'submit', 'confirmed', 'submitted' UNION ALL SELECT 2, 'approve', 'submitted', 'approved'
    UNION ALL SELECT 3, 'export', 'approved', 'exported' UNION ALL SELECT 4, 'make_ready', 'exported', 'ready'
    UNION ALL SELECT 5, 'issue', 'ready', 'issued'
) ORDER BY seq, n
"""
_PICTURES = """
INSERT INTO picture (record, role, sha256, stored_at, report, content)
SELECT seq, 'photo', '', created_at, CASE seq % 20 WHEN 0 THEN '{"checks": [], "overridden": {"sharp": "x"}}'
    ELSE '{"checks": []}' END, zeroblob(200) FROM record
"""
_TRAIL = """
INSERT INTO audit (sequence, at, monotonic_s, operator, action, subject, detail, digest)
SELECT row_number() OVER (ORDER BY record.seq, n), created_at + n * 30000000, 1.0, created_by, action, id, '', ''
FROM record, (
    SELECT 0 AS n, 'record.start' AS action UNION ALL SELECT 1, 'record.card' UNION ALL SELECT 2, 'record.edit'
    UNION ALL SELECT 3, 'picture.accept' UNION ALL SELECT 4, 'picture.photo' UNION ALL SELECT 5, 'record.consent'
    UNION ALL SELECT 6, 'record.confirm' UNION ALL SELECT 7, 'record.submit'
)
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EncryptedStore]:
    folder = folder_at(tmp_path_factory.mktemp("figures") / "station")
    folder.create(IDENTITY, CHIEF, PASSWORD)
    opened, _ = folder.unlock("zhou", PASSWORD)
    draw = random.Random(8)
    with opened.transaction():
        for number in range(PEOPLE):
            at = NOON + timedelta(days=number // A_DAY, seconds=number % A_DAY * 60)
            clerk = f"clerk{number % 8}"
            values = {**made_up(draw), "unit": f"样例单位{draw.randrange(300)}"}
            record = a_record(
                number, values=values, status=Status.ISSUED, created_at=at, created_by=clerk, submitted_by=clerk,
                submitted_at=at + timedelta(minutes=4), receipt_number=f"{number:018d}",
            )  # fmt: skip
            opened.add_record(record)
        for script in (_STEPS, _PICTURES):
            opened.database.write(script)
        opened.database.write("DROP TRIGGER audit_appended")
        opened.database.write(_TRAIL.replace("OVER (ORDER BY record.seq, n)", "OVER (ORDER BY record.seq, n) + 100"))
    yield opened
    opened.close()


@pytest.mark.parametrize("span", [Span.DAY, Span.MONTH, Span.YEAR])
def test_the_people_of_a_time(store: EncryptedStore, benchmark: BenchmarkFixture, span: Span) -> None:
    period = Period.of(span, LAST)
    found = benchmark(lambda: store.taken_between(period.begins, period.ends))
    assert sum(each.people for each in found) > 0


@pytest.mark.parametrize("span", [Span.DAY, Span.MONTH, Span.YEAR])
def test_their_fates(store: EncryptedStore, benchmark: BenchmarkFixture, span: Span) -> None:
    period = Period.of(span, LAST)
    assert benchmark(lambda: store.fates_between(period.begins, period.ends))


@pytest.mark.parametrize("span", [Span.DAY, Span.MONTH, Span.YEAR])
def test_pictures_with_a_word_to_them(store: EncryptedStore, benchmark: BenchmarkFixture, span: Span) -> None:
    period = Period.of(span, LAST)
    assert benchmark(lambda: store.noted_between(period.begins, period.ends))


@pytest.mark.parametrize("span", [Span.DAY, Span.MONTH, Span.YEAR])
def test_how_long_they_stayed(store: EncryptedStore, benchmark: BenchmarkFixture, span: Span) -> None:
    period = Period.of(span, LAST)
    assert benchmark(lambda: store.stays_between(period.begins, period.ends, limit=60_000))


@pytest.mark.parametrize("span", [Span.DAY, Span.MONTH, Span.YEAR])
def test_the_pace_at_the_counter(store: EncryptedStore, benchmark: BenchmarkFixture, span: Span) -> None:
    period = Period.of(span, LAST)

    def paced() -> object:
        lines = store.counter_lines(period.begins, period.ends, actions=tuple(counterpace.STEPS), limit=60_000)
        return counterpace.steps_of(lines)

    assert benchmark(paced)
