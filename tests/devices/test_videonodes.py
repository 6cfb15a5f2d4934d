# SPDX-License-Identifier: Apache-2.0
"""A camera behind its video nodes is the same camera after it was unplugged, whatever number it gets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sscard_desktop.devices.videonodes import failure_of, holder_of, video_nodes

pytestmark = pytest.mark.skipif(os.name == "nt", reason="video nodes are Linux's")


class Bus:
    """A USB bus as Linux shows it in ``/sys``."""

    def __init__(self, folder: Path) -> None:
        self.sysfs, self.dev, self._devices = folder / "class", folder / "dev", folder / "devices"
        self.sysfs.mkdir()
        self.dev.mkdir()

    def plug(
        self,
        number: int,
        socket: str,
        *,
        name: str = "HD Webcam: HD Web",
        serial: str = "",
        index: int = 0,
        interface: str = "00",
        usb: bool = True,
    ) -> None:
        device = self._devices / socket
        folder = device / f"{socket}:1.{interface}" / "video4linux" / f"video{number}"
        folder.mkdir(parents=True)
        if usb:
            (device / "idVendor").write_text("046d\n", encoding="ascii")
            (device / "idProduct").write_text("0825\n", encoding="ascii")
            (folder.parents[1] / "bInterfaceNumber").write_text(f"{interface}\n", encoding="ascii")
        if serial:
            (device / "serial").write_text(f"{serial}\n", encoding="ascii")
        (folder / "index").write_text(f"{index}\n", encoding="ascii")
        (folder / "name").write_text(f"{name}\n", encoding="utf-8")
        (self.sysfs / f"video{number}").symlink_to(folder)
        (self.dev / f"video{number}").write_bytes(b"")

    def seen(self) -> list[tuple[int, str, str]]:
        return [(node.number, node.id, node.name) for node in video_nodes(self.sysfs, self.dev)]


@pytest.fixture
def bus(tmp_path: Path) -> Bus:
    return Bus(tmp_path)


def test_a_camera_keeps_its_id_under_another_number_and_in_another_socket(bus: Bus, tmp_path: Path) -> None:
    bus.plug(0, "1-2", serial="A1B2")
    (tmp_path / "later").mkdir()
    later = Bus(tmp_path / "later")
    later.plug(4, "3-1", serial="A1B2")
    assert bus.seen() == [(0, "usb-046d-0825-A1B2", "HD Webcam")]
    assert later.seen() == [(4, "usb-046d-0825-A1B2", "HD Webcam")]


def test_without_a_serial_number_the_socket_tells_equal_cameras_apart(bus: Bus) -> None:
    bus.plug(0, "1-2")
    bus.plug(2, "1-3")
    assert bus.seen() == [
        (0, "usb-046d-0825-port1-2", "HD Webcam"),
        (2, "usb-046d-0825-port1-3", "HD Webcam (2)"),
    ]


def test_two_cameras_whose_maker_gave_both_one_number_are_two(bus: Bus) -> None:
    bus.plug(0, "1-2", serial="0001")
    bus.plug(2, "1-3", serial="0001")
    first, second = (node.id for node in video_nodes(bus.sysfs, bus.dev))
    assert (first, second) == ("usb-046d-0825-0001", "usb-046d-0825-0001@1-3")


def test_a_second_lens_is_a_camera_and_a_node_without_pictures_is_none(bus: Bus) -> None:
    bus.plug(0, "1-2", serial="S", name="高拍仪")
    bus.plug(1, "1-2", serial="S", name="高拍仪", index=1, interface="01")
    bus.plug(2, "1-2", serial="S", name="副摄像头", interface="02")
    bus.plug(10, "platform", name="encoder", usb=False)
    # An empty file can't be asked, so the built-in one stays; what answers that it takes no pictures goes.
    assert [told[1] for told in bus.seen()] == ["usb-046d-0825-S", "usb-046d-0825-S.02", "node-video10"]


def test_a_built_in_coder_is_no_camera(bus: Bus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sscard_desktop.devices.videonodes.captures", lambda path: path.name == "video11")
    bus.plug(10, "platform", name="encoder", usb=False)
    bus.plug(11, "board", name="sensor", usb=False)
    assert [told[2] for told in bus.seen()] == ["sensor"]


def test_what_is_pulled_while_it_is_looked_at_is_left_out(bus: Bus) -> None:
    bus.plug(0, "1-2")
    bus.plug(2, "1-3")
    (bus.sysfs / "video0" / "name").unlink()
    (bus.sysfs / "video7").symlink_to(bus.sysfs / "nowhere")
    (bus.sysfs / "videofoo").symlink_to(bus.sysfs / "video2")
    assert [told[0] for told in bus.seen()] == [2]


def test_why_a_camera_cannot_be_opened_is_told_as_far_as_it_is_seen(
    bus: Bus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bus.plug(0, "1-2")
    (node,) = video_nodes(bus.sysfs, bus.dev)
    other = tmp_path / "proc" / "4242"
    (other / "fd").mkdir(parents=True)
    (other / "comm").write_text("cheese\n", encoding="ascii")
    (other / "fd" / "3").symlink_to(node.path)
    assert holder_of(node, tmp_path / "proc") == "cheese"
    monkeypatch.setattr("sscard_desktop.devices.videonodes.holder_of", lambda node: "cheese")
    assert (failure_of(node).code, failure_of(node).params["program"]) == ("camera.busy_by", "cheese")
    monkeypatch.setattr("sscard_desktop.devices.videonodes.holder_of", lambda node: "")
    assert failure_of(node).code == "camera.busy"
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert failure_of(node).code == "camera.no_access"
    node.path.unlink()
    assert failure_of(node).code == "camera.gone"
