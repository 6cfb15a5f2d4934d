# SPDX-License-Identifier: Apache-2.0
"""Whether a window can be shown: by what the environment names, and, when in doubt, by asking whoever draws it.

Asked by the launcher before everything else is loaded; what asking takes is loaded when it is asked.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

WITHOUT = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
"""Qt's platforms that need no server."""


def is_named() -> bool:
    """Return whether the environment names a screen; Qt would end the process with no word in the clerk's language."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def answers() -> bool:
    """Return whether the screen that is named answers and lets this user in; where that can't be told, it does.

    A session that ended leaves its ``DISPLAY`` behind in every terminal and timer that it began.
    """
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in WITHOUT:
        return True
    if not is_named():
        return False
    return any(asked() for asked in (_wayland_answers, _x_answers))


def _x_answers() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    with suppress(OSError, AttributeError, ImportError):
        import ctypes

        xcb = ctypes.CDLL("libxcb.so.1")
        xcb.xcb_connect.restype = ctypes.c_void_p
        connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
        failed = xcb.xcb_connection_has_error(connection)
        xcb.xcb_disconnect(connection)
        return not failed
    return True


def _wayland_answers() -> bool:
    if not os.environ.get("WAYLAND_DISPLAY"):
        return False
    with suppress(OSError, AttributeError, ImportError):
        import ctypes

        wayland = ctypes.CDLL("libwayland-client.so.0")
        wayland.wl_display_connect.restype = ctypes.c_void_p
        display = wayland.wl_display_connect(None)
        if display:
            wayland.wl_display_disconnect(ctypes.c_void_p(display))
        return bool(display)
    return True
