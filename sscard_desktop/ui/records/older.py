# SPDX-License-Identifier: Apache-2.0
"""What to say of a record that was taken by another version of the city's profile: which, and what it holds besides."""

from __future__ import annotations

from PySide6.QtCore import QObject

from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.profilechange import left_over
from sscard_desktop.domain.record import Record


class OlderRecord(QObject):
    """Puts it into a sentence and a line of what has no place now; nothing of it is ever dropped."""

    def told(self, record: Record, profile: Profile, language: str) -> tuple[str, str] | None:
        """Return both, ``None`` for a record of the profile in use whose codes are all known.

        What such a record holds besides comes from a kind of business that was changed for another: nothing to tell.
        """
        left = left_over(record, profile)
        same = (record.profile, record.profile_version) == (profile.name, profile.version)
        if same and not left.codes:
            return None
        what = (
            self.tr("这条记录里有现行配置不认识的内容")
            if same
            else self.tr("按城市配置 {old} 采集，现行的是 {new}").format(
                old=f"{record.profile} {record.profile_version}", new=f"{profile.name} {profile.version}"
            )
        )
        fields = profile.of(record.business).fields
        parts = [
            self.tr("{field} 的代码 {code} 已不在代码表中").format(
                field=fields[key].label(language), code=record.value(key)
            )
            for key in left.codes
        ]
        if left.fields and not same:
            listed = self.tr("，").join(f"{key} = {value}" for key, value in left.fields.items())
            parts.append(self.tr("现在不再填写、仍保存着：{fields}").format(fields=listed))
        return what, self.tr("；").join(parts)
