# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import pytest

from sscard_desktop.devices.idcard.wlt import decoder
from sscard_desktop.devices.idcard.wlt.decoder import VendorPhotos
from sscard_desktop.domain.errors import SscardError
from tests.helpers.vendorphotos import PICTURE_BYTES, compiler, vendor_library

PHOTO = b"WL" + random.Random(7).randbytes(1022)
compiled = pytest.mark.skipif(not compiler(), reason="the stand-in library is C, and here is no compiler")
linux = pytest.mark.skipif(sys.platform != "linux", reason="the files of the stand-in are Linux ones")


def told(library: Path, *, limit_s: float = 20.0, photo: bytes = PHOTO, script: str = "") -> SscardError:
    command = (sys.executable, "-I", "-c", script) if script else None
    with pytest.raises(SscardError) as error:
        VendorPhotos(limit_s=limit_s, command=command).decode(str(library), photo)
    return error.value


@pytest.fixture
def any_library(tmp_path: Path) -> Path:
    """A file that looks like a library of this machine, for children that are written in Python."""
    path = tmp_path / "libany.so"
    path.write_bytes(Path(sys.executable).resolve().read_bytes()[:16] + b"\x03\0" + _machine_bytes() + bytes(64))
    return path


def _machine_bytes() -> bytes:
    return Path(sys.executable).resolve().read_bytes()[18:20]


@compiled
@pytest.mark.parametrize("style", [(), ("IN_MEMORY",), ("CHATTERS",), ("CHATTERS", "IN_MEMORY"), ("LEAVES_ONE",)])
def test_a_photo_is_decoded_whatever_else_the_library_does(tmp_path: Path, style: tuple[str, ...]) -> None:
    picture = VendorPhotos().decode(str(vendor_library(tmp_path, *style)), PHOTO)
    assert len(picture) == PICTURE_BYTES
    assert picture[54] == PHOTO[500]


@compiled
def test_checking_a_library_tells_its_function_and_decodes_nothing(tmp_path: Path) -> None:
    assert VendorPhotos().check(str(vendor_library(tmp_path, "CRASH"))) == "GetBmp"
    assert VendorPhotos().check(str(vendor_library(tmp_path, "IN_MEMORY", name="b.so"))) == "_Unpack"


@compiled
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (0, "chipphoto.call"),
        (-1, "chipphoto.decoding"),
        (-2, "chipphoto.file_name"),
        (-3, "chipphoto.file"),
        (-4, "chipphoto.format"),
        (-5, "chipphoto.licence"),
        (-6, "chipphoto.device"),
        (-77, "chipphoto.returned"),
    ],
)
def test_every_code_of_a_library_is_told(tmp_path: Path, code: int, expected: str) -> None:
    error = told(vendor_library(tmp_path, f"CODE={code}"))
    assert error.code == expected
    assert error.params["code"] == code


@compiled
@pytest.mark.parametrize(
    ("defined", "expected"),
    [
        ("CRASH", "chipphoto.crashed"),
        ("HUNGRY", "chipphoto.crashed"),
        ("SIZE=38861", "chipphoto.wrong_picture"),
        ("SIZE=1000", "chipphoto.wrong_picture"),
        ("HEIGHT=100", "chipphoto.wrong_picture"),
        ("SIZE=5000000", "chipphoto.wrong_picture"),
        ("NOTHING", "chipphoto.no_entry"),
    ],
)
def test_a_library_that_misbehaves_is_survived_and_told(tmp_path: Path, defined: str, expected: str) -> None:
    assert told(vendor_library(tmp_path, defined)).code == expected


@compiled
def test_a_library_that_hangs_is_ended_in_time(tmp_path: Path) -> None:
    assert told(vendor_library(tmp_path, "HANG"), limit_s=0.7).code == "chipphoto.too_slow"


@compiled
def test_nothing_of_the_photo_stays_in_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "private"
    folder.mkdir()
    seen: list[int] = []
    make = tempfile.mkdtemp

    def watched(**options: object) -> str:
        made = make(prefix="sscard-", dir=folder)
        seen.append(Path(made).stat().st_mode & 0o777)
        return made

    monkeypatch.setattr(tempfile, "mkdtemp", watched)
    VendorPhotos().decode(str(vendor_library(tmp_path)), PHOTO)
    assert told(vendor_library(tmp_path, "CRASH", name="b.so")).code == "chipphoto.crashed"
    assert seen == [0o700, 0o700]
    assert list(folder.iterdir()) == []


@linux
@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("", "chipphoto.crashed"),
        ("print('nonsense')", "chipphoto.crashed"),
        ('print(\'{"status": "returned", "more": 1}\')', "chipphoto.crashed"),
        ("import os; os.kill(os.getpid(), 11)", "chipphoto.crashed"),
        ("while True: print('x' * 100000)", "chipphoto.crashed"),
        ('print(\'{"status": "load"}\')', "chipphoto.load"),
        ('print(\'{"status": "entry"}\')', "chipphoto.no_entry"),
        ('print(\'{"status": "returned", "entry": "GetBmp", "code": 1}\')', "chipphoto.wrong_picture"),
        ('print(\'{"status": "returned", "entry": "_Unpack", "code": -5}\')', "chipphoto.licence"),
    ],
)
def test_whatever_the_child_answers_is_told(any_library: Path, script: str, expected: str) -> None:
    assert told(any_library, script=script or "pass").code == expected


@linux
def test_a_child_that_cannot_be_started_is_told(any_library: Path) -> None:
    with pytest.raises(SscardError) as error:
        VendorPhotos(command=("/no/such/program",)).decode(str(any_library), PHOTO)
    assert error.value.code == "chipphoto.no_process"


@linux
def test_a_broken_library_is_told(any_library: Path) -> None:
    assert told(any_library).code == "chipphoto.load"


@pytest.mark.parametrize("photo", [b"", b"x", PHOTO + b"x"])
def test_what_is_no_chip_photo_is_not_handed_over(tmp_path: Path, photo: bytes) -> None:
    assert told(tmp_path / "none.so", photo=photo).code == "chipphoto.no_photo"


def test_the_hidden_option_of_the_program_starts_the_child() -> None:
    assert decoder.child.FLAG == "--decode-chip-photo"
    assert decoder._ourselves()[-1] in {decoder.child.FLAG, decoder.child.__file__}


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert decoder._ourselves() == (sys.executable, "--decode-chip-photo")


@compiled
def test_the_program_itself_can_be_the_child(tmp_path: Path) -> None:
    script = "import sys; from sscard_desktop.__main__ import main; sys.exit(main(['--decode-chip-photo']))"
    command = (sys.executable, "-c", f"import sys; sys.path.insert(0, {str(Path.cwd())!r}); {script}")
    assert len(VendorPhotos(command=command).decode(str(vendor_library(tmp_path)), PHOTO)) == PICTURE_BYTES
