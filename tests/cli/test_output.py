# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from sscard_desktop import paths
from sscard_desktop.cli.output import Exit, Output, exit_code_of
from sscard_desktop.domain.errors import (
    CancelledError,
    EnvironmentFailedError,
    InvalidInputError,
    NotAllowedError,
    RefusedError,
    SscardError,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotAllowedError("x"), Exit.NOT_ALLOWED),
        (EnvironmentFailedError("x"), Exit.ENVIRONMENT),
        (InvalidInputError("x"), Exit.FINDINGS),
        (RefusedError("x"), Exit.FINDINGS),
        (CancelledError(), Exit.FINDINGS),
        (SscardError("x"), Exit.BUG),
    ],
)
def test_each_family_of_errors_has_its_exit_code(error: SscardError, code: Exit) -> None:
    assert exit_code_of(error) is code


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break on POSIX only")
def test_a_reader_that_has_had_enough_is_no_error() -> None:
    command = f"{sys.executable} -m sscard_desktop --json profile list | head -c 1"
    run = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=paths.forms().parent, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert run.stderr == ""


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii", "cp1252"])
def test_json_stays_json_in_every_encoding_of_a_pipe(encoding: str) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace")
    Output(True, "zh_CN", out, out).done({"name": "𠮷野·王\ud800"}, "cli.station_info")
    out.flush()
    assert json.loads(raw.getvalue().decode(encoding))["name"] == "𠮷野·王\ud800"
