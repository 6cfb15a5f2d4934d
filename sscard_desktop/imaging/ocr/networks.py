# SPDX-License-Identifier: Apache-2.0
"""The two networks of PP-OCRv6 small (one finds lines of text, one reads a line), loaded when they are first needed.

They lie in the wheel of ``rapidocr``, a frozen build has them beside its other models; either way they are compared
with the digests of the release that the confidences were calibrated with. None of that package's code is run, and
nothing is ever downloaded: a network that is missing or altered is refused by name.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sscard_desktop import paths
from sscard_desktop.domain.errors import EnvironmentFailedError

LINE_FINDER = "PP-OCRv6_det_small.onnx"
LINE_READER = "PP-OCRv6_rec_small.onnx"
_CARRIER = "rapidocr"
_SHA_256: Mapping[str, str] = {
    LINE_FINDER: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    LINE_READER: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
}
_MAX_NETWORK_BYTES = 64 * 1024 * 1024
_MAX_THREADS = 4

Floats = npt.NDArray[np.float32]


class Networks:
    """Both networks and the letters that the second one knows; may be used by several threads.

    Args:
        folder: where the files lie, instead of where this installation has them.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._sessions: dict[str, Any] = {}
        self._letters: tuple[str, ...] = ()
        self._used_s = time.monotonic()

    def text_map(self, picture: Floats) -> Floats:
        """Return for every pixel how surely it belongs to a line of text (H×W).

        Args:
            picture: 1×3×H×W, BGR in −1 … 1, both sides multiples of 32.
        """
        found: Floats = self._run(LINE_FINDER, picture)[0, 0]
        return found

    def letter_odds(self, strip: Floats) -> Floats:
        """Return for each eighth pixel along a line what stands there: steps × (1 + letters), the first is nothing.

        Args:
            strip: 1×3×48×W, BGR in −1 … 1.
        """
        odds: Floats = self._run(LINE_READER, strip)[0]
        return odds

    def letters(self) -> tuple[str, ...]:
        """Return what the columns of :meth:`letter_odds` stand for; the first stands for nothing."""
        self._session(LINE_READER)
        return self._letters

    def warm(self) -> None:
        """Load both.

        Raises:
            EnvironmentFailedError: ``document.reader_missing`` where this installation can't read pictures,
                ``document.network_missing``, ``document.network_altered``, ``document.network_unreadable``.
        """
        for name in _SHA_256:
            self._session(name)

    def forget(self, *, unused_s: float = 0.0) -> None:
        """Free both; they are loaded again when they are next needed. Whoever is reading finishes undisturbed.

        Args:
            unused_s: only where neither was used for so many seconds.
        """
        with self._lock:
            if time.monotonic() - self._used_s >= unused_s:
                self._sessions.clear()

    def _run(self, name: str, values: Floats) -> Floats:
        session = self._session(name)
        try:
            result: Floats = session.run(None, {session.get_inputs()[0].name: values})[0]
        except MemoryError as error:
            raise EnvironmentFailedError("document.reader_failed") from error
        except Exception as error:
            # The runtime's own exceptions come from C++ under several names; none of them is of the clerk's making.
            raise EnvironmentFailedError("document.reader_failed") from error
        return result

    def _session(self, name: str) -> Any:
        with self._lock:
            self._used_s = time.monotonic()
            session = self._sessions.get(name)
            if session is None:
                session = self._sessions[name] = _load(name, self._proved(name))
                if name == LINE_READER:
                    self._letters = _letters(session)
            return session

    def _proved(self, name: str) -> Path:
        path = (self._folder or _home()) / name
        try:
            if path.stat().st_size > _MAX_NETWORK_BYTES:
                raise EnvironmentFailedError("document.network_altered", file=name)
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise EnvironmentFailedError("document.network_missing", file=name) from error
        if digest != _SHA_256[name]:
            raise EnvironmentFailedError("document.network_altered", file=name)
        return path


def _home() -> Path:
    """Return the folder in which this installation has the networks."""
    beside = paths.resources() / "models"
    if (beside / LINE_FINDER).is_file():
        return beside
    # Found without being run: the package's own import sets up logging and an HTTP client.
    carrier = importlib.util.find_spec(_CARRIER)
    if carrier is None or carrier.origin is None:
        raise EnvironmentFailedError("document.reader_missing")
    return Path(carrier.origin).parent / "models"


def _load(name: str, path: Path) -> Any:
    # Before it is imported: builds of the runtime note a number for the machine in the user's folder and tell
    # Microsoft of their use, on Linux too, and the call further down comes too late for the first of it.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as error:
        raise EnvironmentFailedError("document.reader_missing") from error
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    # The arena keeps what the largest picture took, for good: 0.3 GB against a twentieth of the time.
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = min(_MAX_THREADS, os.cpu_count() or 2)
    # Waiting threads would otherwise burn a core between two calls, and the window's thread needs one.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        # By its name: given the bytes, it would hold 21 MB twice while it reads them, and keep them afterwards.
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise EnvironmentFailedError("document.network_unreadable", file=name) from error
    return session


def _letters(session: Any) -> tuple[str, ...]:
    listed = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    # Nothing stands first and the blank last, as PP-OCR's training lays them out.
    return ("", *(letter.strip("\r") for letter in listed), " ")
