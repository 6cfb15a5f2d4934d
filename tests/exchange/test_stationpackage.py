# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscard_desktop.domain.errors import CancelledError, InvalidInputError, SscardError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import RecordId
from sscard_desktop.domain.recordcopy import as_text
from sscard_desktop.exchange import carrier, carrierlock
from sscard_desktop.exchange.carrierstream import Frame, sealed_pieces
from sscard_desktop.exchange.stationpackage import KIND, StationPackageFiles
from sscard_desktop.services.ports import Arrival, Lock, Recipient, Unlock
from tests.helpers.certificates import NOON, bureau
from tests.helpers.transfers import Branch, Silent, submitted

FILES = StationPackageFiles()
UNLOCK = Unlock(password="four green kettles")
BRANCH = Branch()


@pytest.fixture(scope="module", autouse=True)
def cheap_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carrierlock, "_MEMORY_KIB", 64)
        yield


def opened(path: Path, unlock: Unlock = UNLOCK) -> list[Arrival]:
    return list(FILES.read(FILES.verify(path, Silent()), unlock))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packages") / "a.sscard"
    BRANCH.package(path, [submitted(1), submitted(2)], count=2, discarded=[RecordId("0" * 32)])
    return path


def test_a_package_comes_out_as_it_went_in(package: Path) -> None:
    first, second, discarded = opened(package)
    copy, picture = submitted(1)
    assert first.copy is not None
    assert as_text(first.copy) == as_text(copy)
    assert first.pictures == {role: picture(role) for role in copy.record.pictures}
    assert second.copy is not None
    assert discarded.discarded == "0" * 32


def test_nothing_of_a_person_can_be_read_without_the_password(package: Path) -> None:
    content = package.read_bytes()
    for text in ("139", "510107", '"name": "演\\', submitted(1)[0].record.id, "li@0017"):
        assert text.encode() not in content
    with pytest.raises(InvalidInputError, match="wrong_password"):
        opened(package, Unlock(password="five green kettles"))
    with pytest.raises(InvalidInputError, match="password_missing"):
        opened(package, Unlock())


def test_a_certificate_s_owner_opens_it_and_no_other(tmp_path: Path) -> None:
    chief, other = bureau("chief"), bureau("other")
    lock = Lock((Recipient("chief", "f" * 64, NOON, chief.certificate),))
    BRANCH.package(tmp_path / "a.sscard", [submitted(1)], count=1, lock=lock)
    found = FILES.verify(tmp_path / "a.sscard", Silent())
    assert (found.locked_by, found.recipients) == ("certificates", ("f" * 64,))
    assert len(opened(tmp_path / "a.sscard", Unlock(chief.certificate, chief.private_key))) == 1
    with pytest.raises(InvalidInputError, match="wrong_key"):
        opened(tmp_path / "a.sscard", Unlock(other.certificate, other.private_key))
    with pytest.raises(InvalidInputError, match="no_reception"):
        opened(tmp_path / "a.sscard", UNLOCK)


def test_a_machine_s_own_certificate_opens_what_was_locked_for_it(tmp_path: Path) -> None:
    reception = FILES.new_reception("成都 · 武侯支行 · 审核台" * 9, at=NOON)
    lock = Lock((Recipient("it", "f" * 64, NOON, reception.certificate),))
    BRANCH.package(tmp_path / "a.sscard", [submitted(1)], count=1, lock=lock)
    assert opened(tmp_path / "a.sscard", Unlock(reception.certificate, reception.private_key.encode()))


def test_pictures_larger_than_a_piece_travel_too(tmp_path: Path) -> None:
    BRANCH.package(tmp_path / "a.sscard", [submitted(1, size_bytes=(5 << 20) + 7)], count=1)
    (arrival,) = opened(tmp_path / "a.sscard")
    assert {len(content) for content in arrival.pictures.values()} == {(5 << 20) + 7}


