# SPDX-License-Identifier: Apache-2.0
"""What is known of a short code: which functions of this program and which exceptions it stands for, and when it was.

A digest isn't turned round: all functions of the program are asked for theirs, and all kinds of exception that a
process knows or that libraries in use raise. Works in a checkout, a wheel and a frozen build alike, as it asks the
loaders for compiled modules, imports none of ours and needs no source.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType

import sscard_desktop
from sscard_desktop.bugreport import ELSEWHERE, kind_of
from sscard_desktop.domain.crashcode import CrashCode, kind_digest, place_digest

_PACKAGE = "sscard_desktop"
_LIBRARIES = (
    "_struct.error", "cv2.error", "json.decoder.JSONDecodeError", "tomllib.TOMLDecodeError", "zipfile.BadZipFile",
    "zlib.error", "subprocess.TimeoutExpired", "subprocess.CalledProcessError",
    "concurrent.futures._base.CancelledError",
    "PIL.UnidentifiedImageError", "PIL.Image.DecompressionBombError", "serial.serialutil.SerialException",
    "serial.serialutil.PortNotOpenError", "sqlcipher3.dbapi2.DatabaseError", "sqlcipher3.dbapi2.OperationalError",
    "sqlcipher3.dbapi2.IntegrityError", "sqlcipher3.dbapi2.ProgrammingError", "sqlcipher3.dbapi2.InterfaceError",
    "cryptography.exceptions.InvalidTag", "cryptography.exceptions.InvalidSignature",
    "cryptography.exceptions.UnsupportedAlgorithm", "cryptography.exceptions.InternalError",
    "openpyxl.utils.exceptions.InvalidFileException", "python_calamine.CalamineError", "pyzipper.zipfile.BadZipFile",
    "reportlab.platypus.doctemplate.LayoutError", "xlsxwriter.exceptions.FileCreateError",
    "xml.etree.ElementTree.ParseError", "xml.parsers.expat.ExpatError", "numpy.exceptions.AxisError",
    "numpy.linalg.LinAlgError", "numpy._core._exceptions._ArrayMemoryError",
    "onnxruntime.capi.onnxruntime_pybind11_state.Fail", "onnxruntime.capi.onnxruntime_pybind11_state.InvalidArgument",
    "onnxruntime.capi.onnxruntime_pybind11_state.RuntimeException",
)  # fmt: skip
"""Kinds that may not be loaded in the process that looks a code up."""
_LONGEST_REPORT = 256 << 10


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a code.

    Attributes:
        places: file and function of each place with this digest, in this version; nearly always one or none.
        kinds: the exceptions with this digest.
        reports: file names of the reports with this code that lie here, oldest first.
    """

    places: Sequence[str]
    kinds: Sequence[str]
    reports: Sequence[str]

    @property
    def part(self) -> str:
        """The part of the program that the first place lies in, such as ``devices``; ``""`` where there is none.

        ``program`` is what holds the parts together, ``elsewhere`` what no function of ours led to.
        """
        if not self.places:
            return ""
        pieces = self.places[0].partition(":")[0].split("/")
        return ELSEWHERE if len(pieces) == 1 else pieces[1] if len(pieces) > 2 else "program"


def known(code: CrashCode, folder: Path) -> Known:
    """Return what is known of a code.

    Args:
        folder: where this station's reports are.
    """
    return Known(
        tuple(each for each in places() if place_digest(each) == code.place),
        tuple(sorted({each for each in kinds() if kind_digest(each) == code.kind})),
        tuple(_reports(str(code), folder)),
    )


@cache
def places() -> Sequence[str]:
    """Return each place of the program that a code may stand for: file and function."""
    return tuple(dict.fromkeys((ELSEWHERE, *_in_modules(list(sscard_desktop.__path__), _PACKAGE))))


def _in_modules(folders: list[str], package: str) -> Iterator[str]:
    file = package.replace(".", "/")
    for found in pkgutil.iter_modules(folders):
        spec = found.module_finder.find_spec(f"{package}.{found.name}", None)
        if spec is None or spec.loader is None:
            continue
        name = f"{file}/{found.name}"
        code = spec.loader.get_code(spec.name) if hasattr(spec.loader, "get_code") else None
        if isinstance(code, CodeType):
            yield from _in_code(code, f"{name}/__init__.py" if found.ispkg else f"{name}.py")
        if found.ispkg:
            yield from _in_modules(list(spec.submodule_search_locations or ()), spec.name)


def _in_code(code: CodeType, file: str) -> Iterator[str]:
    yield f"{file}:{code.co_qualname}"
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _in_code(inner, file)


def kinds() -> Iterator[str]:
    """Yield each kind of exception that a code may stand for."""
    yield from _LIBRARIES
    waiting: list[type[BaseException]] = [BaseException]
    while waiting:
        kind = waiting.pop()
        yield kind_of(kind)
        waiting += type.__subclasses__(kind)


def _reports(code: str, folder: Path) -> Iterator[str]:
    try:
        for path in sorted(folder.glob("report-*.txt")):
            if (
                path.stat().st_size <= _LONGEST_REPORT
                and f"code {code}" in path.read_text("utf-8", "replace").splitlines()
            ):
                yield path.name
    except OSError:
        return
