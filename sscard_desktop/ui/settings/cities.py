# SPDX-License-Identifier: Apache-2.0
"""City profiles: what is different since a supervisor looked, and any profile as a clerk and a bureau would see it.

Six people who don't exist go through the form, the sheet and the papers of each kind of business. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.profile import FormSpec, Profile, ProfileProblem
from sscard_desktop.services.profilepreview import Cell, ProfilePreview, Specimen
from sscard_desktop.services.profilewatch import ProfileChange, ProfileWatch
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.settings.cityviews import ColumnsModel, PaperView
from sscard_desktop.ui.settings.citywords import CityWords
from sscard_desktop.ui.settings.profileviews import VIEWS, ProfileViews
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import CodeEditor
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Tone


def _ask(parent: QWidget, title: str) -> str:
    return QFileDialog.getExistingDirectory(parent, title)


class CitiesTab(Tab):
    """Above, who is shown of which city; below, one view. F2 goes through the views, F3 opens a folder, F5 reads anew.

    Args:
        ask: the dialog for a folder; gives a path or ``""``.
    """

    def __init__(self, desk: Desk, *, ask: Callable[[QWidget, str], str] = _ask) -> None:
        super().__init__(desk)
        self._ask = ask
        space = tokens().space
        self._source: str | Path = desk.profile.name
        self._profile: Profile | None = None
        self._problems: Sequence[ProfileProblem] = ()
        self._people: Sequence[Specimen] = ()
        self._change: ProfileChange | None = None
        self._titles: Mapping[str, str] = {}
        self._asked = self._papers_asked = 0
        self._banner = Banner(self, closable=False)
        self._banner.action_chosen.connect(self._acknowledge)
        self._city, self._business, self._person, self._paper = (
            CodeEditor(key, self) for key in ("city", "business", "person", "paper")
        )
        self._city.edited.connect(self._choose_city)
        self._business.edited.connect(lambda code: self._choose_business() if code else None)
        self._person.edited.connect(lambda code: self._show_person() if code else None)
        self._paper.edited.connect(lambda code: self._set_paper() if code else None)
        self._views = ProfileViews(desk, self)
        self._views.picked.connect(self.show_view)
        who = QHBoxLayout()
        who.setSpacing(space.l)
        for editor in (self._city, self._business, self._person, self._paper):
            who.addWidget(editor, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.s, 0, 0)
        column.setSpacing(space.s)
        column.addWidget(self._banner)
        column.addLayout(who)
        column.addWidget(self._views, 1)
        self.setFocusProxy(self._city)
        self.retranslate()
        self.show_view(VIEWS[0])

    # the tab

    def title(self) -> str:
        return self.tr("城市配置")

    def entered(self) -> None:
        session, workplace = self._desk.session, self._desk.workplace

        language = self._desk.language.code

        def read() -> tuple[ProfileChange | None, Mapping[str, str]]:
            return ProfileWatch(session).pending(), ProfilePreview(session, workplace).titles(language)

        def show(read: tuple[ProfileChange | None, Mapping[str, str]]) -> None:
            self._change, self._titles = read
            self._show_change()
            self._show_cities()
            if self._profile is None and not self._problems:
                self.look_at(self._source)
            elif self._shows_changed():
                self.show_view("problems")

        self._desk.tasks.run(read, owner=self, on_done=show)

    def key_actions(self) -> list[KeyAction]:
        actions = [
            KeyAction("view", "F2", self.tr("换一个视图"), "search"),
            KeyAction("open", "F3", self.tr("打开文件夹"), "file"),
            KeyAction("again", "F5", self.tr("重新读取"), "refresh"),
        ]
        if self._change is not None:
            actions.append(KeyAction("acknowledge", "F7", self.tr("确认改动"), "check"))
        return actions

    def act(self, name: str) -> None:
        if name == "view":
            self.show_view(self._views.next_view())
        elif name == "open":
            chosen = self._ask(self, self.tr("选择城市配置的文件夹"))
            if chosen:
                self.look_at(Path(chosen))
        elif name == "again":
            self.look_at(self._source)
        elif name == "acknowledge":
            self._acknowledge()

    def retranslate(self) -> None:
        for editor, word in (
            (self._city, self.tr("城市")),
            (self._business, self.tr("业务类型")),
            (self._person, self.tr("样例人员（虚构）")),
            (self._paper, self.tr("打印件")),
        ):
            editor.set_label(word)
        self._show_cities()
        self._show_change()
        self._show_profile()

    # a profile

    def look_at(self, source: str | Path) -> None:
        """Show an installed profile by name, or the one in a folder."""
        self._source = source
        self._asked += 1
        asked, preview = self._asked, self._preview()

        def show(read: tuple[Profile | None, Sequence[ProfileProblem]]) -> None:
            if asked == self._asked:
                self._profile, self._problems = read
                self._show_profile()
                if self._problems or self._shows_changed():
                    self.show_view("problems")
                elif self.view() == "problems":
                    self.show_view(VIEWS[0])

        self._desk.tasks.run(lambda: preview.look(source), owner=self, lane=Lane.WORK, on_done=show)

    def show_view(self, name: str) -> None:
        """Show one of :data:`VIEWS`."""
        self._views.show_view(name)
        self._paper.setEnabled(name == "paper")
        if name == "paper":
            self._set_paper()

    def view(self) -> str:
        """Return the view that is shown."""
        return self._views.view()

    def _shows_changed(self) -> bool:
        """Return whether the city that is looked at waits to be acknowledged: what is different comes first then."""
        return self._change is not None and self._source == self._change.now.name

    def _preview(self) -> ProfilePreview:
        return ProfilePreview(self._desk.session, self._desk.workplace)

    def _show_cities(self) -> None:
        initials = self._desk.workplace.pinyin.initials
        choices = [Choice(name, title, initials(title), " ") for name, title in self._titles.items()]
        if isinstance(self._source, Path):
            choices.append(Choice(str(self._source), str(self._source), "", " "))
        self._city.set_choices(choices)
        self._city.set_value(str(self._source))

    def _show_profile(self) -> None:
        self._show_cities()
        self._show_words()
        profile = self._profile
        language = self._desk.language.code
        entries = profile.businesses.entries if profile is not None else ()
        chosen = self._business.value()
        self._business.set_choices([Choice(entry.code, entry.label(language), "", " ") for entry in entries])
        known = [entry.code for entry in entries]
        self._business.set_value(chosen if chosen in known else known[0] if known else "")
        self._choose_business()

    def _show_words(self) -> None:
        words = CityWords(self._desk.language.code)
        found = [words.problem(problem) for problem in self._problems]
        changed = [words.difference(each) for each in self._change.differences] if self._change is not None else []
        good = Finding(self.tr("没有发现问题。"), tone=Tone.OK)
        self._views.show_checked(len(self._problems), found, changed, good)

    def _choose_city(self, code: str) -> None:
        if code in self._titles:
            self.look_at(code)

    def _choose_business(self) -> None:
        profile, business = self._profile, self._business.value()
        self._views.clear()
        self._people = ()
        if profile is None or not business:
            for editor in (self._person, self._paper):
                editor.set_choices([])
                editor.set_value("")
            return
        seen = profile.of(business)
        self._views.show_profile(seen)
        forms = [Choice(form.key, form.label(self._desk.language.code), "", " ") for form in seen.forms]
        paper = self._paper.value()
        self._paper.set_choices(forms)
        keys = [form.code for form in forms]
        self._paper.set_value(paper if paper in keys else keys[0] if keys else "")
        preview = self._preview()

        def show(people: Sequence[Specimen]) -> None:
            if (self._profile, self._business.value()) == (profile, business):
                self._people = people
                self._show_people()

        self._desk.tasks.run(lambda: preview.people(profile, business), owner=self, lane=Lane.WORK, on_done=show)

    def _show_people(self) -> None:
        stories = {
            "adult": self.tr("成年人"),
            "minor": self.tr("未成年人，监护人代办"),
            "student": self.tr("大学生"),
            "foreigner": self.tr("外国人"),
            "by_post": self.tr("邮寄领卡"),
            "rare_name": self.tr("生僻字姓名，证件长期有效"),
        }
        chosen = self._person.value() or self._people[0].story
        self._person.set_choices(
            [Choice(each.story, f"{each.name} · {stories[each.story]}", "", " ") for each in self._people]
        )
        self._person.set_value(chosen)
        self._show_person()

    def _show_person(self) -> None:
        person, profile, business = self._chosen(), self._profile, self._business.value()
        if person is None or profile is None or self._views.form is None:
            return
        self._views.form.show_values(person.values, forced=True)
        preview = self._preview()

        def show(cells: Sequence[Cell]) -> None:
            if self._chosen() is person:
                self._views.columns.show_cells(cells, self._desk.language.code)

        self._views.columns.show_cells((), "")
        self._desk.tasks.run(lambda: preview.row(profile, business, person), owner=self, lane=Lane.WORK, on_done=show)
        self._set_paper()

    def _chosen(self) -> Specimen | None:
        return next((each for each in self._people if each.story == self._person.value()), None)

    def _set_paper(self) -> None:
        """Set the chosen paper if it is looked at: half a second that nobody waits for otherwise."""
        person, profile, business = self._chosen(), self._profile, self._business.value()
        form = self._chosen_paper()
        if self.view() != "paper" or person is None or profile is None or form is None:
            return
        self._papers_asked += 1
        asked, preview = self._papers_asked, self._preview()
        people = [person, *(each for each in self._people if each is not person)]

        def show(pdf: bytes) -> None:
            if asked == self._papers_asked:
                self._views.pages.show_pdf(pdf)

        self._desk.tasks.run(
            lambda: preview.paper(profile, business, form, people), owner=self, lane=Lane.WORK, on_done=show
        )

    def _chosen_paper(self) -> FormSpec | None:
        forms = self._profile.of(self._business.value()).forms if self._profile is not None else ()
        return next((form for form in forms if form.key == self._paper.value()), None)

    # what changed

    def _show_change(self) -> None:
        change = self._change
        if change is None:
            self._banner.close_message()
        else:
            told = messages.message(change.code, change.params, self._desk.language.code)
            self._banner.show_message(told.what, told.todo, tone=Tone.WARN, action=self.tr("确认改动") + "  F7")
        self._show_words()
        self.actions_changed.emit()

    def _acknowledge(self) -> None:
        change, session = self._change, self._desk.session
        if change is None:
            return

        def done(_: None) -> None:
            self._change = None
            self._show_change()
            self.told.emit(self.tr("已确认城市配置 {profile} 的改动").format(profile=change.now.name))

        self._desk.tasks.run(lambda: ProfileWatch(session).acknowledge(change), owner=self, on_done=done)

    # for tests

    def editors(self) -> tuple[CodeEditor, CodeEditor, CodeEditor, CodeEditor]:
        """Return the choices of city, business, person and paper."""
        return self._city, self._business, self._person, self._paper

    def form(self) -> RecordForm | None:
        """Return the form as the counter would show it."""
        return self._views.form

    def columns(self) -> ColumnsModel:
        """Return the sheet's columns."""
        return self._views.columns

    def pages(self) -> PaperView:
        """Return the pages."""
        return self._views.pages

    def findings(self, view: str) -> list[Finding]:
        """Return what ``says`` or ``problems`` lists."""
        return (self._views.says if view == "says" else self._views.wrong).findings()

    def banner(self) -> Banner:
        """Return the notice of a changed profile."""
        return self._banner
