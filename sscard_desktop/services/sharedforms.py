# SPDX-License-Identifier: Apache-2.0
"""Forms of rosters that every city has, whether its profile names them or not.

One of the same name beside a city's profile goes before the common one, and one that the profile itself declares before
both.
"""

from __future__ import annotations

from pathlib import Path

from sscard_desktop.domain.profile import FormScope, FormSpec, Profile

COMPARISON_FORM = "comparison"
MISSING_FORM = "missing-list"
SLOTS_FORM = "slot-list"


def comparison_form(profile: Profile, shared: Path) -> FormSpec:
    """Return 二次采集比对表: six items of one person, with room to correct."""
    labels = {"zh_CN": "二次采集比对表", "en": "Comparison sheet"}
    return _declared(profile, COMPARISON_FORM) or _of(profile, shared, COMPARISON_FORM, labels, FormScope.RECORD)


def missing_form(profile: Profile, shared: Path) -> FormSpec:
    """Return 未到人员名单: who of a roster hasn't come."""
    labels = {"zh_CN": "未到人员名单", "en": "Missing people"}
    return _of(profile, shared, MISSING_FORM, labels, FormScope.PEOPLE)


def slots_form(profile: Profile, shared: Path) -> FormSpec:
    """Return 采集时间安排表: who is asked to come when."""
    labels = {"zh_CN": "采集时间安排表", "en": "Appointments"}
    return _of(profile, shared, SLOTS_FORM, labels, FormScope.PEOPLE)


def _declared(profile: Profile, key: str) -> FormSpec | None:
    return next((form for form in profile.forms if form.key == key), None)


def _of(profile: Profile, shared: Path, key: str, labels: dict[str, str], scope: FormScope) -> FormSpec:
    beside = profile.folder / f"{key}.toml"
    return FormSpec(key, labels, beside if beside.is_file() else shared / f"{key}.toml", scope)
