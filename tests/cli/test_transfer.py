# SPDX-License-Identifier: Apache-2.0
"""Two stations and a stick between them, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sscard_desktop.exchange import carrierlock
from tests.cli.conftest import PASSWORD, Script


@pytest.fixture
def branch(tmp_path: Path, script: Script, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Return another station with one draft in it."""
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)
    folder = tmp_path / "branch"
    folder.mkdir()
    made = Script(folder, script.capture)
    made.secret("password", PASSWORD)
    answer = made.run(
        *("station", "init", "--recovery-out", str(folder / "recovery"), "--name", "3 号台", "--number", "3")
    )
    assert answer.code == 0, answer.err
    person = folder / "person.json"
    person.write_text(json.dumps({"values": {"name": "王小明", "number": "11010519491231002X"}}), encoding="utf-8")
    assert made.run("record", "add", str(person)).code == 1  # stored, with what it lacks
    return made


def handed_over(branch: Script, script: Script) -> tuple[str, str, str]:
    """Return the package, its password file and the station's public key."""
    secret = branch.secret("stick-password", "four green kettles")
    out = branch.folder / "out"
    out.mkdir()
    made = branch.json("package", "make", "--out", str(out), "--package-password-file", secret)
    assert made.code == 0, made.err
    assert branch.run("package", "key", "--out", str(branch.folder / "key.pem")).code == 0
    return made.data["files"][0]["path"], secret, str(branch.folder / "key.pem")


def test_a_package_goes_from_station_to_station_and_back_out_again(script: Script, branch: Script) -> None:
    package, secret, key = handed_over(branch, script)
    opened = ("--package-password-file", secret)
    unknown = script.json("package", "merge", package, *opened)
    assert (unknown.code, unknown.data["error"]["code"]) == (1, "transfer.unknown_station")
    assert script.run("package", "stations", "add", key, "--number", "3", "--name", "3 号台").code == 0

    dry = script.json("package", "merge", package, "--dry-run", *opened)
    assert (dry.code, dry.data["counts"]["new"], dry.data["records"]) == (0, 1, [])
    assert script.json("record", "list").data["records"] == []

    merged = script.json("package", "merge", package, *opened)
    assert (merged.code, merged.data["added"], merged.data["merge"]) == (0, 1, 1)
    (record,) = script.json("record", "list").data["records"]
    assert record["name"] == "王小明"

    again = script.json("package", "merge", package, *opened)
    assert (again.code, again.data["added"], again.data["merge"]) == (0, 0, 0)
    assert [each["number"] for each in script.json("package", "merges").data["merges"]] == [1]

    undone = script.json("package", "undo", "1")
    assert (undone.code, undone.data["added"]) == (0, 1)
    assert script.json("record", "list").data["records"] == []
    assert script.json("package", "undo", "1").data["error"]["code"] == "merge.undone_already"
    assert script.json("audit", "verify").code == 0


def test_a_revoked_station_s_package_is_refused(script: Script, branch: Script) -> None:
    package, secret, key = handed_over(branch, script)
    assert script.run("package", "stations", "add", key, "--number", "3", "--name", "3 号台").code == 0
    assert script.json("package", "verify", package).data["station_key_known"] is True
    assert script.run("package", "stations", "revoke", "3", "--reason", "电脑丢失").code == 0
    (station,) = script.json("package", "stations", "list").data["stations"]
    assert station["reason"] == "电脑丢失"
    for refused in (
        script.json("package", "merge", package, "--package-password-file", secret),
        script.json("package", "verify", package),
    ):
        assert (refused.code, refused.data["error"]["code"]) == (1, "transfer.revoked_station")
    assert script.json("package", "stations", "revoke", "3", "--reason", "x").code == 1


def test_a_package_for_a_certificate_needs_no_password(script: Script, branch: Script) -> None:
    certificate = str(script.folder / "chief.pem")
    assert script.run("package", "certificate", "--out", certificate).code == 0
    assert branch.run("package", "receivers", certificate).code == 0
    assert len(branch.json("package", "receivers").data["receivers"]) == 1
    made = branch.json("package", "make", "--out", str(branch.folder))
    assert made.code == 0, made.err
    assert branch.run("package", "key", "--out", str(branch.folder / "key.pem")).code == 0
    added = script.run("package", "stations", "add", str(branch.folder / "key.pem"), "--number", "3", "--name", "x")
    assert added.code == 0
    assert script.json("package", "merge", made.data["files"][0]["path"]).data["added"] == 1


def test_anybody_can_verify_and_compare_the_key(script: Script, branch: Script) -> None:
    package, _, key = handed_over(branch, script)
    known = branch.json("package", "verify", package, "--station-key", key)
    assert (known.code, known.data["station_key_known"], known.data["station"]) == (0, True, 3)
    path = Path(package)
    path.write_bytes(path.read_bytes()[:-70] + b"x" + path.read_bytes()[-69:])
    bad = branch.json("package", "verify", package, "--station-key", key)
    assert (bad.code, bad.data["error"]["code"]) == (1, "transfer.signature_bad")


def test_nothing_leaves_unlocked(branch: Script) -> None:
    refused = branch.json("package", "make", "--out", str(branch.folder))
    assert refused.data["error"]["code"] == "transfer.no_lock"
    assert not list(branch.folder.glob("*.sscard*"))
