# SPDX-License-Identifier: Apache-2.0
"""One roster on several laptops: split, worked through, merged, and the whole again; on real stations and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.errors import CancelledError, InvalidInputError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.roster import ROW, Roster, RosterId, RosterRow, RowState
from sscard_desktop.exchange import carrierlock
from sscard_desktop.exchange.campaignpackage import CampaignPackages
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.rosterpackage import RosterPackages
from sscard_desktop.exchange.sealedpackage import SealedPackages
from sscard_desktop.exchange.stationpackage import StationPackageFiles
from sscard_desktop.services.campaigns import Campaigns
from sscard_desktop.services.handover import Handover
from sscard_desktop.services.merging import Merging
from sscard_desktop.services.ports import Lock, Unlock
from sscard_desktop.services.rosterimport import RosterImports
from sscard_desktop.services.rosters import Rosters
from sscard_desktop.services.rostersharing import RosterSharing, SharedRoster
from sscard_desktop.services.rosterupdates import RosterUpdates
from sscard_desktop.services.trust import Trust
from sscard_desktop.storage.profiles import ProfileFolders
from tests.helpers.lists import listed, people, person
from tests.helpers.offices import Office
from tests.helpers.transfers import PASSWORD, Silent

FILES, SEALER = StationPackageFiles(), SealedPackages(PackageFile())
WORD = PASSWORD.password
PHOTO = b"\xff\xd8\xff\xe0 a prepared photo"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)


class Laptop(Office):
    """A station that shares rosters, opens them, and hands over."""

    def __init__(self, folder: Path, number: int) -> None:
        super().__init__(folder / f"station-{number}", number=number)
        self.folder = folder
        self.sharing = RosterSharing(self.session, RosterPackages(), SEALER)
        self.rosters = Rosters(self.session)
        self.handover = Handover(self.session, FILES, SEALER)

    def opened(self, path: Path, *, confirmed: bool = True) -> Roster:
        found = self.sharing.look(path, Silent())
        return self.sharing.take(found, Silent(), password=WORD, confirmed=confirmed).roster

    def collect(self, row: RosterRow, status: Status = Status.SUBMITTED) -> RecordId:
        """Take somebody's record, as the counter does for a person of a roster."""
        serial = self.identity.number * 10 + row.position
        record = replace(self.submitted(serial, mobile=row.value("mobile")), status=status)
        record_id = RecordId(f"{self.identity.number:08x}{row.position:024x}")
        with self.store.transaction():
            self.store.delete_record(record.id)
            self.store.add_record(replace(record, id=record_id, pictures=frozenset()))
            self.store.put_readings(record_id, Source.ROSTER, {**row.values, ROW: row.id}, at=self.clock.now())
            self.store.link_rows({row.id: record_id})
        return record_id

    def handed_over(self) -> list[Path]:
        self.clock.advance(minutes=1)
        made = self.folder / f"from-{self.identity.number}-{self.clock.now():%d%H%M%S}"
        made.mkdir()
        return [each.path for each in self.handover.make(made, PASSWORD, Silent())]

    def trusts(self, other: Laptop) -> None:
        pem = other.handover.station_key().pem
        Trust(self.session, FILES).trust(pem, number=other.identity.number, name=f"{other.identity.number} 号台")

    def merge(self, *paths: Path) -> object:
        merging = Merging(self.session, FILES, SEALER)
        return merging.merge(merging.look(paths, Silent(), password=WORD), Silent())

    def states(self, roster: RosterId) -> dict[int, str]:
        return {each.position: each.state.value for each in self.rosters.glances(roster)}


def fleet(folder: Path, count: int) -> list[Laptop]:
    made = [Laptop(folder, number) for number in range(1, count + 1)]
    for each in made[1:]:
        made[0].trusts(each)
    return made


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    """Return a supervisor's machine and two laptops."""
    made = fleet(tmp_path, 3)
    yield made
    for each in made:
        each.store.close()


