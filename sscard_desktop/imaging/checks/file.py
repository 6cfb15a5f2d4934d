# SPDX-License-Identifier: Apache-2.0
"""The written file: its kind and colours, pixels, resolution, bytes. Read off the file itself, never off the plan."""

from __future__ import annotations

from sscard_desktop.domain.photo import Span, Verdict
from sscard_desktop.imaging.evidence import Check, Evidence, Finding


def _format(evidence: Evidence) -> Finding:
    return Finding(Verdict.PASS if evidence.stored_as == "JPEG RGB" else Verdict.FAIL, None, "JPEG RGB")


def _pixels(evidence: Evidence) -> Finding | None:
    if evidence.file is None:
        return None
    exact = (evidence.file.width, evidence.file.height) == (evidence.spec.width, evidence.spec.height)
    limit = f"{evidence.spec.width}×{evidence.spec.height} px"
    return Finding(Verdict.PASS if exact else Verdict.FAIL, float(evidence.file.width), limit)


def _dpi(evidence: Evidence) -> Finding | None:
    if evidence.file is None or evidence.spec.dpi is None:
        return None
    stated = evidence.file.dpi
    verdict = Verdict.PASS if stated == evidence.spec.dpi else Verdict.FAIL
    return Finding(verdict, None if stated is None else float(stated), f"{evidence.spec.dpi} dpi")


def _file_size(evidence: Evidence) -> Finding | None:
    if evidence.file is None:
        return None
    window = evidence.spec.file_bytes
    shown = Span(*(None if bound is None else round(bound / 1024, 1) for bound in (window.low, window.high)))
    verdict = Verdict.PASS if evidence.file.size_bytes in window else Verdict.FAIL
    return Finding(verdict, evidence.file.size_bytes / 1024, f"{shown} KB")


CHECKS = (
    Check("format", "file", _format),
    Check("pixels", "file", _pixels),
    Check("dpi", "file", _dpi),
    Check("file_size", "file", _file_size),
)
