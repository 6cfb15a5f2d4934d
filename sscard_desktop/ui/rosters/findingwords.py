# SPDX-License-Identifier: Apache-2.0
"""The sentences for what is wrong in a list: where it is, what is wrong, what to do."""

from __future__ import annotations

from sscard_desktop import messages
from sscard_desktop.domain.checkedroster import CheckedRoster
from sscard_desktop.domain.profile import Profile
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.rosters.findings import Finding, Kind


class FindingWords:
    """The sentences for findings, in the language in force.

    Args:
        profile: for the fields' labels.
    """

    def __init__(self, profile: Profile, language: Language) -> None:
        self._profile = profile
        self._language = language
        self._columns: dict[str, str] = {}

    def read(self, checked: CheckedRoster) -> None:
        """Know the headers of another file."""
        self._columns = {each.letters: each.header for each in checked.columns}

    def message(self, finding: Finding) -> messages.Message:
        """Return what is wrong and what to do."""
        return messages.message(finding.problem.code, finding.problem.params, self._language.code)

    def told(self, finding: Finding) -> str:
        """Return both in one line, with the value that is proposed."""
        message = self.message(finding)
        return f"{message.what}{'' if self._language.code == 'zh_CN' else ' '}{message.todo}"

    def column(self, finding: Finding) -> str:
        """Return where: the column's letters with its header."""
        letters = finding.problem.column
        return f"{letters} {self._columns.get(letters, '')}".strip()

    def kind(self, kind: Kind) -> str:
        """Return what a kind is, by its first one."""
        label = self._columns.get(kind.first.column, "")
        if not label and kind.key in self._profile.fields:
            label = self._profile.fields[kind.key].label(self._language.code)
        what = messages.message(kind.first.code, kind.first.params, self._language.code).what
        between = "：" if self._language.code == "zh_CN" else ": "
        return f"{label}{between}{what}" if label and label not in what else what
