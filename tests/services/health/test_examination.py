# SPDX-License-Identifier: Apache-2.0
"""The examination as a whole: in order, in bounded time, whatever a part does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import cast

import pytest

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.health import Health, HealthCheck, Part, worst
from sscard_desktop.services.health import Examiner, Look
from sscard_desktop.services.health.look import ok, warn
from sscard_desktop.services.workplace import Workplace

LOOK = Look(cast(Workplace, None))


def fine(look: Look) -> Iterator[HealthCheck]:
    yield ok(Part.FONTS, "health.fonts")


def refused(look: Look) -> Iterator[HealthCheck]:
    raise EnvironmentFailedError("camera.busy", name="c920")
    yield


def broken(look: Look) -> Iterator[HealthCheck]:
    yield warn(Part.DISK, "health.place_gone", place="second")
    raise ZeroDivisionError


class Hanging:
    """A part that answers once and then waits for a device that says nothing."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.begun = 0

    def __call__(self, look: Look) -> Iterator[HealthCheck]:
        self.begun += 1
        yield ok(Part.PRINTER, "health.printer", name="HP 1020")
        self.free.wait(30)


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    made = Hanging()
    yield made
    made.free.set()


def test_an_error_of_a_part_is_its_answer_and_the_others_are_asked() -> None:
    found = list(Examiner({Part.CAMERA: refused, Part.DISK: broken, Part.FONTS: fine}).examine(LOOK))
    assert [(check.part, check.health, check.code) for check in found] == [
        (Part.CAMERA, Health.FAIL, "camera.busy"),
        (Part.DISK, Health.WARN, "health.place_gone"),
        (Part.DISK, Health.FAIL, "health.broken"),
        (Part.FONTS, Health.OK, "health.fonts"),
    ]
    assert found[0].params == {"name": "c920"}
    assert found[2].params == {"part": "disk", "error": "ZeroDivisionError"}
    assert worst(found) is Health.FAIL


def test_a_part_that_hangs_says_so_and_holds_nobody_up(hanging: Hanging) -> None:
    examiner = Examiner({Part.PRINTER: hanging, Part.FONTS: fine}, limit_s=0.2)
    found = list(examiner.examine(LOOK))
    assert [check.code for check in found] == ["health.printer", "health.late", "health.fonts"]
    assert found[1].params == {"part": "printer", "seconds": 1}


def test_what_still_hangs_is_not_begun_again_until_it_is_free(hanging: Hanging) -> None:
    examiner = Examiner({Part.PRINTER: hanging}, limit_s=0.1)
    for _ in range(3):
        assert [check.code for check in examiner.examine(LOOK)][-1] == "health.late"
    assert hanging.begun == 1
    hanging.free.set()
    # The thread that hung ends; the next examination may find it just before or just after.
    while [check.code for check in examiner.examine(LOOK)] != ["health.printer"] or hanging.begun == 1:
        continue
    assert hanging.begun == 2


def test_a_part_that_was_late_answers_after_all(hanging: Hanging) -> None:
    examiner = Examiner({Part.PRINTER: hanging, Part.FONTS: fine}, limit_s=0.1)
    assert [check.code for check in examiner.examine(LOOK)] == ["health.printer", "health.late", "health.fonts"]
    assert list(examiner.belated(LOOK, patience_s=0)) == []
    hanging.free.set()
    ((part, checks),) = examiner.belated(LOOK)
    assert (part, [check.code for check in checks]) == (Part.PRINTER, ["health.printer"])
    assert list(examiner.belated(LOOK)) == []


def test_nobody_is_waited_for_once_nobody_waits(hanging: Hanging) -> None:
    stopped = Look(cast(Workplace, None), stop=lambda: True)
    assert list(Examiner({Part.PRINTER: hanging, Part.FONTS: fine}, limit_s=30).examine(stopped)) == []


def test_without_a_session_the_station_is_not_looked_at() -> None:
    assert list(Examiner({Part.DATABASE: fine, Part.BACKUP: fine}).examine(LOOK)) == []