def imported(chief: Laptop, count: int) -> Roster:
    roster = RosterImports(chief.session).import_checked(people(count), title="样例", progress=Silent()).roster
    chief.clock.advance(hours=1)
    if count > 1:
        row = chief.rosters.rows(roster.id)[1]
        with chief.store.transaction():
            chief.store.put_row_picture(row.id, PictureRole.PHOTO, PHOTO, report='{"x": 1}', at=chief.clock.now())
    return roster


def test_four_laptops_with_a_part_each_make_the_whole_again(tmp_path: Path) -> None:
    chief, *others = fleet(tmp_path, 5)
    roster = imported(chief, 10)
    whole = chief.rosters.rows(roster.id)
    files = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent(), parts=4)
    assert len(files) == 4
    parts = []
    for laptop, file in zip(others, files, strict=True):
        laptop.clock.advance(hours=2)
        opened = laptop.opened(file.path)
        assert replace(opened, rows=10) == replace(roster, rows=10)
        rows = laptop.rosters.rows(opened.id)
        parts.append(rows)
        laptop.collect(rows[0])
        laptop.rosters.refuse(opened.id, rows[1].id, "已离职")
    assert [row.id for part in parts for row in part] == [row.id for row in whole]
    assert others[0].store.row_picture(whole[1].id, PictureRole.PHOTO) == chief.store.row_picture(
        whole[1].id, PictureRole.PHOTO
    )

    # The supervisor's own list goes on meanwhile: a correction and somebody new.
    updates = RosterUpdates(chief.session)
    coming = listed([person(1, mobile="13900139000"), *people(11).rows[1:]])
    updates.apply_update(updates.preview_update(roster.id, coming), progress=Silent())

    packages = [path for laptop in others for path in laptop.handed_over()]
    chief.merge(*packages)
    states = chief.states(roster.id)
    assert len(states) == 11
    for part in parts:
        assert [states[row.position] for row in part[:3]] == ["done", "refused", *["missing"] * (len(part) - 2)]
    assert states[11] == "missing"
    assert chief.rosters.rows(roster.id)[0].value("mobile") == "13900139000"
    assert {row.refused for row in chief.rosters.rows(roster.id)} == {"", "已离职"}

    before = chief.rosters.rows(roster.id)
    chief.merge(*packages)
    assert chief.rosters.rows(roster.id) == before
    assert chief.store.check_integrity() == []
    for laptop in (chief, *others):
        laptop.store.close()


def test_a_roster_that_only_a_laptop_has_comes_along_with_its_records(laptops: list[Laptop]) -> None:
    chief, laptop, *_ = laptops
    roster = imported(laptop, 4)
    rows = laptop.rosters.rows(roster.id)
    record = laptop.collect(rows[2], Status.DRAFT)
    chief.merge(*laptop.handed_over())
    assert chief.states(roster.id) == {1: "missing", 2: "missing", 3: "half", 4: "missing"}
    (found,) = chief.rosters.glances(roster.id, states=[RowState.HALF])
    assert found.record == record
    merging = Merging(chief.session, FILES, SEALER)
    merging.undo(merging.all()[0].seq, Silent())
    assert set(chief.states(roster.id).values()) == {"missing"}


def test_a_laptop_where_nothing_but_a_refusal_happened_has_something_to_hand_over(laptops: list[Laptop]) -> None:
    chief, laptop, *_ = laptops
    roster = imported(laptop, 2)
    chief.merge(*laptop.handed_over())
    laptop.clock.advance(hours=1)
    laptop.rosters.refuse(roster.id, laptop.rosters.rows(roster.id)[0].id, "已离职")
    chief.merge(*laptop.handed_over())
    assert chief.states(roster.id) == {1: "refused", 2: "missing"}


def test_of_two_records_of_one_person_the_one_that_is_further_counts(laptops: list[Laptop], tmp_path: Path) -> None:
    chief, one, other, *_ = laptops
    roster = imported(chief, 2)
    (file,) = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent())
    row = chief.rosters.rows(roster.id)[0]
    for laptop, status in ((one, Status.DRAFT), (other, Status.SUBMITTED)):
        laptop.opened(file.path)
        laptop.collect(row, status)
        chief.merge(*laptop.handed_over())
    (found,) = chief.rosters.glances(roster.id, states=[RowState.DONE])
    assert found.record == RecordId(f"{3:08x}{1:024x}")
    chief.merge(*one.handed_over())
    assert chief.rosters.glances(roster.id)[0].record == found.record


