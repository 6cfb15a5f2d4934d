# SPDX-License-Identifier: Apache-2.0
"""A photo's report as it is kept with the photo: the checks, and what the clerk confirmed or overrode with a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.photo import (
    Adjustment,
    Correction,
    FaceGeometry,
    PhotoCheck,
    PhotoFile,
    PhotoReport,
    Verdict,
)

LONGEST_CAMERA = 100
MOST_RETAKES = 99


@dataclass(frozen=True, slots=True)
class JudgedPhoto:
    """A report with the clerk's decisions.

    Attributes:
        confirmed: keys of ``confirm`` checks that the clerk looked at and found right.
        overridden: key of a failed check → the clerk's reason; the supervisor sees it.
        camera: what took it, ``""`` for a file or where nobody knows.
        retaken: why photos before this one were thrown away → how many; the key of a check, ``""`` where none failed.
    """

    report: PhotoReport
    confirmed: frozenset[str] = frozenset()
    overridden: Mapping[str, str] = field(default_factory=dict)
    camera: str = field(default="", compare=False)
    retaken: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def open_failures(self) -> tuple[str, ...]:
        """Keys of the failed checks that nobody overrode."""
        return tuple(check.key for check in self.report.failed if check.key not in self.overridden)

    @property
    def open_questions(self) -> tuple[str, ...]:
        """Keys of the checks that still wait for the clerk's look."""
        return tuple(
            check.key
            for check in self.report.checks
            if check.verdict is Verdict.CONFIRM and check.key not in self.confirmed
        )

    def confirm(self, *keys: str) -> JudgedPhoto:
        """Return it with these checks confirmed, or all open ones if none is named."""
        return replace(self, confirmed=self.confirmed | set(keys or self.open_questions))

    def override(self, key: str, reason: str) -> JudgedPhoto:
        """Return it with one failed check overridden.

        Raises:
            RefusedError: there is no reason, or the check didn't fail.
        """
        if not reason.strip():
            raise RefusedError("photo.override_reason_missing")
        if key not in {check.key for check in self.report.failed}:
            raise RefusedError("photo.nothing_to_override", check=key)
        return replace(self, overridden={**self.overridden, key: reason.strip()})

    def thrown_away(self, because: str = "") -> str:
        """Return why this photo was thrown away: what the clerk named, or else the first check that failed."""
        return because or next((check.key for check in self.report.failed), "")

    def to_json(self) -> str:
        """Return it as stored beside the photo."""
        report = asdict(self.report)
        retaken = {"retaken": dict(self.retaken)} if self.retaken else {}
        return json.dumps(
            {
                **report,
                "confirmed": sorted(self.confirmed),
                "overridden": dict(self.overridden),
                "camera": self.camera[:LONGEST_CAMERA],
                **retaken,
            },
            ensure_ascii=False,
        )


def from_json(text: str) -> JudgedPhoto:
    """Read what :meth:`JudgedPhoto.to_json` wrote; an empty text is a photo without a report.

    Raises:
        InvalidInputError: the stored text is damaged.
    """
    if not text:
        return JudgedPhoto(PhotoReport(()))
    try:
        data = json.loads(text)
        report = PhotoReport(
            checks=tuple(
                PhotoCheck(c["key"], Verdict(c["verdict"]), c["figure"], c["limit"], c["family"], _hints(c))
                for c in data["checks"]
            ),
            geometry=FaceGeometry(**data["geometry"]) if data["geometry"] else None,
            file=PhotoFile(**data["file"]) if data["file"] else None,
            background_replaced=bool(data["background_replaced"]),
            hair_cut=bool(data["hair_cut"]),
            # Reports of older versions know neither adjustment nor correction.
            adjustment=Adjustment(**data["adjustment"]) if data.get("adjustment") else None,
            corrected=tuple(Correction(c["key"], c["figure"]) for c in data.get("corrected", ())),
        )
        camera = str(data.get("camera", ""))[:LONGEST_CAMERA]
        retaken = _retaken(data.get("retaken", {}))
        return JudgedPhoto(report, frozenset(data["confirmed"]), dict(data["overridden"]), camera, retaken)
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInputError("photo.report_damaged") from error


def one_more(retaken: Mapping[str, int], reason: str) -> dict[str, int]:
    """Return the retakes with one more for this reason."""
    return {**retaken, reason: min(retaken.get(reason, 0) + 1, MOST_RETAKES)}


def _retaken(stored: object) -> dict[str, int]:
    if not isinstance(stored, dict) or not all(type(times) is int and times > 0 for times in stored.values()):
        raise TypeError("retaken")
    return {str(reason): min(times, MOST_RETAKES) for reason, times in stored.items()}


def _hints(check: Mapping[str, object]) -> tuple[str, ...]:
    """Return the hints of a stored check; earlier versions stored none."""
    stored = check.get("hints", [])
    if not isinstance(stored, list) or not all(isinstance(hint, str) for hint in stored):
        raise TypeError("hints")
    return tuple(stored)
