# SPDX-License-Identifier: Apache-2.0
"""Sealed packages from the command line, without and with the recipient's key."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.sealedpackage import SealedPackages
from tests.cli.conftest import Script
from tests.helpers.certificates import NOON, PASSPHRASE, bureau
from tests.helpers.packages import Counting, content, picture_of

SEALER = SealedPackages(PackageFile())


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    to = [SEALER.recipient(bureau().certificate, at=NOON)]
    key = SEALER.new_key()
    (tmp_path / "station.pem").write_bytes(SEALER.public_key(key).pem)
    (tmp_path / "cert.pem").write_bytes(bureau().certificate)
    (tmp_path / "key.pem").write_bytes(bureau().locked_key)
    (tmp_path / "key-password").write_text(PASSPHRASE, encoding="utf-8")
    return SEALER.write(content(2), tmp_path, "day.sealed.zip", to, key, picture_of, Counting()).path


def keys(folder: Path) -> list[str]:
    named = {"--recipient": "cert.pem", "--recipient-key": "key.pem", "--recipient-key-password-file": "key-password"}
    return [word for option, name in named.items() for word in (option, str(folder / name))]


def test_a_sealed_package_is_verified_in_three_depths(script: Script, sealed: Path) -> None:
    bare = script.json("package", "verify", str(sealed))
    assert (bare.code, bare.data["station_key_known"], bare.data["opened"]) == (0, False, False)
    known = script.json("package", "verify", str(sealed), "--station-key", str(sealed.parent / "station.pem"))
    assert (known.code, known.data["station_key_known"]) == (0, True)
    whole = script.json("package", "verify", str(sealed), *keys(sealed.parent))
    assert (whole.code, whole.data["opened"]) == (0, True)
    sealed.write_bytes(sealed.read_bytes()[:-9] + b"x" + sealed.read_bytes()[-8:])
    assert script.json("package", "verify", str(sealed)).code == 1


def test_the_recipient_takes_the_package_out(script: Script, sealed: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    secret = tmp_path / "package-password"
    places = ["--out", str(tmp_path / "out"), "--package-password-out", str(secret)]
    answer = script.json("package", "open", str(sealed), *keys(sealed.parent), *places)
    assert answer.code == 0, answer.err
    inner = answer.data["path"]
    assert script.json("package", "verify", inner, "--package-password-file", str(secret)).code == 0


def test_an_ordinary_package_asks_for_its_password(script: Script, tmp_path: Path) -> None:
    package = PackageFile().write(content(2), tmp_path, "day.zip", "Kai-Xiang-2026", picture_of, Counting())
    answer = script.json("package", "verify", str(package.path))
    assert (answer.code, answer.data["error"]["code"]) == (4, "cli.package_password_missing")


def test_the_station_s_key_is_written_for_recipients(script: Script, tmp_path: Path) -> None:
    answer = script.json("package", "key", "--out", str(tmp_path / "station.pem"))
    assert answer.data["pem"] == (tmp_path / "station.pem").read_text(encoding="ascii")
    assert script.json("package", "key").data == answer.data


def test_a_batch_goes_to_a_password_or_to_recipients_and_never_to_both(script: Script, sealed: Path) -> None:
    cert = str(sealed.parent / "cert.pem")
    assert (
        script.run("batch", "export", "x", "--out", ".", "--recipient", cert, "--package-password-file", cert).code == 2
    )
    unknown = script.json("batch", "export", "x", "--out", str(sealed.parent), "--recipient", cert)
    assert unknown.data["error"]["code"] in ("batch.unknown", "recipient.not_valid_now")
