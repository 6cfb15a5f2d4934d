# SPDX-License-Identifier: Apache-2.0
"""A sealed package: opened by its recipients only, by common tools too, and no byte of it changes unnoticed."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError, InvalidInputError
from sscard_desktop.exchange import recipients
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.sealedpackage import SealedPackages
from sscard_desktop.exchange.sealedzip import MEMBERS
from tests.helpers.certificates import NOON, PASSPHRASE, bureau
from tests.helpers.packages import Counting, content, picture_of

OPENSSL = shutil.which("openssl")
SEALER = SealedPackages(PackageFile())
KEY = SEALER.new_key()


def write(folder: Path, *to: str, people: int = 2, key: str = KEY) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    names = [SEALER.recipient(bureau(name).certificate, at=NOON) for name in to or ("bureau",)]
    return SEALER.write(content(people), folder, "day.sealed.zip", names, key, picture_of, Counting()).path


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("sealed"))


def codes(path: Path, **keys: object) -> list[str]:
    return [finding.code for finding in SEALER.verify(path, **keys).findings]  # type: ignore[arg-type]


def test_whoever_has_no_key_learns_whose_it_is_and_nothing_more(sealed: Path) -> None:
    report = SEALER.verify(sealed)
    assert (report.findings, report.batch, report.station) == ((), "0007-20260302-001", 7)
    assert (report.known, report.opened) == (False, False)
    assert SEALER.verify(sealed, station_key=SEALER.public_key(KEY).pem).known
    with zipfile.ZipFile(sealed) as carrier:
        assert tuple(carrier.namelist()) == MEMBERS
        assert not any(name.encode() in carrier.read("statement.json") for name in ("王小明", "51010719900307"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folders to sync")
@pytest.mark.parametrize("opens", [False, True])
def test_a_file_that_got_its_name_keeps_it_when_the_power_goes(
    sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opens: bool
) -> None:
    """The folder goes to the disk after the renaming: until then a power cut takes the name back."""
    sync, mine, there = os.fsync, bureau(), []

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            there[:] = [path.name for path in tmp_path.iterdir()]
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    if opens:
        SEALER.open(sealed, tmp_path, certificate=mine.certificate, private_key=mine.private_key)
    else:
        write(tmp_path)
    assert there == [path.name for path in tmp_path.iterdir()] != []


def test_the_recipient_verifies_what_lies_inside(sealed: Path, tmp_path: Path) -> None:
    mine = bureau()
    report = SEALER.verify(sealed, certificate=mine.certificate, private_key=mine.private_key)
    assert (report.findings, report.opened) == ((), True)
    assert codes(sealed, certificate=mine.certificate, private_key=mine.locked_key, passphrase=PASSPHRASE) == []
    written, password = SEALER.open(sealed, tmp_path, certificate=mine.certificate, private_key=mine.private_key)
    assert PackageFile().verify(written.path, password) == []
    with pytest.raises(EnvironmentFailedError, match="name_taken"):
        SEALER.open(sealed, tmp_path, certificate=mine.certificate, private_key=mine.private_key)


def test_each_of_several_recipients_opens_it_and_nobody_else(tmp_path: Path) -> None:
    path = write(tmp_path, "bureau", "head office")
    for name in ("bureau", "head office"):
        keys = bureau(name)
        assert codes(path, certificate=keys.certificate, private_key=keys.private_key) == []
    other = bureau("somebody else")
    assert codes(path, certificate=other.certificate, private_key=other.private_key) == ["recipient.wrong_key"]
    mine = bureau()
    assert codes(path, certificate=mine.certificate, private_key=other.private_key) == ["recipient.wrong_key"]
    assert codes(path, certificate=mine.certificate, private_key=mine.locked_key) == ["recipient.key_unreadable"]


def test_the_station_keeps_nothing_that_opens_it(sealed: Path) -> None:
    assert list(sealed.parent.iterdir()) == [sealed]
    assert codes(sealed, certificate=bureau().certificate, private_key=b"no key") == ["recipient.key_unreadable"]


@pytest.mark.skipif(OPENSSL is None, reason="needs the openssl command")
def test_common_tools_open_and_check_it(sealed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(sealed) as carrier:
        carrier.extractall(tmp_path)
    (tmp_path / "bureau.pem").write_bytes(bureau().private_key)

    def run(*words: str) -> str:
        done = subprocess.run([str(OPENSSL), *words], cwd=tmp_path, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("cms", "-decrypt", "-inform", "DER", "-in", "password.p7m", "-inkey", "bureau.pem", "-out", "password")
    password = (tmp_path / "password").read_text(encoding="ascii")
    assert PackageFile().verify(tmp_path / "package.zip", password) == []
    signed = ("-rawin", "-in", "statement.json", "-sigfile", "statement.sig")
    checked = run("pkeyutl", "-verify", "-pubin", "-inkey", "station.pem", *signed)
    assert "Verified Successfully" in checked


def test_another_station_s_signature_is_told(sealed: Path) -> None:
    other = SEALER.public_key(SEALER.new_key()).pem
    assert codes(sealed, station_key=other) == ["sealed.other_station"]


Change = Callable[[dict[str, bytes]], None]


def repacked(source: Path, target: Path, change: Change) -> Path:
    """Pack a carrier anew after a change, as somebody with a zip tool would."""
    with zipfile.ZipFile(source) as carrier:
        dates = {info.filename: info.date_time for info in carrier.infolist()}
        members = {name: carrier.read(name) for name in carrier.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as carrier:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, dates.get(name, (2026, 3, 2, 9, 0, 6)))
            info.create_system, info.external_attr = 0, 0x20
            carrier.writestr(info, data)
    return target


def forged(members: dict[str, bytes]) -> None:
    """Sign another batch's number with a key of one's own."""
    members["statement.json"] = members["statement.json"].replace(b"0007-20260302-001", b"0007-20260302-002")
    mine = SEALER.new_key()
    members["statement.sig"] = recipients.sign(mine, members["statement.json"])
    members["station.pem"] = SEALER.public_key(mine).pem


CHANGES: list[tuple[Change, str]] = [
    (lambda m: m.update({"package.zip": m["package.zip"][:-1] + b"x"}), "sealed.content_changed"),
    (lambda m: m.update({"password.p7m": m["password.p7m"] + b"x"}), "sealed.content_changed"),
    (lambda m: m.update({"statement.json": m["statement.json"] + b" "}), "sealed.signature_bad"),
    (lambda m: m.update({"statement.sig": bytes(64)}), "sealed.signature_bad"),
    (lambda m: m.update({"statement.sig": b""}), "sealed.signature_bad"),
    (lambda m: m.update({"station.pem": SEALER.public_key(SEALER.new_key()).pem}), "sealed.signature_bad"),
    (lambda m: m.update({"station.pem": bureau().certificate}), "recipient.unreadable"),
    (lambda m: m.update({"station.pem": b"x" * 300_000}), "sealed.damaged"),
    (lambda m: m.update({"more": b""}), "sealed.not_sealed"),
    (lambda m: m.update({"password.p7m": m.pop("password.p7m")}), "sealed.not_sealed"),
    (lambda m: m.pop("statement.sig") and None, "sealed.not_sealed"),
]


@pytest.mark.parametrize(("change", "code"), CHANGES)
def test_what_was_changed_inside_is_told(sealed: Path, tmp_path: Path, change: Change, code: str) -> None:
    assert codes(repacked(sealed, tmp_path / "f.zip", change)) == [code]


def test_a_forger_s_own_key_passes_only_where_the_station_s_isn_t_known(sealed: Path, tmp_path: Path) -> None:
    path = repacked(sealed, tmp_path / "f.zip", forged)
    assert not SEALER.verify(path).known
    assert codes(path, station_key=SEALER.public_key(KEY).pem) == ["sealed.other_station"]


@settings(max_examples=300)
@given(st.data())
def test_no_flipped_or_missing_byte_passes(sealed: Path, data: st.DataObject) -> None:
    raw = bytearray(sealed.read_bytes())
    place = data.draw(st.integers(0, len(raw) - 1))
    if data.draw(st.booleans()):
        raw[place] ^= data.draw(st.integers(1, 255))
    else:
        del raw[place:]
    path = sealed.with_name("changed.zip")
    path.write_bytes(raw)
    try:
        mine = bureau()
        assert codes(
            path, station_key=SEALER.public_key(KEY).pem, certificate=mine.certificate, private_key=mine.private_key
        )
    finally:
        path.unlink()


@settings(max_examples=50)
@given(st.binary(max_size=2000))
def test_no_bytes_as_certificate_key_or_envelope_end_in_anything_but_an_answer(data: bytes) -> None:
    for call in (
        lambda: SEALER.recipient(data, at=NOON),
        lambda: SEALER.recipient(b"-----BEGIN CERTIFICATE-----\n" + data, at=NOON),
        lambda: recipients.read_station_key(data),
        lambda: recipients.opened(data, certificate=bureau().certificate, private_key=bureau().private_key),
        lambda: recipients.opened(b"", certificate=bureau().certificate, private_key=data),
    ):
        with pytest.raises(InvalidInputError):
            call()


@pytest.mark.parametrize(
    ("certificate", "code"),
    [
        (lambda: bureau("small", bits=1024).certificate, "recipient.not_rsa"),
        (lambda: bureau("curve", curve=True).certificate, "recipient.not_rsa"),
        (lambda: bureau("old", valid=False).certificate, "recipient.not_valid_now"),
        (lambda: bureau("signer", signs_only=True).certificate, "recipient.not_for_encryption"),
        (lambda: bureau().private_key, "recipient.unreadable"),
        (lambda: b"x" * 100_000, "recipient.unreadable"),
    ],
)
def test_a_certificate_that_won_t_do_is_told(certificate: Callable[[], bytes], code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        SEALER.recipient(certificate(), at=NOON)
    assert caught.value.code == code


def test_a_certificate_isn_t_taken_before_its_time() -> None:
    with pytest.raises(InvalidInputError, match="not_valid_now"):
        SEALER.recipient(bureau().certificate, at=NOON - timedelta(days=500))


@pytest.mark.parametrize("cancel_at", [1, 5, 9])
def test_a_cancelled_writing_leaves_nothing(tmp_path: Path, cancel_at: int) -> None:
    to = [SEALER.recipient(bureau().certificate, at=NOON)]
    with pytest.raises(CancelledError):
        SEALER.write(content(2), tmp_path, "d.zip", to, KEY, picture_of, Counting(cancel_at=cancel_at))
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_writing_left_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / "day.sealed.zip.part").write_bytes(b"half")
    (tmp_path / "day.sealed.zip.inner.zip").write_bytes(b"whole, but nobody has its password")
    assert list(tmp_path.iterdir()) != [write(tmp_path)] == list(tmp_path.iterdir())


def test_memory_stays_small_whatever_the_package(tmp_path: Path) -> None:
    picture = bytes(200_000)
    to = [SEALER.recipient(bureau().certificate, at=NOON)]
    tracemalloc.start()
    try:
        written = SEALER.write(content(100), tmp_path, "d.zip", to, KEY, lambda token: picture, Counting())
        assert SEALER.verify(written.path).findings == ()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert written.size_bytes > 40_000_000
    assert peak < 12_000_000