def test_every_cut_and_every_flipped_bit_is_told(package: Path, tmp_path: Path) -> None:
    whole = package.read_bytes()
    step = max(len(whole) // 60, 1)
    damaged = tmp_path / "b.sscard"
    for position in [*range(60), *range(60, len(whole), step), len(whole) - 1]:
        damaged.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        with pytest.raises(InvalidInputError):
            FILES.verify(damaged, Silent())
        damaged.write_bytes(whole[:position])
        with pytest.raises(InvalidInputError):
            FILES.verify(damaged, Silent())
    damaged.write_bytes(whole + b"\0")
    with pytest.raises(InvalidInputError, match="signature_bad"):
        FILES.verify(damaged, Silent())


def test_what_was_changed_after_it_was_verified_isn_t_used(package: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.sscard"
    path.write_bytes(package.read_bytes())
    found = FILES.verify(path, Silent())
    swapped = Branch()
    swapped.package(path, [submitted(3)], count=1)
    with pytest.raises(InvalidInputError, match="damaged"):
        list(FILES.read(found, UNLOCK))


def sealed(path: Path, frames: list[Frame], *, about: dict[str, object] | None = None) -> Path:
    told = {
        "station": 17, "name": "x", "profile": "chengdu", "campaign": "2026", "made_at": NOON.isoformat(),
        "records": 1, "part": 1, "parts": 1,
    }  # fmt: skip
    carrier.write(
        path, KIND, told if about is None else about, frames, lock=Lock(password=UNLOCK.password), key=BRANCH.key
    )  # type: ignore[arg-type]
    return path


RECORD = as_text(submitted(1)[0])
PICTURES = [(b"P", submitted(1)[1](role)) for role in sorted(submitted(1)[0].record.pictures)]
END = (b"E", json.dumps({"records": 1}).encode())


@pytest.mark.parametrize(
    "frames",
    [
        [],
        [END],
        [(b"R", RECORD), *PICTURES],
        [(b"R", RECORD), *PICTURES[:2], END],
        [(b"R", RECORD), *reversed(PICTURES), END],
        [(b"R", RECORD), *PICTURES, (b"P", b"more"), END],
        [(b"R", RECORD), *PICTURES, END, END],
        [(b"R", RECORD), *PICTURES, (b"E", b'{"records": 2}')],
        [(b"R", b"{}"), END],
        [(b"R", RECORD), *PICTURES, (b"D", b'["../x"]'), END],
        [(b"R", RECORD), *PICTURES, (b"D", b"["), END],
        [(b"?", b""), END],
    ],
)
def test_a_trusted_station_that_writes_nonsense_is_refused(frames: list[Frame], tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError):
        opened(sealed(tmp_path / "a.sscard", frames))


@pytest.mark.parametrize(
    "change",
    [
        {"station": 0}, {"station": "17"}, {"records": -1}, {"records": 10**9}, {"part": 2}, {"name": "a\nb"},
        {"name": "x" * 200}, {"made_at": "yesterday"}, {"made_at": "2026-01-01T00:00:00"}, {"made_at": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_header_that_no_station_writes_is_refused(change: dict[str, object], tmp_path: Path) -> None:
    told = {
        "station": 17, "name": "x", "profile": "chengdu", "campaign": "2026", "made_at": NOON.isoformat(),
        "records": 1, "part": 1, "parts": 1, **change,
    }  # fmt: skip
    with pytest.raises(InvalidInputError, match="damaged"):
        FILES.verify(sealed(tmp_path / "a.sscard", [], about=told), Silent())


def test_a_newer_format_and_another_kind_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.sscard"
    carrier.write(path, "campaign", {}, [], lock=Lock(password=UNLOCK.password), key=BRANCH.key)
    with pytest.raises(InvalidInputError, match="other_kind"):
        FILES.verify(path, Silent())
    monkeypatch.setattr(carrier, "FORMAT", 2)
    sealed(path, [])
    monkeypatch.undo()
    with pytest.raises(InvalidInputError, match="newer_format"):
        FILES.verify(path, Silent())


@given(st.binary(max_size=300), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_other_files_are_no_packages(tmp_path: Path, content: bytes, begins_well: bool) -> None:
    path = tmp_path / "a.sscard"
    path.write_bytes((carrier.MAGIC if begins_well else b"") + content)
    with pytest.raises(InvalidInputError):
        FILES.verify(path, Silent())


anything = st.none() | st.integers() | st.text(max_size=9) | st.lists(st.integers(), max_size=2)


@given(st.dictionaries(st.sampled_from(["kind", "format", "about", "key", "lock"]), anything))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_header_s_parts_are_what_they_must_be(tmp_path: Path, package: Path, change: dict[str, object]) -> None:
    whole = package.read_bytes()
    length = int.from_bytes(whole[8:12], "big")
    header = json.dumps({**json.loads(whole[12 : 12 + length]), **change}).encode()
    path = tmp_path / "a.sscard"
    path.write_bytes(carrier.MAGIC + len(header).to_bytes(4, "big") + header + whole[12 + length :])
    if change:
        with pytest.raises(InvalidInputError):
            FILES.verify(path, Silent())


def test_pieces_can_t_be_moved_or_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even by somebody who signs: the stream holds together by itself."""
    path = tmp_path / "a.sscard"
    for tamper in (lambda pieces: pieces[1:] + pieces[:1], lambda pieces: pieces[:-1], lambda pieces: pieces[:1]):
        with monkeypatch.context() as patch:
            patch.setattr(carrier, "sealed_pieces", lambda *given, tamper=tamper: tamper(list(sealed_pieces(*given))))
            sealed(path, [(b"R", RECORD), *((b"P", os.urandom(1 << 20)) for _ in range(3)), END])
        with pytest.raises(InvalidInputError, match="damaged"):
            list(carrier.frames(carrier.signed(path, Silent()), UNLOCK))


def test_a_weak_or_missing_lock_is_refused(tmp_path: Path) -> None:
    for lock, code in ((Lock(), "no_lock"), (Lock(password="short"), "password_short")):
        with pytest.raises(InvalidInputError, match=code):
            BRANCH.package(tmp_path / "a.sscard", [submitted(1)], count=1, lock=lock)
    assert not list(tmp_path.iterdir())


def test_what_fails_on_the_way_leaves_no_file(tmp_path: Path) -> None:
    def gone(role: PictureRole) -> bytes:
        raise CancelledError

    with pytest.raises(SscardError):
        BRANCH.package(tmp_path / "a.sscard", [submitted(1), (submitted(2)[0], gone)], count=2)
    assert not list(tmp_path.iterdir())


def test_the_same_records_make_another_file_each_time(tmp_path: Path, package: Path) -> None:
    again = BRANCH.package(tmp_path / "a.sscard", [submitted(1), submitted(2)], count=2)
    assert again.size_bytes > 2000
    assert package.read_bytes()[-500:] != again.path.read_bytes()[-500:]
