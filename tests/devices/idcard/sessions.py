# SPDX-License-Identifier: Apache-2.0
"""Short times for sessions with simulated readers."""

from __future__ import annotations

from sscard_desktop.devices.idcard.line import Timing
from sscard_desktop.devices.idcard.module import Latency

TIMING = Timing(
    slice_s=0.01,
    drain_s=0.06,
    gap_s=0.08,
    command_factor=0.2,
    power_on_s=0.6,
    reset_pause_s=0.02,
    poll_s=0.02,
    reading_s=1.6,
    last_resort_s=0.5,
)
LATENCY = Latency(find_s=0.0, select_s=0.0, read_s=0.002, baud=4_000_000, late_s=1.0, byte_s=0.0)
