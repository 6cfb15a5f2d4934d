# SPDX-License-Identifier: Apache-2.0
"""Troubles of a Linux desktop, each on a small system of the test's own, each with the command that helps."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from sscard_desktop import messages
from sscard_desktop.devices.idcard import obstacles
from sscard_desktop.devices.idcard.adapters import KNOWN_ADAPTERS
from sscard_desktop.devices.idcard.obstacles import Roots
from sscard_desktop.domain.errors import EnvironmentFailedError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="troubles of Linux")
RULES = Path(__file__).parents[3] / "packaging" / "linux" / "70-sscard-readers.rules"


class SmallSystem:
    """What a kernel shows of one adapter, and of the programs that run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.roots = Roots(folder / "devices", folder / "proc", folder / "os-release")
        self.roots.devices.mkdir()
        self.roots.processes.mkdir()

    def plug_in(self, vendor: str, product: str, *, driver: str = "", port: str = "") -> None:
        device = self.roots.devices / "1-1.2"
        interface = self.roots.devices / "1-1.2:1.0"
        device.mkdir()
        interface.mkdir()
        (device / "idVendor").write_text(f"{vendor}\n")
        (device / "idProduct").write_text(f"{product}\n")
        if driver:
            (self._folder / driver).mkdir()
            (interface / "driver").symlink_to(self._folder / driver)
        if port:
            (interface / port).mkdir()

    def run(self, number: int, name: str, *holding: str) -> None:
        process = self.roots.processes / str(number)
        (process / "fd").mkdir(parents=True)
        (process / "comm").write_text(f"{name}\n")
        for count, path in enumerate(holding):
            (process / "fd" / str(count)).symlink_to(path)


@pytest.fixture
def system(tmp_path: Path) -> SmallSystem:
    return SmallSystem(tmp_path)


def told(error: EnvironmentFailedError | None, language: str = "zh_CN") -> str:
    assert error is not None
    return messages.message(error.code, error.params, language).todo


def test_an_adapter_with_a_port_is_no_trouble(system: SmallSystem) -> None:
    system.plug_in("1a86", "7523", driver="ch341", port="ttyUSB0")
    assert obstacles.hidden(roots=system.roots) is None


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ('ID=uos\nID_LIKE="debian"\n', "sudo apt remove brltty"),
        ("ID=kylin\n", "sudo apt remove brltty"),
        ('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', "sudo apt remove brltty"),
        ('ID="openEuler"\n', "sudo dnf remove brltty"),
        ("ID=somebodys\nID_LIKE='rhel fedora'\n", "sudo dnf remove brltty"),
        ("", "sudo systemctl mask --now brltty.service brltty-udev.service"),
    ],
)
def test_brltty_is_named_with_the_distribution_s_command(system: SmallSystem, release: str, command: str) -> None:
    system.plug_in("1a86", "7523", driver="usbfs")
    system.run(77, "brltty")
    if release:
        system.roots.release.write_text(release)
    error = obstacles.hidden(roots=system.roots)
    assert error is not None
    assert error.code == "reader.brltty"
    assert command in told(error)
    assert command in told(error, "en")


def test_another_program_that_took_the_device_is_told_apart_from_brltty(system: SmallSystem) -> None:
    system.plug_in("10c4", "ea60", driver="usbfs")
    system.run(77, "sh")
    error = obstacles.hidden(roots=system.roots)
    assert error is not None
    assert error.code == "reader.claimed"


@pytest.mark.parametrize(
    ("vendor", "product", "module"),
    [("1a86", "7523", "ch341"), ("10c4", "ea60", "cp210x"), ("0403", "6001", "ftdi_sio"), ("067b", "2303", "pl2303")],
)
def test_a_missing_driver_is_told_by_its_name(system: SmallSystem, vendor: str, product: str, module: str) -> None:
    system.plug_in(vendor, product)
    error = obstacles.hidden(roots=system.roots)
    assert error is not None
    assert error.code == "reader.no_driver"
    assert f"modprobe {module}" in told(error)


def test_a_mouse_is_nobodys_reader(system: SmallSystem) -> None:
    system.plug_in("046d", "c077")
    assert obstacles.hidden(roots=system.roots) is None


def test_a_system_that_tells_nothing_has_no_trouble(tmp_path: Path) -> None:
    nowhere = Roots(tmp_path / "a", tmp_path / "b", tmp_path / "c")
    assert obstacles.hidden(roots=nowhere) is None
    assert obstacles.held("/dev/ttyUSB0", roots=nowhere).code == "reader.port_held"


def test_the_program_that_holds_a_port_is_named(system: SmallSystem) -> None:
    system.run(os.getpid(), "ourselves", "/dev/ttyUSB0")
    system.run(4242, "cardservice", "/dev/null", "/dev/ttyUSB0")
    error = obstacles.held("/dev/ttyUSB0", roots=system.roots)
    assert error.code == "reader.port_held_by"
    assert "cardservice" in messages.message(error.code, error.params, "zh_CN").what
    assert obstacles.held("/dev/ttyUSB1", roots=system.roots).code == "reader.port_held"


def test_the_remedy_for_a_port_names_the_group_that_owns_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import grp

    port = tmp_path / "ttyUSB0"
    port.write_bytes(b"")
    port.chmod(0o660)
    members: list[str] = []
    group = grp.struct_group(("uucp", "x", 14, members))
    monkeypatch.setattr(grp, "getgrgid", lambda _: group)
    monkeypatch.setattr(grp, "getgrnam", lambda _: group)
    monkeypatch.setattr(obstacles.getpass, "getuser", lambda: "limin")
    error = obstacles.refused(str(port))
    assert error.code == "reader.port_permission"
    assert "usermod -aG uucp" in told(error)
    members.append("limin")
    assert obstacles.refused(str(port)).code == "reader.port_permission_login"
    port.chmod(0o600)
    error = obstacles.refused(str(port))
    assert error.code == "reader.port_permission_rule"
    assert "70-sscard-readers.rules" in told(error)


def test_a_port_that_vanished_meanwhile_gets_the_usual_remedy() -> None:
    assert "dialout" in told(obstacles.refused("/dev/no-such-port"))


def test_the_packaged_rule_lets_people_open_every_known_adapter() -> None:
    rules = RULES.read_text(encoding="utf-8")
    for vendor, product in KNOWN_ADAPTERS:
        line = next(line for line in rules.splitlines() if f'"{vendor:04x}"' in line)
        assert f"{product:04x}" in line
