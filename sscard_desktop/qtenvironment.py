# SPDX-License-Identifier: Apache-2.0
"""What Qt is told through the environment, before it is loaded; never against a choice that somebody made."""

from __future__ import annotations

from collections.abc import MutableMapping

# Qt looks for PipeWire and VA-API by name and complains where a machine has none; a camera works without them.
QUIET = "qt.multimedia.symbolsresolver=false;qt.multimedia.ffmpeg.info=false"
FCITX = ("fcitx", "fcitx5")


def prepare_for_qt(environment: MutableMapping[str, str], platform: str) -> None:
    """Set what makes Qt quiet, and Chinese input work under fcitx.

    Qt's wheels carry input plug-ins for ibus and none for fcitx, and a distribution's own plug-in doesn't fit their
    ABI. fcitx 5 answers to ibus through its portal, so where fcitx is asked for, ibus through the portal is set. fcitx
    4 has no portal, and typing Latin letters is all there is with or without this.

    Args:
        environment: of the process, changed in place.
        platform: as in ``sys.platform``.
    """
    environment.setdefault("QT_LOGGING_RULES", QUIET)
    if not platform.startswith("linux"):
        return
    wanted = environment.get("QT_IM_MODULE") or environment.get("XMODIFIERS", "").removeprefix("@im=")
    if wanted in FCITX:
        environment["QT_IM_MODULE"] = "ibus"
        environment.setdefault("IBUS_USE_PORTAL", "1")
