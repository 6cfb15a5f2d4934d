# SPDX-License-Identifier: Apache-2.0
"""A program that is held up by a busy machine finds its limits over; the answer may lie there all the while."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from sscard_desktop.devices.idcard import commands
from sscard_desktop.devices.idcard.line import Line
from tests.devices.idcard.sessions import TIMING
from tests.helpers.readerpeer import ScriptedPeer


@pytest.mark.parametrize("command", [commands.STATUS, commands.READ], ids=lambda command: command.name)
def test_an_answer_that_came_while_the_program_was_held_up_is_taken(
    command: commands.Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ScriptedPeer({}) as peer, Line(peer.url, timing=TIMING) as driver:
        write = driver._write

        def write_and_be_held_up(data: bytes) -> None:
            write(data)
            time.sleep(0.5)

        monkeypatch.setattr(driver, "_write", write_and_be_held_up)
        assert driver.exchange(replace(command, timeout_s=0.1)).status == commands.Status.SUCCESS
        assert not driver.out_of_step
