# SPDX-License-Identifier: Apache-2.0
"""A profile that changes between the sealing and the export: the same bytes leave, or nothing does and it says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop import messages
from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import Profile
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.exporting import Exporting
from tests.helpers.offices import Office
from tests.helpers.packages import PASSWORD
from tests.services.test_exporting import members


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def columns(profile: Profile, change: Callable[[list[object]], object]) -> Profile:
    """Return the profile with its sheets' columns changed, for every kind of business."""

    def sheet(old: Profile) -> object:
        changed: list[object] = list(old.workbook.columns)
        change(changed)
        return replace(old.workbook, columns=tuple(changed))  # type: ignore[arg-type]

    views = {code: replace(view, workbook=sheet(profile.of(code))) for code, view in profile.views.items()}  # type: ignore[arg-type]
    return replace(profile, workbook=sheet(profile), views=views)  # type: ignore[arg-type]


HARMLESS: dict[str, Callable[[Profile], Profile]] = {
    "a new version": lambda profile: replace(profile, version="2027.1", sha256="f" * 64),
    "another label": lambda profile: replace(profile, labels={"zh_CN": "蓉城", "en": "Rongcheng"}, sha256="f" * 64),
    "more hours": lambda profile: replace(profile, edit_hours=48, sha256="f" * 64),
    "no rules": lambda profile: replace(profile, rules=(), sha256="f" * 64),
}
HARMFUL: dict[str, Callable[[Profile], Profile]] = {
    "another header": lambda profile: columns(profile, lambda told: told.__setitem__(0, replace(told[0], header="号"))),  # type: ignore[type-var]
    "another order": lambda profile: columns(profile, list.reverse),
    "a column less": lambda profile: columns(profile, list.pop),
    "another width": lambda profile: columns(profile, lambda told: told.__setitem__(0, replace(told[0], width=99))),  # type: ignore[type-var]
    "other file names": lambda profile: replace(
        profile, package=replace(profile.package, pictures={PictureRole.PHOTO: "a/{number}.jpg"})
    ),
    "file names that clash": lambda profile: replace(
        profile, package=replace(profile.package, pictures={PictureRole.PHOTO: "a/{station_number}.jpg"})
    ),
    "file names over nothing": lambda profile: replace(
        profile, package=replace(profile.package, pictures={PictureRole.PHOTO: "a/{unit_3}.jpg"})
    ),
    "another workbook": lambda profile: replace(profile, package=replace(profile.package, workbook="x.xlsx")),
    "another city": lambda profile: replace(
        profile, name="yangli", package=replace(profile.package, workbook="{batch_number}-y.xlsx")
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_changes_nothing_that_leaves_keeps_nobody_from_exporting(office: Office, target: Path, name: str) -> None:
    office.approved(1)
    office.approved(2)
    batching = Batching(office.session, PackageFile())
    exporting = Exporting(office.session, PackageFile())
    batch = batching.seal()
    sealed = members(exporting.export(batch.number, target, PASSWORD))
    (target / "again").mkdir()
    later = Exporting(replace(office.session, profile=HARMLESS[name](office.profile)), PackageFile())
    assert members(later.export(batch.number, target / "again", PASSWORD)) == sealed


@pytest.mark.parametrize("name", HARMFUL)
@pytest.mark.parametrize("silent", [False, True], ids=["new version", "same version"])
def test_what_would_change_it_lets_nothing_out_and_is_told(
    office: Office, target: Path, name: str, silent: bool
) -> None:
    office.approved(1)
    office.approved(2)
    batch = Batching(office.session, PackageFile()).seal()
    changed = replace(HARMFUL[name](office.profile), sha256="f" * 64)
    changed = changed if silent else replace(changed, version="2027.1")
    with pytest.raises(RefusedError) as told:
        Exporting(replace(office.session, profile=changed), PackageFile()).export(batch.number, target, PASSWORD)
    assert told.value.code == "batch.profile_changed"
    assert list(target.iterdir()) == []
    assert office.store.batch(batch.number).status is BatchStatus.SEALED
    shown = messages.message(told.value.code, told.value.params, "zh_CN")
    assert office.profile.sha256[:12] in shown.what
    assert "ffffffffffff" in shown.what
    assert shown.todo


def test_with_the_profile_back_in_place_it_leaves_as_it_was_sealed(office: Office, target: Path) -> None:
    office.approved()
    batching = Batching(office.session, PackageFile())
    exporting = Exporting(office.session, PackageFile())
    batch = batching.seal()
    changed = replace(HARMFUL["another order"](office.profile), sha256="f" * 64)
    with pytest.raises(RefusedError):
        Exporting(replace(office.session, profile=changed), PackageFile()).prepare(batch.number)
    assert exporting.export(batch.number, target, PASSWORD).path.is_file()
