# SPDX-License-Identifier: Apache-2.0
"""The station: what it is called, its city and campaign; when it locks; its rules between people."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from sscard_desktop.domain.fields import NO, YES
from sscard_desktop.services.houserules import HouseRules, Rules
from sscard_desktop.services.preferences import Preferences, StationPreferences
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.editors import FlagEditor, GroupedEditor
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PlainEditor

_MINUTE_S = 60


class StationTab(Tab):
    """Facts that are fixed since the set-up, and what a supervisor may change; changes are saved as they are made.

    Signals:
        idle_changed(seconds): the window locks after another time.
    """

    idle_changed = Signal(float)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        space = tokens().space
        self._facts = {key: PlainEditor(key, self) for key in ("name", "number", "city", "campaign")}
        for fact in self._facts.values():
            fact.set_read_only(True)
        self._idle = GroupedEditor("idle", self, groups=(2,))
        self._own = FlagEditor("own", self)
        self._shared = FlagEditor("shared", self)
        self._idle.finished.connect(self._save_idle)
        self._own.finished.connect(lambda value: self._save_rules(own=value == YES))
        self._shared.finished.connect(lambda value: self._save_rules(shared=value == YES))
        self._flow = FieldFlow(self)
        self._flow.set_fields([self._idle, self._own, self._shared])
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.l)
        grid.setVerticalSpacing(space.s)
        editors: list[FieldEditor] = [*self._facts.values(), self._idle, self._own, self._shared]
        for index, editor in enumerate(editors):
            grid.addWidget(editor, index // 2, index % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.m, 0, 0)
        column.addLayout(grid)
        column.addStretch()
        self.setFocusProxy(self._idle)
        self.retranslate()

    def title(self) -> str:
        return self.tr("站点")

    def entered(self) -> None:
        identity = self._desk.identity
        self._facts["name"].set_value(identity.name)
        self._facts["number"].set_value(f"{identity.number:04d}")
        self._facts["campaign"].set_value(identity.campaign)
        self._show_city()

        def read() -> tuple[Preferences, Rules]:
            session = self._desk.session
            return StationPreferences(session).current(), HouseRules(session).current()

        def show(read: tuple[Preferences, Rules]) -> None:
            preferences, rules = read
            self._idle.set_value(str(preferences.idle_lock_s // _MINUTE_S))
            self._own.set_value(YES if rules.own_review else NO)
            self._shared.set_value(YES if rules.shared_records else NO)

        self._desk.tasks.run(read, owner=self, on_done=show)

    def fields(self) -> tuple[GroupedEditor, FlagEditor, FlagEditor]:
        """Return minutes, own records, shared records; for tests."""
        return self._idle, self._own, self._shared

    def retranslate(self) -> None:
        words = {
            "name": self.tr("站点名称"),
            "number": self.tr("站点编号"),
            "city": self.tr("城市配置"),
            "campaign": self.tr("采集活动"),
        }
        for key, word in words.items():
            self._facts[key].set_label(word)
        self._idle.set_label(self.tr("无人操作多少分钟后锁定（1–60）"))
        self._own.set_label(self.tr("允许审核自己采集的记录（只有一个人的站点）"))
        self._shared.set_label(self.tr("录入员可以看到彼此的记录"))
        for editor in (self._own, self._shared):
            editor.set_words(self.tr("允许"), self.tr("不允许"))
        self._show_city()

    def _show_city(self) -> None:
        profile = self._desk.profile
        self._facts["city"].set_value(
            self.tr("{city}，版本 {version}").format(
                city=profile.label(self._desk.language.code), version=profile.version
            )
        )

    def _save_idle(self, minutes: str) -> None:
        seconds = int(minutes or 0) * _MINUTE_S

        def saved(preferences: Preferences) -> None:
            self._idle.set_note(Note(self.tr("已保存"), Tone.OK))
            self.idle_changed.emit(float(preferences.idle_lock_s))

        self._desk.tasks.run(
            lambda: StationPreferences(self._desk.session).change(idle_lock_s=seconds),
            owner=self,
            on_done=saved,
            on_error=lambda error: self._idle.set_note(Note(self._desk.language.message(error).what)),
        )

    def _save_rules(self, *, own: bool | None = None, shared: bool | None = None) -> None:
        editor = self._own if own is not None else self._shared
        self._desk.tasks.run(
            lambda: HouseRules(self._desk.session).change(own_review=own, shared_records=shared),
            owner=self,
            on_done=lambda _: editor.set_note(Note(self.tr("已保存"), Tone.OK)),
        )
