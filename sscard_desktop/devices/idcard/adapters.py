# SPDX-License-Identifier: Apache-2.0
"""The USB-to-serial adapters that ID card readers are built with. A hint, never a proof: other devices use them too."""

from __future__ import annotations

KNOWN_ADAPTERS = {
    (0x1A86, 0x7523): "CH340",
    (0x1A86, 0x7522): "CH340",
    (0x1A86, 0x5523): "CH341",
    (0x1A86, 0x55D4): "CH9102",
    (0x10C4, 0xEA60): "CP210x",
    (0x10C4, 0xEA70): "CP2105",
    (0x10C4, 0xEA71): "CP2108",
    (0x0403, 0x6001): "FT232",
    (0x0403, 0x6010): "FT2232",
    (0x0403, 0x6015): "FT-X",
    (0x067B, 0x2303): "PL2303",
    (0x067B, 0x23A3): "PL2303",
}
"""USB ids of the serial adapters inside readers, with their names; the udev rule that is packaged lists the same ones.
Other devices use them too, so a port that doesn't answer is left in peace (:mod:`.finder`)."""