def test_a_file_opened_twice_or_after_work_has_begun_changes_nothing(laptops: list[Laptop], tmp_path: Path) -> None:
    chief, laptop, *_ = laptops
    roster = imported(chief, 4)
    first, second = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent(), parts=2)
    laptop.opened(first.path)
    row = laptop.rosters.rows(roster.id)[1]
    laptop.collect(row)
    with laptop.store.transaction():
        laptop.store.delete_row_pictures(row.id)
    laptop.rosters.refuse(roster.id, laptop.rosters.rows(roster.id)[0].id, "已离职")
    before = laptop.rosters.rows(roster.id)
    laptop.opened(first.path)
    assert laptop.rosters.rows(roster.id) == before
    assert laptop.store.row_picture(row.id, PictureRole.PHOTO) is None
    assert laptop.opened(second.path).rows == 4
    assert laptop.rosters.rows(roster.id)[:2] == before


def test_units_stay_together_where_asked(laptops: list[Laptop], tmp_path: Path) -> None:
    chief = laptops[0]
    roster = imported(chief, 9)
    files = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent(), parts=2, units_together=True)
    units = []
    for laptop, file in zip(laptops[1:], files, strict=True):
        laptop.opened(file.path)
        units.append({row.value("unit") for row in laptop.rosters.rows(roster.id)})
    assert sorted(len(each) for each in units) == [1, 2]
    with pytest.raises(RefusedError, match=r"roster\.parts") as refused:
        chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent(), parts=4, units_together=True)
    assert refused.value.params == {"most": 3}


def test_nobody_is_named_in_the_file_and_a_wrong_password_opens_nothing(laptops: list[Laptop], tmp_path: Path) -> None:
    chief, laptop, *_ = laptops
    roster = imported(chief, 3)
    (file,) = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent())
    content = file.path.read_bytes()
    row = chief.rosters.rows(roster.id)[0]
    assert not [text for text in ("样例", "\\u6837", *row.values.values()) if text.encode() in content]
    found = laptop.sharing.look(file.path, Silent())
    with pytest.raises(InvalidInputError, match=r"transfer\.wrong_password"):
        laptop.sharing.take(found, Silent(), password="another word", confirmed=True)
    with pytest.raises(InvalidInputError, match=r"transfer\.no_lock"):
        chief.sharing.share(roster.id, tmp_path, Lock(), Silent())


def test_an_unknown_station_s_roster_wants_a_word_and_a_revoked_one_s_is_refused(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    chief, laptop, *_ = laptops
    roster = imported(laptop, 2)
    (file,) = laptop.sharing.share(roster.id, tmp_path, PASSWORD, Silent())
    assert chief.sharing.look(file.path, Silent()).station == laptop.identity.number
    chief.opened(file.path, confirmed=False)
    stranger = laptops[2]
    assert stranger.sharing.look(file.path, Silent()).station == 0
    with pytest.raises(RefusedError, match=r"roster\.sender_unknown"):
        stranger.opened(file.path, confirmed=False)
    key = laptop.handover.station_key().fingerprint
    Trust(chief.session, FILES).revoke(key, "换了电脑")
    with pytest.raises(RefusedError, match=r"transfer\.revoked_station"):
        chief.sharing.look(file.path, Silent())


@pytest.mark.parametrize("known", [False, True], ids=["fresh", "known"])
def test_a_file_that_breaks_off_or_is_cancelled_leaves_nothing(
    laptops: list[Laptop], tmp_path: Path, known: bool
) -> None:
    class Stopped:
        def report(self, done: int, total: int) -> None:
            raise CancelledError

    chief, laptop, *_ = laptops
    roster = imported(chief, 6)
    first, second = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent(), parts=2)
    if known:
        laptop.opened(second.path)
    before = (laptop.rosters.all(), laptop.actions(), laptop.store.roster_counts(roster.id))
    found = laptop.sharing.look(first.path, Silent())
    with pytest.raises(CancelledError):
        laptop.sharing.take(found, Stopped(), password=WORD, confirmed=True)
    content = bytearray(first.path.read_bytes())
    content[-100] ^= 1
    first.path.write_bytes(bytes(content))
    with pytest.raises(InvalidInputError, match=r"transfer\.damaged"):
        laptop.sharing.take(found, Silent(), password=WORD, confirmed=True)
    assert (laptop.rosters.all(), laptop.actions(), laptop.store.roster_counts(roster.id)) == before


