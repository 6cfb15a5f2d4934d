# SPDX-License-Identifier: Apache-2.0
"""The program as it is delivered: a wheel that carries its data, locks that name no place, scripts that parse."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import PySide6
import pytest

import sscard_desktop
from sscard_desktop import paths
from tests.helpers.outfolder import out_folder

ROOT = Path(__file__).parent.parent
TOP = {
    *("sscard_desktop", "resources", "forms", "tests", "packaging", "docs", ".ci"),
    *("pyproject.toml", "README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"),
    *("LICENSE", "NOTICE", ".gitattributes", ".gitignore"),
}
PACKAGING = ROOT / "packaging"


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run ``command`` away from the checkout and return what it printed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", "HOME": str(cwd), **environment},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip does, from a copy without the checkout's history, environments and left-overs."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in (
        "sscard_desktop",
        "forms",
        "resources",
        "docs",
        "packaging",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "NOTICE",
    ):
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, source / name, ignore=shutil.ignore_patterns("__pycache__", "dist", "build"))
        else:
            shutil.copy(origin, source / name)
    builder = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    built = run(sys.executable, "-c", builder, folder, cwd=source)
    return folder / built.splitlines()[-1]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into a folder; its requirements are those of the running environment."""
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    run(*pip, "--target", target, wheel, cwd=target)
    return target


def installed_python(installed: Path, code: str) -> str:
    """Run ``code`` with the installed package only: not the checkout, nor an editable install of it."""
    isolate = (
        f"import sys; sys.path = [p for p in sys.path if p != {str(ROOT)!r}]; sys.path.insert(0, {str(installed)!r})\n"
    )
    return run(sys.executable, "-c", isolate + code, cwd=installed)


def test_the_wheel_carries_forms_resources_and_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    inside = "sscard_desktop/_data"
    for folder in ("forms", "resources", "docs/screenshots"):
        expected = {
            f"{inside}/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert expected <= names, sorted(expected - names)[:5]
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "packaging/"))]


def test_an_installed_wheel_finds_its_own_data_not_the_checkout_s(installed: Path) -> None:
    shown = installed_python(
        installed,
        "from sscard_desktop import paths, messages\n"
        "print(paths.forms(), paths.resources(), len(messages.catalogue()), sep='\\n')",
    ).splitlines()
    assert shown[0] == str(installed / "sscard_desktop" / "_data" / "forms")
    assert shown[1] == str(installed / "sscard_desktop" / "_data" / "resources")
    assert int(shown[2]) > 0


def test_the_installed_command_tells_its_version(installed: Path) -> None:
    command = installed / "bin" / "sscard-desktop"
    if sys.platform == "win32":
        command = installed / "bin" / "sscard-desktop.exe"
    shown = run(command, "--version", cwd=installed, PYTHONPATH=str(installed))
    assert shown == f"sscard-desktop {sscard_desktop.__version__}\n"


def test_a_frozen_build_reads_what_was_unpacked_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "common.toml").touch()
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.forms() == tmp_path / "forms"
    assert paths.resources() == tmp_path / "resources"


def test_an_installation_without_its_data_says_so(tmp_path: Path) -> None:
    lone = tmp_path / "sscard_desktop"
    lone.mkdir()
    for name in ("__init__.py", "paths.py", "datainforce.py"):
        shutil.copy(ROOT / "sscard_desktop" / name, lone)
    code = "import sys; sys.path.insert(0, '.')\nfrom sscard_desktop import paths\ntry:\n    paths.forms()\n"
    code += "except FileNotFoundError as error:\n    print(error)\n"
    assert "installation is incomplete" in run(sys.executable, "-c", code, cwd=tmp_path)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_pins_every_package_by_hash_and_names_no_place(lock: str) -> None:
    text = (PACKAGING / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links", text)
    packages = re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
    assert len(packages) > 20
    for package in packages:
        assert re.match(r"[a-z0-9._-]+==", package.strip()), package[:80]
        assert "--hash=sha256:" in package, package[:80]


def test_both_locks_agree() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9._-]+==[^\\\n]+", (PACKAGING / lock).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_the_lock_holds_every_declared_dependency() -> None:
    declared = re.search(r"^dependencies = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.M | re.S)
    assert declared is not None
    locked = (PACKAGING / "requirements.txt").read_text(encoding="utf-8")
    for name in re.findall(r'^    "([A-Za-z0-9_.-]+?)[=<>]', declared[1], re.MULTILINE):
        assert re.search(rf"^{name.lower().replace('_', '-')}==", locked, re.MULTILINE), (
            f"{name}: run packaging/lock.sh"
        )


def test_no_lock_holds_a_second_opencv() -> None:
    # opencv-python and opencv-python-headless are one folder cv2: the one that is installed last wins.
    for lock in ("requirements.txt", "requirements-dev.txt"):
        names = re.findall(r"^opencv[a-z-]*(?===)", (PACKAGING / lock).read_text(encoding="utf-8"), re.MULTILINE)
        assert names == ["opencv-python-headless"]


@pytest.mark.skipif(sys.platform == "win32", reason="bash scripts are for Linux")
@pytest.mark.parametrize("script", [*sorted(PACKAGING.glob("*.sh")), ROOT / ".ci" / "run"], ids=lambda path: path.name)
def test_a_shell_script_parses_and_stops_at_the_first_failure(script: Path) -> None:
    run("bash", "-n", script, cwd=ROOT)
    text = script.read_text(encoding="utf-8")
    assert "set -euo pipefail" in text or "setup.sh" in text or "exec " in text


@pytest.mark.skipif(sys.platform != "linux", reason="the system's libraries are Linux's")
def test_the_set_up_installs_every_system_library_that_qt_wants() -> None:
    listed = set(re.findall(r"^(lib\S+\.so\.\d+) ", (PACKAGING / "setup.sh").read_text(encoding="utf-8"), re.MULTILINE))
    qt = Path(PySide6.__file__).parent
    used = [qt / f"{module}.abi3.so" for module in ("QtWidgets", "QtPrintSupport", "QtPdf", "QtMultimedia")]
    for plugin in ("platforms/libqxcb", "platforms/libqwayland-generic", "printsupport/libcupsprintersupport"):
        used.append(qt / "Qt" / "plugins" / f"{plugin}.so")
    used += sorted((qt / "Qt" / "plugins" / "multimedia").glob("libffmpeg*.so"))
    for library in used:
        missing = set(re.findall(r"(\S+) => not found", run("ldd", library, cwd=ROOT)))
        assert not missing, f"{library.name} wants {missing}; add to packaging/setup.sh what isn't in {sorted(listed)}"


def test_nothing_lies_at_the_top_that_nobody_meant_to_be_there() -> None:
    """A tool that took an option for a folder's name left 74 pictures there, and they were committed."""
    try:
        told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("git isn't here")
    if told.returncode:
        pytest.skip("not a clone")
    assert {Path(file).parts[0] for file in told.stdout.split("\0") if file} == TOP


@pytest.mark.parametrize("words", [[], ["--help"], ["-h", "out"]])
def test_a_tool_that_takes_pictures_takes_no_option_for_a_folder(words: list[str]) -> None:
    with pytest.raises(SystemExit) as told:
        out_folder(words, "tool OUT")
    assert told.value.code == "usage: tool OUT"
    assert out_folder(["out"], "tool OUT") == Path("out")
