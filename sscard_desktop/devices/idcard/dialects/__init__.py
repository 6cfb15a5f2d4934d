# SPDX-License-Identifier: Apache-2.0
"""The ways in which readers speak: the same security module behind different lines, envelopes and command numbers.

What a dialect is, :mod:`.dialect` says. None of them changes what a reading is or when one is believed.
"""

from __future__ import annotations

from sscard_desktop.devices.idcard.dialects.cvr import Cvr
from sscard_desktop.devices.idcard.dialects.dialect import Dialect
from sscard_desktop.devices.idcard.dialects.hid import BareReports, FramedReports
from sscard_desktop.devices.idcard.dialects.oneshot import TextRequest, WrappedRequest
from sscard_desktop.devices.idcard.dialects.plain import Sam
from sscard_desktop.domain.reader import ReaderDialect

SAM = Sam()

_KNOWN: dict[ReaderDialect, Dialect] = {
    ReaderDialect.SAM: SAM,
    ReaderDialect.CVR: Cvr(),
    ReaderDialect.HID: FramedReports(),
    ReaderDialect.HID_BARE: BareReports(),
    ReaderDialect.WRAPPED: WrappedRequest(),
    ReaderDialect.TEXT: TextRequest(),
}


def dialect_of(name: ReaderDialect) -> Dialect:
    """Return how readers of that kind speak."""
    return _KNOWN[name]
