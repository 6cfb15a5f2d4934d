# SPDX-License-Identifier: Apache-2.0
"""Update files: written, read, and every way in which one may lie."""

from __future__ import annotations

import hashlib
import lzma
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, SscardError
from sscard_desktop.exchange import updatefile
from sscard_desktop.exchange.updatefile import UpdateFileReader
from sscard_desktop.exchange.updatewriting import tree_of
from tests.helpers.updates import HERE, KEY, OTHER, Silent, fingerprint_of, program_update, raw_update, reader


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return program_update(tmp_path_factory.mktemp("stick") / "good.sscard-update", "1.2.0", notes={"en": "Faster."})


def take(file: Path, folder: Path, by: UpdateFileReader | None = None) -> None:
    """Do with a file what an update does."""
    by = by or reader()
    update = by.signed(file, retired=(), progress=Silent())
    folder.mkdir(exist_ok=True)
    by.unpack(file, update, folder, Silent())


def code_of(file: Path, folder: Path, by: UpdateFileReader | None = None) -> str:
    with pytest.raises(SscardError) as caught:
        take(file, folder, by)
    return caught.value.code


def test_what_was_written_is_unpacked(good: Path, tmp_path: Path) -> None:
    update = reader().signed(good, retired=(), progress=Silent())
    assert (update.version, update.platform, update.key, update.notes["en"]) == (
        "1.2.0",
        HERE,
        fingerprint_of(KEY),
        "Faster.",
    )
    take(good, tmp_path / "out")
    found = tree_of(tmp_path / "out")
    assert len(found) == update.files + 1
    assert (tmp_path / "out" / "_internal" / "lib.so").read_bytes()[:4] == bytes(4)
    assert found["_internal/lib.so"].is_symlink()
    assert found["sscard-desktop"].stat().st_mode & 0o777 == 0o755
    assert found["behaviour"].stat().st_mode & 0o777 == 0o644


