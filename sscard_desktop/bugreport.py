# SPDX-License-Identifier: Apache-2.0
"""The report of a mistake of the program's own, without anybody's data; the window and the command line both write it.

The report holds the exception's type, where it happened (file, line, function of each frame) and versions. It holds
no message, no source line, no local variable: any of them may carry a person's name. It never leaves the machine by
itself.
"""

from __future__ import annotations

import contextlib
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sscard_desktop import __version__

EXIT_CODE = 70
"""``EX_SOFTWARE``: the command line ends with it too when the program is wrong."""
_PACKAGE = Path(__file__).resolve().parent
_KEPT_REPORTS = 20


def report(error: BaseException, *, at: datetime) -> str:
    """Return the redacted report of ``error`` and what led to it."""
    # Asked of the loaded module only: the command line has no Qt, and a report must not load one.
    qt = getattr(sys.modules.get("PySide6"), "__version__", "not loaded")
    lines = [
        "sscard_desktop bug report, redacted: no messages, values or source lines",
        f"at {at.isoformat(timespec='seconds')}",
        f"sscard_desktop {__version__}, Python {platform.python_version()}, Qt {qt}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += ["", f"{type(current).__module__}.{type(current).__qualname__}"]
        lines += [f"  {frame}" for frame in _frames(current.__traceback__)]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(lines) + "\n"


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        path = Path(code.co_filename)
        # Only the end of a path: what stands before it may be somebody's home.
        where = path.relative_to(_PACKAGE.parent) if path.is_relative_to(_PACKAGE) else Path(*path.parts[-2:])
        yield f"{where.as_posix()}:{trace.tb_lineno}:{code.co_name}"
        trace = trace.tb_next


def save_report(folder: Path, error: BaseException, *, at: datetime | None = None) -> Path | None:
    """Write the report into ``folder`` and return its path, ``None`` where the disk refuses; keeps the last 20."""
    at = at or datetime.now(UTC)
    # The disk may be what failed: telling of the bug matters more than saving its report.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob("report-*.txt"))[: -(_KEPT_REPORTS - 1)]:
            old.unlink()
        path = folder / f"report-{at:%Y%m%dT%H%M%S%f}.txt"
        path.write_text(report(error, at=at), encoding="utf-8")
        return path
    return None
