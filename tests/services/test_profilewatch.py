# SPDX-License-Identifier: Apache-2.0
"""A changed profile: in the trail for everybody, told to the supervisor until acknowledged, never to a clerk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop.app import workplace_at
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.services.profilewatch import ProfileWatch
from sscard_desktop.services.session import Session
from sscard_desktop.services.workplace import Workplace
from tests.helpers.cities import YANGLI, make_city, profiles
from tests.helpers.offices import CHIEF, CLERK, Office
from tests.storage.stations import PASSWORD


class Place:
    """An office whose city's file a test can change between two log-ins."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office = office
        self.cities = folder / "cities"
        make_city(self.cities)
        identity = replace(office.identity, profile="yangli")
        self.workplace: Workplace = replace(
            workplace_at(folder / "unused"), station=_Station(office, identity), clock=office.clock
        )
        self._open: list[Session] = []

    def change(self, *pairs: tuple[str, str]) -> None:
        text = YANGLI
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        make_city(self.cities, text)

    def log_in(self) -> Session:
        session = replace(self.workplace, profiles=profiles(self.cities)).log_in(CHIEF, PASSWORD)
        self._open.append(session)
        return session

    def lines(self) -> list[tuple[str, dict[str, object]]]:
        told = self.office.store.audit_entries()
        return [(line.action, json.loads(line.detail)) for line in told if line.action.startswith("profile.")]

    def leave(self) -> None:
        for session in self._open:
            session.store.close()


class _Station:
    """The office's station, with the made-up city for its own."""

    def __init__(self, office: Office, identity: object) -> None:
        self._office = office
        self._identity = identity

    def __getattr__(self, name: str) -> object:
        return getattr(self._office.station, name)

    def identity(self) -> object:
        return self._identity


@pytest.fixture
def place(office: Office, tmp_path: Path) -> Iterator[Place]:
    made = Place(office, tmp_path)
    yield made
    made.leave()


def test_the_first_profile_is_noted_and_nothing_is_pending(place: Place) -> None:
    assert ProfileWatch(place.log_in()).pending() is None
    assert ProfileWatch(place.log_in()).pending() is None
    assert [action for action, _ in place.lines()] == ["profile.use"]


def test_a_new_version_is_told_until_it_is_acknowledged(place: Place) -> None:
    first = place.log_in().profile
    place.change(('version = "1"\nlabels', 'version = "2"\nlabels'), ("edit_hours = 12", "edit_hours = 6"))
    for _ in range(2):
        change = ProfileWatch(place.log_in()).pending()
        assert change is not None
        assert (change.code, change.before.version, change.now.version) == ("profile.changed", "1", "2")
        assert [(each.part, each.gone, each.come) for each in change.differences] == [
            ("times", ("edit_hours=12",), ("edit_hours=6",))
        ]
    session = place.log_in()
    ProfileWatch(session).acknowledge(change)
    assert ProfileWatch(session).pending() is None
    assert ProfileWatch(place.log_in()).pending() is None
    (_, changed, acknowledged) = place.lines()
    for action, detail in (changed, acknowledged):
        assert action in {"profile.changed", "profile.acknowledge"}
        assert detail["old"] == {"name": "yangli", "version": "1", "sha256": first.sha256}
        assert detail["new"] == {"name": "yangli", "version": "2", "sha256": session.profile.sha256}


def test_other_content_under_the_same_version_is_told_as_such(place: Place) -> None:
    place.log_in()
    place.change(('required = "adult"', 'required = "always"'), ('header = "单位"', 'header = "部门"'))
    change = ProfileWatch(place.log_in()).pending()
    assert change is not None
    assert change.silent
    assert change.code == "profile.changed_silently"
    assert [each.part for each in change.differences] == ["fields", "columns"]


def test_a_comment_is_a_change_of_the_files_and_of_nothing_that_is_said(place: Place) -> None:
    place.log_in()
    place.change(('version = "1"\nlabels', 'version = "1" # spring\nlabels'))
    change = ProfileWatch(place.log_in()).pending()
    assert change is not None
    assert change.differences == ()


def test_another_order_of_columns_is_a_change(place: Place) -> None:
    place.log_in()
    line = '    { header = "姓名", value = "name" },\n'
    place.change((line, ""), ('value = "running_number" },\n', f'value = "running_number" }},\n{line}'))
    change = ProfileWatch(place.log_in()).pending()
    assert change is not None
    assert [(each.part, each.gone, each.come) for each in change.differences] == [("columns", (), ())]


def test_what_changed_back_needs_nobodys_eye_and_stays_in_the_trail(place: Place) -> None:
    place.log_in()
    place.change(("edit_hours = 12", "edit_hours = 6"))
    place.log_in()
    place.change()
    assert ProfileWatch(place.log_in()).pending() is None
    assert [action for action, _ in place.lines()] == ["profile.use", "profile.changed", "profile.changed"]


def test_only_what_was_looked_at_is_acknowledged(place: Place) -> None:
    place.log_in()
    place.change(("edit_hours = 12", "edit_hours = 6"))
    session = place.log_in()
    change = ProfileWatch(session).pending()
    assert change is not None
    place.change(("edit_hours = 12", "edit_hours = 3"))
    place.log_in()
    with pytest.raises(RefusedError, match=r"profile\.changed_again"):
        ProfileWatch(session).acknowledge(change)


def test_a_clerk_isnt_asked(office: Office) -> None:
    with pytest.raises(NotAllowedError):
        ProfileWatch(office.session_of(CLERK, Role.CLERK))