def test_another_campaign_s_roster_isnt_taken(laptops: list[Laptop], tmp_path: Path) -> None:
    chief, laptop, *_ = laptops
    roster = imported(chief, 2)
    (file,) = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent())
    session = replace(laptop.session, identity=replace(laptop.identity, campaign="2027"))
    with pytest.raises(RefusedError, match=r"roster\.other_campaign"):
        RosterSharing(session, RosterPackages(), SEALER).look(file.path, Silent())


def test_a_package_of_records_is_no_roster(laptops: list[Laptop]) -> None:
    laptop = laptops[1]
    imported(laptop, 1)
    (path,) = laptop.handed_over()
    with pytest.raises(InvalidInputError, match=r"transfer\.not_a_roster"):
        laptop.sharing.look(path, Silent())


def test_open_rosters_come_with_the_campaign(laptops: list[Laptop], tmp_path: Path) -> None:
    chief, laptop, *_ = laptops
    roster = imported(chief, 600)
    aside = imported(chief, 3)
    chief.rosters.close(aside.id)
    files = CampaignPackages()
    path = tmp_path / "campaign.sscard"
    Campaigns(chief.session, files, FILES, SEALER).make(path, PASSWORD, ProfileFolders([], None))  # type: ignore[arg-type]
    campaign, _ = files.read_campaign(path, Unlock(password=WORD), Silent())
    fresh = Campaigns(laptop.session, files, FILES, SEALER)
    assert fresh.apply(campaign).listed == 600
    assert [each.id for each in laptop.rosters.all()] == [roster.id]
    assert laptop.rosters.rows(roster.id) == chief.rosters.rows(roster.id)
    assert fresh.apply(campaign).listed == 0


def test_what_is_shared_is_told_in_the_trail_without_names(laptops: list[Laptop], tmp_path: Path) -> None:
    chief, laptop, *_ = laptops
    roster = imported(chief, 2)
    (file,) = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent())
    laptop.opened(file.path)
    assert [action for _, action, _ in chief.actions()][-1] == "roster.share"
    assert [(action, subject) for _, action, subject in laptop.actions()][-1:] == [("roster.take", roster.id)]
    assert "样例" not in repr(list(chief.store.audit_entries()))


def test_a_look_is_a_value(laptops: list[Laptop], tmp_path: Path) -> None:
    chief = laptops[0]
    roster = imported(chief, 2)
    (file,) = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent())
    found = chief.sharing.look(file.path, Silent())
    assert isinstance(found, SharedRoster)
    assert (found.station, found.signed.origin.rows, found.signed.locked_by) == (1, 2, "password")


def test_who_was_taken_off_the_list_doesnt_come_back_with_an_older_copy_of_it(
    laptops: list[Laptop], tmp_path: Path
) -> None:
    chief, laptop, *_ = laptops
    roster = imported(chief, 4)
    (file,) = chief.sharing.share(roster.id, tmp_path, PASSWORD, Silent())
    laptop.opened(file.path)
    laptop.clock.advance(hours=3)
    rows = laptop.rosters.rows(roster.id)
    laptop.rosters.refuse(roster.id, rows[3].id, "已离职")
    updates = RosterUpdates(chief.session)
    updates.apply_update(updates.preview_update(roster.id, people(2)), remove_gone=True, progress=Silent())
    assert chief.rosters.roster(roster.id).rows == 2
    chief.merge(*laptop.handed_over())
    assert [row.id for row in chief.rosters.rows(roster.id)] == [rows[0].id, rows[1].id, rows[3].id]
    chief.opened(file.path)
    assert chief.rosters.roster(roster.id).rows == 4
