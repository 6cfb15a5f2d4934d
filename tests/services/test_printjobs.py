# SPDX-License-Identifier: Apache-2.0
"""A print counts once it was accepted, and no longer once its job came to nothing; a restart forgets no job."""

from __future__ import annotations

import json

import pytest

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.printing import Fate, PrintJob
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.services.crowds import By, Crowd
from sscard_desktop.services.printing import Printing
from sscard_desktop.services.printjobs import MOST_OPEN, OPEN_JOBS_SETTING, PrintJobs
from sscard_desktop.services.sheets import Printout, Sheets
from tests.helpers.desks import Desk

JOB = PrintJob("laser", 7)


def prints(desk: Desk, record_id: str) -> int:
    return desk.clerk.record(record_id).prints


@pytest.mark.parametrize("fate", [Fate.FAILED, Fate.CANCELLED])
def test_a_job_that_came_to_nothing_does_not_count(desk: Desk, fate: Fate) -> None:
    record_id = str(desk.submitted().record.id)
    assert Printing(desk.clerk).printed(record_id, "registration", JOB).prints == 1
    (failed,) = PrintJobs(desk.clerk).settle({JOB: fate})
    assert failed.records == (record_id,)
    assert prints(desk, record_id) == 0
    assert Printing(desk.clerk).content(record_id, "registration")[1].reprint == 0
    assert PrintJobs(desk.clerk).settle({JOB: fate}) == (), "once only"
    assert prints(desk, record_id) == 0


@pytest.mark.parametrize("fate", [Fate.DONE, Fate.GONE])
def test_a_job_that_is_done_or_forgotten_stays_counted(desk: Desk, fate: Fate) -> None:
    record_id = str(desk.submitted().record.id)
    Printing(desk.clerk).printed(record_id, "registration", JOB)
    assert PrintJobs(desk.clerk).settle({JOB: fate}) == ()
    assert prints(desk, record_id) == 1
    assert PrintJobs(desk.clerk).open() == ()


@pytest.mark.parametrize("fate", [Fate.WAITING, Fate.PRINTING, Fate.STOPPED])
def test_a_job_that_is_not_over_stays_open(desk: Desk, fate: Fate) -> None:
    record_id = str(desk.submitted().record.id)
    Printing(desk.clerk).printed(record_id, "registration", JOB)
    PrintJobs(desk.clerk).settle({JOB: fate, PrintJob("laser", 8): Fate.FAILED})
    assert [each.job for each in PrintJobs(desk.clerk).open()] == [JOB]
    assert prints(desk, record_id) == 1


def test_somebody_else_hears_of_a_job_after_the_lock(desk: Desk) -> None:
    record_id = str(desk.submitted().record.id)
    Printing(desk.clerk).printed(record_id, "registration", JOB)
    (job,) = PrintJobs(desk.supervisor).open()
    assert PrintJobs(desk.supervisor).receipts(job, 3) == (grouped(desk.clerk.record(record_id).receipt_number),)
    PrintJobs(desk.supervisor).settle({JOB: Fate.FAILED})
    assert prints(desk, record_id) == 0


def test_a_receipt_that_failed_takes_no_count_of_the_form_back(desk: Desk) -> None:
    record_id = str(desk.submitted().record.id)
    Printing(desk.clerk).printed(record_id, "registration")
    Printing(desk.clerk).printed(record_id, "receipt", JOB)
    PrintJobs(desk.clerk).settle({JOB: Fate.FAILED})
    assert prints(desk, record_id) == 1


def test_a_crowds_forms_that_failed_do_not_count(desk: Desk) -> None:
    ids = [str(desk.submitted(index).record.id) for index in range(3)]
    sheets = Sheets(desk.clerk, lambda: FormPress(paths.resources() / "fonts"))
    chosen = sheets.choose("registration", Crowd(By.DAY, desk.clock.today().isoformat()))
    printout = Printout(b"", chosen.records, {})
    sheets.printed(chosen, printout, JOB)
    assert {prints(desk, each) for each in ids} == {1}
    (failed,) = PrintJobs(desk.clerk).settle({JOB: Fate.FAILED})
    assert set(failed.records) == set(ids)
    assert {prints(desk, each) for each in ids} == {0}


@pytest.mark.parametrize(
    "kept", ["", "x", "{}", "[1]", '[["p", 1, "f", "r", true, "when"]]', '[["p", 1, "f", ["r"], true, "when"]]']
)
def test_a_damaged_list_of_jobs_is_an_empty_one(desk: Desk, kept: str) -> None:
    with desk.clerk.store.transaction():
        desk.clerk.store.save_setting(OPEN_JOBS_SETTING, kept)
    assert PrintJobs(desk.clerk).open() == ()


def test_no_more_jobs_are_kept_than_agreed(desk: Desk) -> None:
    record_id = str(desk.submitted().record.id)
    row = ["laser", 1, "registration", [record_id], True, "2026-03-02T00:00:00+00:00"]
    with desk.clerk.store.transaction():
        desk.clerk.store.save_setting(OPEN_JOBS_SETTING, json.dumps([row] * (MOST_OPEN + 50)))
    Printing(desk.clerk).printed(record_id, "registration", JOB)
    found = PrintJobs(desk.clerk).open()
    assert len(found) == MOST_OPEN
    assert found[-1].job == JOB
