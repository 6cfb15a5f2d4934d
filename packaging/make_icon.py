# SPDX-License-Identifier: Apache-2.0
"""Draws the icon that a Windows program carries.

Usage: python packaging/make_icon.py FILE.ico
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from bundling.icons import write_ico
from bundling.version import ROOT

if __name__ == "__main__":
    write_ico(ROOT / "packaging" / "linux" / "sscard-desktop.svg", Path(sys.argv[1]))
