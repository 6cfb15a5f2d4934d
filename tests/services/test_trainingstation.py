# SPDX-License-Identifier: Apache-2.0
"""The training station: what it is set up with, and that nothing leads in or out of it."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from sscard_desktop import app, paths
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.fields import YES
from sscard_desktop.domain.operators import Role
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.demostation import PASSWORD, UNITS, set_up_demo
from sscard_desktop.services.progress import Quiet
from sscard_desktop.services.session import TRAINING_SETTING
from sscard_desktop.services.trainingpreparing import ROSTER
from sscard_desktop.services.trainingstation import LEARNER, PEOPLE, ShutDoor, set_up_training
from sscard_desktop.services.workplace import Workplace
from tests.helpers.desks import JPEG, Desk
from tests.storage.stations import PASSWORD as DESK_PASSWORD

SHUT = (
    "packages", "tables", "table_reader", "marked_books", "template_books", "sealer", "station_packages", "campaigns",
    "roster_files", "gathering",
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    made = app.training_workplace_at(tmp_path_factory.mktemp("training") / "station")
    set_up_training(made, "chengdu")
    return made


def test_a_learner_finds_a_clerks_place_with_the_roster_of_the_lessons(place: Workplace) -> None:
    session = place.log_in(LEARNER, PASSWORD)
    try:
        assert session.operator.role is Role.CLERK
        assert session.store.roster(ROSTER).rows == 6
        assert session.store.has_units()
    finally:
        session.store.close()


def test_who_says_a_unit_says_the_number_that_the_directory_has(place: Workplace) -> None:
    assert place.demo is not None
    known = {unit.name: unit.insured_number for unit in UNITS}
    for person in place.demo.people(PEOPLE):
        said = person.values
        assert known.get(said.get("insured_unit_name", ""), "") == said.get("insured_unit_number", "")


@pytest.mark.parametrize("door", SHUT)
def test_nothing_goes_out_and_nothing_comes_in(place: Workplace, door: str) -> None:
    shut = getattr(place, door)()
    assert isinstance(shut, ShutDoor)
    with pytest.raises(RefusedError) as refused:
        shut.write(Path("somewhere"))
    assert refused.value.code == "training.shut"


def test_every_door_is_one_that_a_workplace_has() -> None:
    assert set(SHUT) <= {each.name for each in fields(Workplace)}


def test_no_backup_of_a_real_station_takes_its_place(place: Workplace) -> None:
    with pytest.raises(RefusedError) as refused:
        place.restore_backup(Path("backup"), name="x", password=PASSWORD)
    assert refused.value.code == "training.shut"


def test_no_picture_is_read_from_a_file(place: Workplace, tmp_path: Path) -> None:
    file = tmp_path / "somebody.jpg"
    file.write_bytes(JPEG)
    with pytest.raises(RefusedError) as refused:
        place.photo_maker().read_file(file)
    assert refused.value.code == "training.shut"


def test_a_backup_of_lessons_never_takes_a_real_station_s_place(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "station")
    with desk.supervisor.store.transaction():
        desk.supervisor.store.save_setting(TRAINING_SETTING, YES)
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = Backups(desk.supervisor, desk.station).make(Quiet(), stick).backup.path
    with desk.supervisor.store.transaction():
        desk.supervisor.store.save_setting(TRAINING_SETTING, "")
    desk.leave()
    real = replace(app.workplace_at(tmp_path / "station"), station=desk.station, clock=desk.clock)
    with pytest.raises(RefusedError) as refused:
        real.restore_backup(backup, name="wangfang", password=DESK_PASSWORD)
    assert refused.value.code == "training.not_for_work"
    # What was there is there.
    desk.sit_down("limin").store.close()


def test_a_real_station_is_not_opened_for_lessons_nor_lessons_for_work(place: Workplace, tmp_path: Path) -> None:
    real = app.demo_workplace_at(tmp_path / "real")
    set_up_demo(real, "chengdu")
    with pytest.raises(RefusedError) as refused:
        app.training_workplace_at(tmp_path / "real").log_in("demo-clerk", PASSWORD)
    assert refused.value.code == "training.real_station"
    with pytest.raises(RefusedError) as refused:
        app.workplace_at(place.station.folder).log_in(LEARNER, PASSWORD)
    assert refused.value.code == "training.not_for_work"


def test_it_lies_beside_the_real_station_never_in_it() -> None:
    real, training = paths.default_station(), paths.training_station()
    assert training != real
    assert real not in training.parents
    assert training not in real.parents


def test_its_papers_are_marked(place: Workplace) -> None:
    real = app.workplace_at(Path("nowhere"))
    assert len(place.forms().calibration_page("A")) > len(real.forms().calibration_page("A"))