def test_the_same_content_makes_the_same_bytes(tmp_path: Path) -> None:
    files = [
        program_update(tmp_path / name / "x.sscard-update", "1.2.0")
        for name in ("a", "b")
        if (tmp_path / name).mkdir() is None
    ]
    assert files[0].read_bytes() == files[1].read_bytes()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_with_any_byte_changed_is_never_taken(good: Path, tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(good.read_bytes())
    # The head is small beside the content: half of the tries go there.
    place = data.draw(st.one_of(st.integers(0, 1500), st.integers(0, len(content) - 1)))
    content[place] ^= data.draw(st.integers(1, 255))
    file = tmp_path / "changed.sscard-update"
    file.write_bytes(content)
    with pytest.raises(InvalidInputError):
        reader().signed(file, retired=(), progress=Silent())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_that_was_cut_short_or_has_something_behind_it_is_never_taken(
    good: Path, tmp_path: Path, data: st.DataObject
) -> None:
    content = good.read_bytes()
    cut = data.draw(st.integers(0, len(content) - 1))
    file = tmp_path / "cut.sscard-update"
    file.write_bytes(content[:cut])
    with pytest.raises(InvalidInputError) as caught:
        reader().seen(file, retired=())
    assert caught.value.code == ("update.not_one" if cut < len(updatefile.MAGIC) else "update.cut_short")
    file.write_bytes(content + content[cut : cut + 50])
    with pytest.raises(InvalidInputError):
        reader().signed(file, retired=(), progress=Silent())


def test_a_file_by_an_unknown_key_isnt_taken(good: Path, tmp_path: Path) -> None:
    assert code_of(good, tmp_path / "out", reader(OTHER)) == "update.unknown_key"
    assert code_of(good, tmp_path / "out", UpdateFileReader({}, lambda: ())) == "update.unknown_key"


def test_keys_are_changed_by_an_update_that_both_signed(tmp_path: Path) -> None:
    both = program_update(tmp_path / "both.sscard-update", "1.2.0", keys=(OTHER, KEY))
    for known in (KEY, OTHER):
        assert reader(known).signed(both, retired=(), progress=Silent()).key == fingerprint_of(known)
    update = reader(KEY, OTHER).signed(both, retired=[fingerprint_of(OTHER)], progress=Silent())
    assert update.key == fingerprint_of(KEY)


def test_a_retired_keys_signature_is_worth_nothing(good: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        reader().signed(good, retired=[fingerprint_of(KEY)], progress=Silent())
    assert caught.value.code == "update.retired_key"


def test_a_signature_of_the_key_over_something_else_is_none(good: Path, tmp_path: Path) -> None:
    content = bytearray(good.read_bytes())
    length = updatefile.LENGTH.unpack_from(content, 8)[0]
    at = 12 + length + 1 + updatefile.FINGERPRINT_BYTES
    content[at : at + 64] = KEY.sign(bytes(content[12 : 12 + length]))
    file = tmp_path / "other.sscard-update"
    file.write_bytes(content)
    assert code_of(file, tmp_path / "out") == "update.signature_bad"


def head(files: list[list[Any]], content: bytes, **changed: Any) -> dict[str, Any]:
    packed = lzma.compress(content, preset=0)
    told = {
        "format": 1, "kind": "program", "version": "9.9.9", "platform": HERE, "needs": "0.0", "below": "",
        "made_on": "2026-11-22", "notes": {}, "retires": [], "files": files, "links": [],
        "packed": [len(packed), hashlib.sha256(packed).hexdigest()],
    }  # fmt: skip
    return told | changed


def entry(name: str, content: bytes = b"x", size: int | None = None) -> list[Any]:
    return [name, len(content) if size is None else size, hashlib.sha256(content).hexdigest(), False]


@pytest.mark.parametrize(
    "name",
    [
        "../out", "a/../../out", "/etc/passwd", "C:/x", "C:x", "a\\..\\b", "a//b", "./a", "a/.", "", "a/",
        "con", "CONIN$", "lpt¹.txt", "a/NUL.txt", "com1.dll", "a.", "a ", " a", "a\x00b", "a\nb", "a:stream",
        "x" * 241, "a?b",
    ],
)  # fmt: skip
def test_a_name_that_leads_out_is_refused_though_it_is_signed(tmp_path: Path, name: str) -> None:
    file = raw_update(tmp_path / "x.sscard-update", head([entry(name)], b"x"), lzma.compress(b"x", preset=0))
    assert code_of(file, tmp_path / "in") == "update.damaged"
    assert [path.name for path in tmp_path.iterdir()] == ["x.sscard-update"]


@pytest.mark.parametrize(
    "changed",
    [
        {"files": [entry("a"), entry("A")]},
        {"files": [entry("a"), entry("a/b")]},
        {"files": [entry("a", size=-1)]},
        {"files": [entry("a", size=5 << 30)]},
        {"files": [["a", 1, "no digest", False]]},
        {"files": [["a", True, "0" * 64, False]]},
        {"files": []},
        {"links": [["b", "../../etc/passwd"]]},
        {"links": [["b", "/etc/passwd"]]},
        {"links": [["a", "a"]]},
        {"kind": "data", "platform": "", "files": [entry("program")]},
        {"kind": "data", "platform": "", "files": [entry("forms/a")], "links": [["forms/b", "forms/a"]]},
        {"kind": "firmware"},
        {"platform": ""},
        {"platform": "../x"},
        {"version": "../../1.2"},
        {"version": "1.2rc1"},
        {"needs": ""},
        {"retires": ["x"]},
        {"made_on": "soon"},
        {"notes": []},
        {"packed": [0, "0" * 64]},
        {"format": 0},
    ],
    ids=lambda changed: str(changed)[:40],
)
def test_a_head_that_says_what_none_may_say_is_refused_though_it_is_signed(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    told = head([entry("a")], b"x") | changed
    file = raw_update(tmp_path / "x.sscard-update", told, lzma.compress(b"x", preset=0))
    assert code_of(file, tmp_path / "in") == "update.damaged"


def test_a_newer_format_is_told_as_that(tmp_path: Path) -> None:
    file = raw_update(tmp_path / "x.sscard-update", {"format": 2}, b"x")
    assert code_of(file, tmp_path / "in") == "update.newer_format"


@pytest.mark.parametrize("out", [b"", b"y", b"xx"])
def test_content_other_than_the_head_says_is_refused(tmp_path: Path, out: bytes) -> None:
    told = head([entry("a")], out)
    file = raw_update(tmp_path / "x.sscard-update", told, lzma.compress(out, preset=0))
    assert code_of(file, tmp_path / "in") == "update.altered"


def test_a_small_file_that_unpacks_without_end_is_stopped_at_its_size(tmp_path: Path) -> None:
    bomb = lzma.compress(bytes(60 << 20), preset=0)
    told = head([entry("a", b"x")], b"") | {"packed": [len(bomb), hashlib.sha256(bomb).hexdigest()]}
    file = raw_update(tmp_path / "x.sscard-update", told, bomb)
    assert code_of(file, tmp_path / "in") == "update.altered"
    assert sum(path.stat().st_size for path in (tmp_path / "in").rglob("*")) <= 1


def test_another_file_in_its_place_after_the_check_is_noticed(good: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.sscard-update"
    file.write_bytes(good.read_bytes())
    update = reader().signed(file, retired=(), progress=Silent())
    program_update(file, "1.3.0")
    (tmp_path / "in").mkdir()
    with pytest.raises(InvalidInputError) as caught:
        reader().unpack(file, update, tmp_path / "in", Silent())
    assert caught.value.code == "update.altered"


def test_a_pipe_or_a_folder_is_no_update(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailedError) as caught:
        reader().seen(tmp_path, retired=())
    assert caught.value.code == "file.not_plain"
    with pytest.raises(EnvironmentFailedError) as caught:
        reader().seen(tmp_path / "none.sscard-update", retired=())
    assert caught.value.code == "file.not_found"


def test_updates_are_found_in_the_roots_of_sticks(good: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    (tmp_path / "other.txt").write_bytes(b"")
    (tmp_path / "x.sscard-update").mkdir()
    assert reader(sticks=(gone, tmp_path, good.parent)).found() == [good]
