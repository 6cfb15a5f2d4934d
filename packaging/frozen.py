# SPDX-License-Identifier: Apache-2.0
"""Where a frozen build starts; the installed command has its own entry point."""

from __future__ import annotations

import sys

from sscard_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
