# SPDX-License-Identifier: Apache-2.0
"""What changed between two states of a city's profile, and what of an older record the present one no longer knows.

An outline is what a profile says, in short lines, kept with the digest after the files are gone: enough to tell a
supervisor what is different, not enough to work by.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from sscard_desktop.domain.fields import FieldKind, FieldSpec, several
from sscard_desktop.domain.photo import PhotoSpec
from sscard_desktop.domain.profile import Column, Profile
from sscard_desktop.domain.record import Record

Outline = Mapping[str, Sequence[str]]
"""Part of a profile → its lines."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a profile in which something changed: lines that went, lines that came."""

    part: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What a record holds that the present profile has no place for; it stays stored.

    Attributes:
        fields: values of fields that aren't asked for any more.
        codes: fields whose stored code isn't in the list any more.
    """

    fields: Mapping[str, str]
    codes: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.codes)


def outline(profile: Profile) -> dict[str, list[str]]:
    """Return what a profile says, in lines that two states of it can be compared by."""
    usual = profile.of(profile.usual_business)
    return {
        "businesses": [entry.code for entry in profile.businesses.entries],
        "fields": [_field(spec) for spec in usual.fields.values()],
        "rules": [
            " ".join([use.name, *(f"{key}={value}" for key, value in use.params.items())]) for use in usual.rules
        ],
        "codes": [f"{name} {_short(codes.entries)}" for name, codes in profile.code_lists.items()],
        "pictures": [f"{role.value}={condition}" for role, condition in usual.pictures.items()],
        "photo": list(_photo(profile.photo)),
        "columns": [
            " ".join([f"{code}: {column.header} = {column.value}", column.form.value, *_codes_of(column)])
            for code in (entry.code for entry in profile.businesses.entries)
            for column in profile.of(code).workbook.columns
        ],
        "files": [
            profile.package.package,
            profile.package.workbook,
            *(f"{role.value}: {path}" for role, path in profile.package.pictures.items()),
        ],
        "forms": [f"{form.key} {form.template.name}" for form in profile.forms],
        "consents": [f"{text.key} {text.version}" for text in profile.consents],
        "times": [
            f"edit_hours={profile.edit_hours}",
            f"adult_age={profile.adult_age}",
            *(f"{part.name}={getattr(profile.retention, part.name)}" for part in fields(profile.retention)),
        ],
    }


def differences(before: Outline, now: Outline) -> tuple[Difference, ...]:
    """Return the parts in which two outlines differ, in the order of the later one."""
    found = []
    for part, lines in now.items():
        old = before.get(part, ())
        gone = tuple(line for line in old if line not in lines)
        come = tuple(line for line in lines if line not in old)
        if gone or come:
            found.append(Difference(part, gone, come))
        elif list(old) != list(lines):
            found.append(Difference(part, (), ()))
    return tuple(found)


def left_over(record: Record, profile: Profile) -> LeftOver:
    """Return what ``record`` holds that its kind of business in ``profile`` has no place for."""
    seen = profile.of(record.business)
    gone = {key: value for key, value in record.values.items() if value and key not in seen.fields}
    codes = tuple(
        key for key, spec in seen.fields.items() if (value := record.value(key)) and not _known(spec, value, seen)
    )
    return LeftOver(gone, codes)


def _known(spec: FieldSpec, value: str, profile: Profile) -> bool:
    if spec.kind not in (FieldKind.CODE, FieldKind.CODES):
        return True
    codes = profile.code_lists[spec.code_list]
    return all(code in codes for code in (several(value) if spec.kind is FieldKind.CODES else [value]))


def _field(spec: FieldSpec) -> str:
    said = [f"required={spec.required}", f"shown={spec.shown}"]
    said += [f"max={spec.max_chars}"] if spec.max_chars else []
    return f"{spec.key} {spec.label('zh_CN')} {spec.kind.value} {' '.join(said)}"


def _codes_of(column: Column) -> list[str]:
    return [_short(sorted(column.codes.items()))] if column.codes else []


def _photo(spec: PhotoSpec) -> Iterator[str]:
    for part in fields(spec):
        yield f"{part.name}={getattr(spec, part.name)}"


def _short(content: object) -> str:
    return hashlib.sha256(repr(content).encode("utf-8")).hexdigest()[:8]
