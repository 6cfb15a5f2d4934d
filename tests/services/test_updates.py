# SPDX-License-Identifier: Apache-2.0
"""Updates as a service: what is offered, what the trail says, who may."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import InvalidInputError, NotAllowedError, RefusedError
from sscard_desktop.domain.updates import UpdateKind
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.session import Session
from sscard_desktop.services.trainingstation import ShutDoor
from sscard_desktop.services.updates import Updates, go_back_unseated, note_program
from sscard_desktop.storage import versionstate
from tests.helpers.desks import Desk
from tests.helpers.updates import OTHER, Silent, program_update, reader, versions_at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests' programs are scripts")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = Desk(tmp_path_factory.mktemp("station"))
    yield made
    made.leave()


def updates(desk: Desk, session: Session, folder: Path) -> Updates:
    return Updates(session, reader(sticks=(folder,)), versions_at(folder), Backups(session, desk.station))


def test_only_what_would_be_taken_is_offered(desk: Desk, tmp_path: Path) -> None:
    good = program_update(tmp_path / "good.sscard-update", "0.2.0")
    program_update(tmp_path / "old.sscard-update", "0.0.1")
    program_update(tmp_path / "key.sscard-update", "0.3.0", keys=(OTHER,))
    program_update(tmp_path / "win.sscard-update", "0.3.0", platform="windows-x86_64")
    (tmp_path / "cut.sscard-update").write_bytes(good.read_bytes()[:500])
    (tmp_path / "none.sscard-update").write_bytes(b"")
    service = updates(desk, desk.supervisor, tmp_path)
    assert [offer.file for offer in service.offers()] == [good]
    service.place(good, service.check(good, Silent()), Silent())
    assert not service.offers()
    # One that never worked isn't offered again, one that did is: what lies here may be what is wrong with it.
    versionstate.give_up_version(tmp_path / "versions", "0.2.0", "0.1.0")
    assert not service.offers()
    assert versionstate.try_again(tmp_path / "versions", "0.2.0")
    versionstate.confirm(tmp_path / "versions", "0.2.0")
    versionstate.give_up_version(tmp_path / "versions", "0.2.0", "0.1.0")
    assert [offer.file for offer in service.offers()] == [good]
    with pytest.raises(NotAllowedError):
        updates(desk, desk.clerk, tmp_path).offers()


def test_a_supervisor_of_another_station_is_offered_nothing_and_takes_nothing(desk: Desk, tmp_path: Path) -> None:
    """In the window too: anybody can make a station and be its supervisor."""
    file = program_update(tmp_path / "good.sscard-update", "0.2.0")
    update = reader().seen(file, retired=())
    (tmp_path / "station").mkdir()
    (tmp_path / "station" / "station.keys").write_bytes(b"")
    elsewhere = versions_at(tmp_path, station=tmp_path / "another")
    service = Updates(desk.supervisor, reader(sticks=(tmp_path,)), elsewhere, Backups(desk.supervisor, desk.station))
    assert not service.offers()
    for act in (
        lambda: service.check(file, Silent()),
        lambda: service.place(file, update, Silent()),
        lambda: service.go_back(UpdateKind.PROGRAM),
        lambda: service.go_back(UpdateKind.DATA),
    ):
        with pytest.raises(RefusedError) as caught:
            act()
        assert caught.value.code == "update.other_station"
    assert updates(desk, desk.supervisor, tmp_path).offers()


def test_the_trail_says_with_which_program_people_work(desk: Desk) -> None:
    session = desk.supervisor
    note_program(session, "0.1.0")
    before = len(list(session.store.audit_entries()))
    note_program(session, "0.1.0")
    assert len(list(session.store.audit_entries())) == before
    note_program(session, "0.2.0")
    last = list(session.store.audit_entries())[-1]
    assert (last.action, last.subject) == ("program.changed", "0.2.0")
    assert '"0.1.0"' in last.detail


def test_what_was_confirmed_is_what_is_placed(desk: Desk, tmp_path: Path) -> None:
    """The stick may be another one by then: good files both, and one of them nobody said yes to."""
    file = program_update(tmp_path / "good.sscard-update", "0.2.0")
    service = updates(desk, desk.supervisor, tmp_path)
    confirmed = service.check(file, Silent())
    program_update(file, "0.2.0", files=7)
    with pytest.raises(RefusedError) as caught:
        service.place(file, confirmed, Silent())
    assert caught.value.code == "update.another_file"
    assert not (tmp_path / "versions" / "0.2.0").exists()


def test_an_update_stands_in_the_trail_before_it_is_in_place(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is killed or sent away in between has said who took what."""
    file = program_update(tmp_path / "good.sscard-update", "0.2.0", "fails_selftest")
    with pytest.raises(InvalidInputError):
        updates(desk, desk.supervisor, tmp_path).apply(file, Silent())
    told = [(each.action, each.subject) for each in list(desk.supervisor.store.audit_entries())[-2:]]
    assert told == [("update.apply", "0.2.0"), ("update.failed", "0.2.0")]
    program_update(file, "0.2.0")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sscard_desktop.storage.versions.sync_folder", killed)
    with pytest.raises(KeyboardInterrupt):
        updates(desk, desk.supervisor, tmp_path).apply(file, Silent())
    assert list(desk.supervisor.store.audit_entries())[-1].action == "update.apply"


def test_nobody_needs_a_password_to_leave_a_version_that_keeps_people_out(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        go_back_unseated(versions_at(tmp_path))
    assert refused.value.code == "update.nothing_before"
    folder = tmp_path / "versions"
    (folder / "0.2.0").mkdir(parents=True)
    entry = {"state": versionstate.TRYING, "tries": 1, "sha256": ""}
    versionstate.write(folder, versionstate.fresh() | {"programs": {"0.2.0": entry}})
    assert go_back_unseated(versions_at(tmp_path)) == ("0.2.0", "0.1.0")
    entry["state"] = versionstate.CONFIRMED
    versionstate.write(folder, versionstate.fresh() | {"programs": {"0.2.0": entry}})
    with pytest.raises(NotAllowedError) as caught:
        go_back_unseated(versions_at(tmp_path))
    assert caught.value.code == "update.log_in_to_go_back"


def test_a_training_station_exchanges_no_program(desk: Desk) -> None:
    """Its password is known to everybody."""
    door = ShutDoor()
    service = Updates(desk.supervisor, door, door, Backups(desk.supervisor, desk.station))  # type: ignore[arg-type]
    with pytest.raises(RefusedError) as caught:
        service.check(Path("x.sscard-update"), Silent())
    assert caught.value.code == "training.shut"
