# SPDX-License-Identifier: Apache-2.0
"""Where a frozen build starts, and whether this or a newer version beside it is started.

The installed command has its own entry point.
"""

from __future__ import annotations

import sys

from sscard_desktop.launcher import hand_over

if __name__ == "__main__":
    code = hand_over(sys.argv[1:])
    if code is None:
        from sscard_desktop.__main__ import main

        code = main()
    sys.exit(code)
