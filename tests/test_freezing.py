# SPDX-License-Identifier: Apache-2.0
"""What is done to a frozen build and asked of it: what its files need of a system, what goes, what the list says."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from sscard_desktop.services.selftest import inside

ROOT = Path(__file__).parent.parent
PACKAGING = ROOT / "packaging"
sys.path.insert(0, str(PACKAGING))
import elffiles  # noqa: E402
import finish  # noqa: E402
import glibc  # noqa: E402
import standins  # noqa: E402

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Linux's format of programs")
EPOCH_S = 1_767_225_600


def elf(needed: list[tuple[str, list[str]]], *, soname: str = "") -> bytes:
    """Return an ELF file that says it needs libraries, each with versions of its symbols, and nothing else."""
    names = b"\0"
    offsets: dict[str, int] = {}
    for text in [soname, *(name for library, versions in needed for name in (library, *versions))]:
        if text and text not in offsets:
            offsets[text] = len(names)
            names += text.encode() + b"\0"
    entries = [(1, offsets[library]) for library, _ in needed] + ([(14, offsets[soname])] if soname else [])
    dynamic = b"".join(struct.pack("<qQ", *entry) for entry in entries)
    wants = b""
    for library, versions in needed:
        size = 16 + 16 * len(versions)
        wants += struct.pack("<HHIII", 1, len(versions), offsets[library], 16, size)
        for index, version in enumerate(versions):
            last = index == len(versions) - 1
            wants += struct.pack("<IHHII", 0, 0, 2, offsets[version], 0 if last else 16)
    pieces = [(3, names, 0, 0), (6, dynamic, 0, 0), (0x6FFFFFFE, wants, 0, len(needed))]
    header, body, sections = 64, b"", b""
    for kind, piece, link, info in pieces:
        sections += struct.pack("<IIQQQQIIQQ", 0, kind, 0, 0, header + len(body), len(piece), link, info, 1, 0)
        body += piece
    start = b"\x7fELF\x02\x01\x01".ljust(40, b"\0")
    return start + struct.pack("<Q", header + len(body)) + b"\0" * 10 + struct.pack("<HHH", 64, 3, 0) + body + sections


def written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_file_says_what_it_needs(tmp_path: Path) -> None:
    path = written(tmp_path / "a", elf([("libc.so.6", ["GLIBC_2.2.5", "GLIBC_2.28"]), ("libz.so.1", [])], soname="me"))
    told = elffiles.read(path)
    assert (told.soname, told.libraries) == ("me", ("libc.so.6", "libz.so.1"))
    assert told.versions == {"GLIBC_2.2.5", "GLIBC_2.28"}


@linux_only
def test_this_python_is_read_as_binutils_reads_it() -> None:
    program = Path(sys.executable).resolve()
    told = elffiles.read(program)
    assert "libc.so.6" in told.libraries
    if shutil.which("objdump"):
        asked = subprocess.run(["objdump", "-p", program], capture_output=True, text=True, check=True).stdout
        assert set(told.libraries) == set(re.findall(r"NEEDED\s+(\S+)", asked))
        assert {name for name in told.versions if "GLIBC" in name} == set(re.findall(r"GLIBC_\S+", asked))


@pytest.mark.parametrize("length", [0, 4, 20, 64, 80, 150, 230])
def test_what_cannot_be_read_is_not_vouched_for(length: int, tmp_path: Path) -> None:
    whole = elf([("libc.so.6", ["GLIBC_2.28"])])
    with pytest.raises(ValueError, match=r"^a: "):
        elffiles.read(written(tmp_path / "a", whole[:length]))


@pytest.mark.parametrize(
    ("versions", "newest"),
    [
        ([], (0,)),
        (["GLIBC_2.4", "GLIBC_2.28", "GLIBC_2.3.4", "OTHER_9"], (2, 28)),
        (["GLIBC_2.4", "GLIBC_PRIVATE"], (sys.maxsize,)),
    ],
)
def test_the_newest_c_library_counts(versions: list[str], newest: tuple[int, ...], tmp_path: Path) -> None:
    path = written(tmp_path / "a", elf([("libc.so.6", versions)]))
    assert glibc.newest(elffiles.read(path)) == newest


def checked(folder: Path, limit: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PACKAGING / "glibc.py"), str(folder), "--limit", limit]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_folder_that_needs_more_than_it_may_fails(tmp_path: Path) -> None:
    written(tmp_path / "deep" / "plain name", elf([("libc.so.6", ["GLIBC_2.29"])]))
    assert checked(tmp_path, "2.29").returncode == 0
    done = checked(tmp_path, "2.28")
    assert done.returncode == 1
    assert "plain name needs glibc 2.29" in done.stdout
    # Nothing to look at is no good news either.
    assert checked(written(tmp_path / "empty" / "text", b"no program").parent, "2.28").returncode == 1


def test_a_library_that_nobody_brings_is_named(tmp_path: Path) -> None:
    ours = elffiles.read(
        written(tmp_path / "ours.so", elf([("libc.so.6", []), ("libGL.so.1", []), ("libtheirs.so", [])]))
    )
    theirs = elffiles.read(written(tmp_path / "libtheirs.so", elf([], soname="libtheirs.so")))
    assert glibc.missing([ours]) == ["ours.so wants libtheirs.so"]
    assert glibc.missing([ours, theirs]) == []


def test_what_nobody_is_linked_to_goes_and_what_is_loaded_by_name_stays(tmp_path: Path) -> None:
    internal = tmp_path / "_internal"
    for name, needed in {
        "libpython3.11.so.1.0": [],
        "libused.so": [],
        "libdead.so": ["libonlyofthedead.so"],
        "libonlyofthedead.so": [],
        "PySide6/Qt/lib/libQt6Dead.so.6": [],
        "PySide6/Qt/plugins/platforms/libqxcb.so": ["libused.so"],
        "wheel.libs/libdead-1234.so": [],
    }.items():
        written(internal / name, elf([(each, []) for each in needed]))
    (internal / "libQt6Dead.so.6").symlink_to("PySide6/Qt/lib/libQt6Dead.so.6")
    gone = finish.prune(internal)
    assert sorted(gone) == ["libQt6Dead.so.6", "libdead-1234.so", "libdead.so", "libonlyofthedead.so"]
    left = {path.name for path in internal.rglob("*") if not path.is_dir()}
    assert left == {"libpython3.11.so.1.0", "libused.so", "libqxcb.so"}


def test_the_list_is_what_the_self_test_reads(tmp_path: Path) -> None:
    names = ("sscard-desktop", "_internal/ä/b.ttf", "_internal/a")
    for name in names:
        written(tmp_path / name, name.encode())
    assert finish.list_files(tmp_path) == 3
    assert finish.list_files(tmp_path) == 3  # the list isn't in the list
    assert finish.LIST == inside.LIST
    assert inside.files(tmp_path).params == {"count": 3}
    lines = (tmp_path / finish.LIST).read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"{hashlib.sha256(b'_internal/a').hexdigest()}  _internal/a"


def test_files_have_the_commit_s_time_and_modes_that_follow_from_them(tmp_path: Path) -> None:
    program = written(tmp_path / "program", elf([]))
    text = written(tmp_path / "folder" / "text", b"")
    text.chmod(0o600)
    (tmp_path / "link").symlink_to("folder/text")
    finish.settle(tmp_path, EPOCH_S)
    assert {path.lstat().st_mtime for path in (program, text, text.parent)} == {EPOCH_S}
    if sys.platform == "linux":
        assert [oct(path.stat().st_mode & 0o777) for path in (program, text)] == ["0o755", "0o644"]


def test_a_stand_in_has_the_functions_under_their_versions() -> None:
    code, script = standins.source({"b": "LIB_1", "a": "LIB_1", "c": ""})
    assert code.splitlines() == [f"long {name}(void) {{ return 0; }}" for name in "abc"]
    assert script == "LIB_1 { global: a; b; };\n"


@linux_only
@pytest.mark.skipif(not all(map(shutil.which, ("gcc", "nm"))), reason="a compiler makes them")
def test_a_stand_in_is_called_as_the_library_was_and_needs_nothing(tmp_path: Path) -> None:
    library = written(tmp_path / "libreal-1.so", elf([("libc.so.6", ["GLIBC_2.99"])], soname="libreal-1.so"))
    standins.put_in_place(library, {"decode": "REAL_1"})
    told = elffiles.read(library)
    assert (told.soname, told.libraries, told.versions) == ("libreal-1.so", (), frozenset())
    names = subprocess.run(["nm", "-D", library], capture_output=True, text=True, check=True).stdout
    assert "T decode" in names


def spec_pattern(name: str) -> re.Pattern[str]:
    """Return a regular expression of the spec, which only PyInstaller can run."""
    tree = ast.parse((PACKAGING / "sscard_desktop.spec").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            assert isinstance(node.value, ast.Call)
            return re.compile(ast.literal_eval(node.value.args[0]))
    raise AssertionError(f"the spec has no {name}")


def test_a_wheel_s_own_copy_of_a_library_is_not_left_to_the_system() -> None:
    system = spec_pattern("SYSTEM_FILES")
    for name in ("libpng16.so.16", "libpulse.so.0", "libpulsecommon-14.2.so", "libsystemd.so.0"):
        assert system.match(name), name
    for name in ("libpng16-529cb57a.so.16.58.0", "libpython3.11.so.1.0", "libopusfile-1.so"):
        assert not system.match(name), name


def test_what_a_counter_needs_of_qt_is_not_trimmed_away() -> None:
    unused = spec_pattern("UNUSED_FILES")
    plugins = "PySide6/Qt/plugins"
    for name in (
        f"{plugins}/platforms/libqxcb.so",
        f"{plugins}/platforms/libqoffscreen.so",
        f"{plugins}/platforms/libqwayland-generic.so",
        f"{plugins}/multimedia/libffmpegmediaplugin.so",
        f"{plugins}/printsupport/libcupsprintersupport.so",
        f"{plugins}/imageformats/libqjpeg.so",
        f"{plugins}/platforminputcontexts/libibusplatforminputcontextplugin.so",
        f"{plugins}/texttospeech/libqtexttospeech_speechd.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6Qml.so.6",
    ):
        assert not unused.search(name), name
    for name in (
        f"{plugins}/platformthemes/libqgtk3.so",
        "PySide6/Qt/qml/QtQuick/a",
        "pillow.libs/libavif-c6062d5f.so",
    ):
        assert unused.search(name), name


@linux_only
def test_an_archive_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    """The very command of build.sh, on two folders that were made at other times in another order."""
    script = (PACKAGING / "build.sh").read_text(encoding="utf-8")
    command = re.search(r"^tar --create.*?>\"\$archive\"$", script, re.MULTILINE | re.DOTALL)
    assert command is not None
    packed = []
    for run, order in (("one", ("a", "b")), ("two", ("b", "a"))):
        folder = tmp_path / run
        for name in order:
            written(folder / "dist" / "sscard-desktop" / name, name.encode())
        os.utime(folder / "dist" / "sscard-desktop" / "a", (len(run), 7))
        environment = {"PATH": os.environ["PATH"], "archive": "out", "SOURCE_DATE_EPOCH": str(EPOCH_S)}
        small = command[0].replace("preset=6,dict=64MiB", "preset=0")
        subprocess.run(["bash", "-c", small], cwd=folder, env=environment, check=True, timeout=60)
        packed.append((folder / "out").read_bytes())
    assert packed[0] == packed[1]
