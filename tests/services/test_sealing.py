# SPDX-License-Identifier: Apache-2.0
"""A batch for a locked recipient: marked as exported, with whom in the trail, by a key that stays the station's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.sealedpackage import SealedPackages
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.review import Review
from sscard_desktop.services.sealing import Sealing
from tests.helpers.certificates import bureau
from tests.helpers.desks import Desk
from tests.helpers.packages import Counting
from tests.helpers.pages import decrypted_pages

SEALER = SealedPackages(PackageFile())


@pytest.fixture
def number(desk: Desk) -> str:
    Review(desk.supervisor).approve(desk.submitted().record.id)
    return Batching(desk.supervisor, PackageFile()).seal().number


@pytest.fixture
def sealing(desk: Desk) -> Sealing:
    return Sealing(desk.supervisor, PackageFile(), SEALER)


def test_a_batch_leaves_for_its_recipient(desk: Desk, sealing: Sealing, number: str, tmp_path: Path) -> None:
    to = [sealing.recipient(bureau().certificate)]
    written = sealing.export(number, tmp_path, to, Counting())
    assert written.path.name.endswith(".sealed.zip")
    mine = bureau()
    report = SEALER.verify(
        written.path,
        station_key=sealing.station_key().pem,
        certificate=mine.certificate,
        private_key=mine.private_key,
    )
    assert (report.findings, report.batch, report.station, report.known, report.opened) == ((), number, 17, True, True)
    assert desk.supervisor.store.batch(number).status is BatchStatus.EXPORTED
    last = list(desk.supervisor.store.audit_entries(subject=number))[-1]
    assert json.loads(last.detail)["recipients"] == [to[0].fingerprint]


def test_the_station_s_key_is_made_once_and_lies_in_no_clear_byte(desk: Desk, sealing: Sealing) -> None:
    key = sealing.station_key()
    assert sealing.station_key() == key
    secret = desk.supervisor.store.setting("station.signing_key")
    raw = b"".join(path.read_bytes() for path in desk.station.folder.iterdir() if path.is_file())
    assert secret.encode() not in raw
    assert bytes.fromhex(secret) not in raw
    assert any(secret.encode() in page for page in decrypted_pages(desk.station.folder / "station.db", data_key(desk)))
    told = [e for e in desk.supervisor.store.audit_entries() if e.action == "station.signing_key"]
    assert [json.loads(entry.detail) for entry in told] == [{"fingerprint": key.fingerprint}]


def data_key(desk: Desk) -> bytes:
    from sscard_desktop.storage.store import EncryptedStore

    assert isinstance(desk.supervisor.store, EncryptedStore)
    return desk.supervisor.store.data_key()


@pytest.mark.parametrize("count", [0, 21])
def test_nobody_and_too_many_are_refused(sealing: Sealing, number: str, tmp_path: Path, count: int) -> None:
    to = [sealing.recipient(bureau().certificate)] * count
    with pytest.raises(RefusedError, match="no_recipient"):
        sealing.export(number, tmp_path, to, Counting())
    assert list(tmp_path.glob("*.zip")) == []


def test_a_clerk_seals_nothing(desk: Desk) -> None:
    with pytest.raises(NotAllowedError):
        Sealing(desk.clerk, PackageFile(), SEALER)
