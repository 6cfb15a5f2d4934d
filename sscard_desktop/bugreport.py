# SPDX-License-Identifier: Apache-2.0
"""The report of a mistake of the program's own, without anybody's data; the window and the command line both write it.

The report holds the exception's type, where it happened (file, line, function of each frame), versions, and the short
code that support is told over the telephone (:mod:`sscard_desktop.domain.crashcode`). It holds no message, no source
line, no local variable: any of them may carry a person's name. Beside the text lies a page with the code large and as
a QR, to be opened by a double click. Neither leaves the machine by itself.
"""

from __future__ import annotations

import contextlib
import platform
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sscard_desktop import __version__, paths, reportpage
from sscard_desktop.domain.crashcode import CrashCode, code_of

EXIT_CODE = 70
"""``EX_SOFTWARE``: the command line ends with it too when the program is wrong."""
ELSEWHERE = "elsewhere"
"""The place of what no frame of the program's own led to."""
_PACKAGE = Path(__file__).resolve().parent
_KEPT_REPORTS = 20
_LIBRARIES = tuple(Path(sysconfig.get_path(name)) for name in ("platlib", "purelib", "stdlib"))
"""The narrower ones first: packages may lie below the standard library."""


@dataclass(frozen=True, slots=True)
class SavedReport:
    """What is told of a mistake.

    Attributes:
        code: the short code.
        path: the report's text; ``None`` where the disk refused it.
        page: the page with the QR beside it; ``None`` where it couldn't be made.
    """

    code: CrashCode
    path: Path | None = None
    page: Path | None = None

    @property
    def shown(self) -> Path | None:
        """The file to hand on: the page, else the text."""
        return self.page or self.path


def code_for(error: BaseException) -> CrashCode:
    """Return the short code of ``error``: its kind, and the innermost function of ours that it came through."""
    ours = [each for each in _codes(error.__traceback__) if each.startswith("sscard_desktop/")]
    return code_of(ours[-1] if ours else ELSEWHERE, kind_of(type(error)))


def kind_of(kind: type[BaseException]) -> str:
    """Return what a kind of exception is called, in reports and codes."""
    return f"{kind.__module__}.{kind.__qualname__}"


def report(error: BaseException, *, at: datetime) -> str:
    """Return the redacted report of ``error`` and what led to it."""
    # Asked of the loaded module only: the command line has no Qt, and a report must not load one.
    qt = getattr(sys.modules.get("PySide6"), "__version__", "not loaded")
    lines = [
        "sscard_desktop bug report, redacted: no messages, values or source lines",
        f"code {code_for(error)}",
        f"at {at.isoformat(timespec='seconds')}",
        f"sscard_desktop {__version__}, Python {platform.python_version()}, Qt {qt}",
        # Behind the number a kernel's builder, or a machine's, may be named.
        f"{platform.system()} {platform.release().partition('-')[0]} {platform.machine()}",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += ["", kind_of(type(current))]
        lines += [f"  {frame}" for frame in _frames(current.__traceback__)]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(lines) + "\n"


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        where = _where(code.co_filename)
        yield f"{where}:{trace.tb_lineno}:{code.co_name}" if where else f"(elsewhere):{trace.tb_lineno}"
        trace = trace.tb_next


def _codes(trace: TracebackType | None) -> Iterator[str]:
    """Yield the frames' places as codes have them: the function by its whole name, no line."""
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{_where(code.co_filename)}:{code.co_qualname}"
        trace = trace.tb_next


def _where(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    inside = len(path.parts) > 1 or path.stem in sys.stdlib_module_names
    if not path.is_absolute() and inside and (path.parts[0] == _PACKAGE.name or hasattr(sys, "frozen")):
        # A frozen build's modules are named from their package on.
        return path.as_posix()
    # Of a library only what stands behind the libraries' folder; of anything else nothing: it may be in somebody's
    # home, and bear their name itself.
    return next(
        (path.relative_to(folder).as_posix() for folder in _LIBRARIES if path.is_relative_to(folder) and folder.parts),
        "",
    )


def save_report(folder: Path, error: BaseException, *, at: datetime | None = None) -> SavedReport:
    """Write the report into ``folder`` and return what is to be told, even if the disk refuses; keeps the last 20."""
    at = at or datetime.now(UTC)
    code = code_for(error)
    # The disk may be what failed: telling of the bug matters more than saving its report.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob("report-*.txt"))[: -(_KEPT_REPORTS - 1)]:
            old.unlink()
            old.with_suffix(".html").unlink(missing_ok=True)
        path = folder / f"report-{at:%Y%m%dT%H%M%S%f}.txt"
        text = report(error, at=at)
        path.write_text(text, encoding="utf-8")
        return SavedReport(code, path, _save_page(path.with_suffix(".html"), code, text))
    return SavedReport(code)


def tell_at_last(error: BaseException) -> int:
    """Report what nothing else caught, and say so in both languages; return the exit code.

    The part that knows sentences and languages may be what is missing, so they stand here. A program without a
    terminal (Windows' start menu) says it in the report only.
    """
    folder = Path(tempfile.gettempdir())
    with contextlib.suppress(Exception):
        folder = paths.default_station() / "reports"
    saved = save_report(folder, error)
    if sys.stderr is not None:
        sys.stderr.write(
            f"程序自身出错，没能启动。请把代码 {saved.code} 告诉技术支持。\n"
            f"The program made a mistake of its own and couldn't go on. Tell support the code {saved.code}.\n"
            f"{saved.shown or ''}\n"
        )
    return EXIT_CODE


def _save_page(path: Path, code: CrashCode, text: str) -> Path | None:
    with contextlib.suppress(OSError):
        path.write_text(reportpage.page(code, text), encoding="utf-8")
        return path
    return None
