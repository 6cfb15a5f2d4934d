# SPDX-License-Identifier: Apache-2.0
"""The installed city profiles: one folder a city, read strictly from TOML (``forms/README.md`` documents the keys).

Answers for finding, reading and checking them. A profile with anything wrong is refused whole, by file, line and key:
half a city would collect data that nobody can use.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sscard_desktop.domain.cardissue import PAPER_KEYS
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, SscardError
from sscard_desktop.domain.ownlook import LOOK_KEYS
from sscard_desktop.domain.profile import FormScope, Profile, ProfileProblem
from sscard_desktop.domain.roster import LIST_KEYS
from sscard_desktop.storage import (
    profile_applicant,
    profile_businesses,
    profile_columns,
    profile_conditions,
    profile_feedback,
    profile_fields,
    profile_forms,
    profile_package,
    profile_pictures,
    profile_retention,
    profile_review,
    profile_roster,
)
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profile_beginning import begin_profile
from sscard_desktop.storage.profile_columns import NO_CODES
from sscard_desktop.storage.profile_kept import Base, KeptProfile, sealed
from sscard_desktop.storage.profile_reading import MAX_PROBLEMS, Findings, Table, TooManyProblemsError, nearest_first
from sscard_desktop.storage.profile_source import (
    COMMON,
    PROFILE_FILE,
    PROFILE_NAME,
    digest,
    read_plain_file,
    read_source,
)
from sscard_desktop.storage.profile_travel import files_of, install

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}")
_PAPERS = {
    "handout-list.toml": FormScope.PEOPLE,
    "pickup-notice.toml": FormScope.RECORD,
    "labels.toml": FormScope.PEOPLE,
    "missing-list.toml": FormScope.PEOPLE,
    "slot-list.toml": FormScope.PEOPLE,
    "own-look.toml": FormScope.PEOPLE,
}
"""A city's own papers for giving cards out, for rosters and for the applicant's look, and whom each is about."""
_SHARED_LISTS = ("nations", "sexes", "countries")


class ProfileFolders:
    """The profiles in some folders: the program's own, and the station's for cities that were added.

    Args:
        folders: searched in this order; the first that has a name gives it. One that doesn't exist is empty.
        codes: the national code tables that profiles refer to by ``source``.
        read_form: reads a printed form's template against the keys of the profile's fields, and raises for a broken
            one; asked by :meth:`check` only, since nobody waits for it at the start.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        codes: CodeTables,
        *,
        read_form: Callable[[Path, Collection[str], FormScope], object] | None = None,
    ) -> None:
        self._folders = tuple(folder.absolute() for folder in folders)
        self._codes = codes
        self._read_form = read_form
        self._kept: KeptProfile | None = None

    def names(self) -> Sequence[str]:
        """Return the names of the profiles, sorted, broken ones included: they are told when they are loaded."""
        return sorted({path.name for folder in self._folders for path in _cities(folder)})

    def titles(self, name: str) -> Mapping[str, str]:
        """Return what a profile's own file calls its city, by language; empty where it can't be told.

        For a list of cities to choose from: a hundredth of the time that reading them whole takes, and no check.
        """
        folder = self._find(name)
        if folder is None:
            return {}
        try:
            read = tomllib.loads(read_plain_file(folder / PROFILE_FILE, name).decode())
        except (SscardError, ValueError, RecursionError):
            return {}
        labels = read.get("labels")
        found = labels.items() if isinstance(labels, dict) else ()
        return {language: label for language, label in found if isinstance(label, str) and label.strip()}

    def load(self, name: str) -> Profile:
        """Return a profile: the same one as before, while nothing of it has changed.

        Raises:
            InvalidInputError: ``profile.unknown``, or the first thing that is wrong with it (``profile.*``,
                ``toml.*``, ``codes.*``) with file, line and key.
        """
        folder = self._find(name)
        if folder is None:
            raise InvalidInputError("profile.unknown", name=name[:60], known=", ".join(self.names()))
        kept = self._kept
        if kept is not None and kept.profile.folder == folder and kept.holds(self._base):
            return kept.profile
        return self.read(folder)

    def read(self, folder: Path) -> Profile:
        """Return the profile in a folder, which needn't be an installed one; raise as :meth:`load` does."""
        profile, problems = self._read(folder.absolute())
        if profile is None:
            first = problems[0]
            raise InvalidInputError(first.code, **{**first.params, **_place(first)})
        return profile

    def check(self, folder: Path) -> Sequence[ProfileProblem]:
        """Return everything that is wrong with the profile in ``folder``, which needn't be an installed one."""
        folder = folder.absolute()
        problems: list[ProfileProblem] = []
        shown_as = f"{folder.name}/{PROFILE_FILE}"
        if not PROFILE_NAME.fullmatch(folder.name) or folder.name == COMMON:
            problems.append(ProfileProblem(shown_as, 0, "", "profile.folder_name"))
        other = self._find(folder.name)
        if other is not None and other != folder and folder.parent in self._folders:
            problems.append(ProfileProblem(shown_as, 0, "", "profile.shadowed"))
        profile, found = self._read(folder)
        return [*problems, *found, *self._form_problems(profile)]

    def begin(self, folder: Path, name: str, base: str) -> Path:
        """Make the folder of a new city over ``base``; see :func:`.profile_beginning.begin_profile`.

        Raises:
            InvalidInputError: also ``profile.unknown``, there is no such base.
        """
        if base != COMMON:
            self.load(base)
        readme = self._folders[0] / "README.md"
        return begin_profile(folder, name, base, readme)

    def own_files(self) -> Mapping[str, bytes]:
        """Return the files of the cities that were added; see :func:`.profile_travel.files_of`."""
        return files_of([city for folder in self._folders[1:] for city in _cities(folder)])

    def install(self, files: Mapping[str, bytes]) -> Sequence[str]:
        """Add cities from another station; see :func:`.profile_travel.install`."""
        return install(self._folders[-1], files, self.check)

    def _form_problems(self, profile: Profile | None) -> Iterator[ProfileProblem]:
        if profile is None or self._read_form is None:
            return
        forms = [*profile.forms]
        forms += [form for view in profile.views.values() for form in view.forms if form not in forms]
        for form in forms:
            # A form that several kinds of business print may show what any of them asks for.
            views = [view.fields for view in profile.views.values() if form in view.forms]
            keys = {key for fields in (*([profile.fields] if form in profile.forms else []), *views) for key in fields}
            try:
                self._read_form(form.template, keys, form.scope)
            except (InvalidInputError, EnvironmentFailedError) as error:
                yield _problem(error, f"{form.template.parent.name}/{form.template.name}")
        yield from self._paper_problems(profile, self._read_form)

    def _paper_problems(
        self, profile: Profile, read_form: Callable[[Path, Collection[str], FormScope], object]
    ) -> Iterator[ProfileProblem]:
        """Yield what is wrong with a city's own papers for hand-out and rosters, which lie beside its profile."""
        keys = {*profile.fields, *PAPER_KEYS, *LIST_KEYS, *LOOK_KEYS}
        for name, scope in _PAPERS.items():
            template = profile.folder / name
            if template.is_file():
                try:
                    read_form(template, keys, scope)
                except (InvalidInputError, EnvironmentFailedError) as error:
                    yield _problem(error, f"{template.parent.name}/{template.name}")

    def _find(self, name: str) -> Path | None:
        if not PROFILE_NAME.fullmatch(name):
            return None
        return next((city for folder in self._folders for city in _cities(folder) if city.name == name), None)

    def _base(self, name: str) -> Base:
        if name == COMMON:
            files = (folder / f"{COMMON}.toml" for folder in self._folders)
            return next(((file, file.name) for file in files if file.is_file()), None)
        city = self._find(name)
        return None if city is None else (city / PROFILE_FILE, f"{name}/{PROFILE_FILE}")

    def _shared(self, name: str) -> CodeList | None:
        return self._codes.code_list(name) if name in _SHARED_LISTS else None

    def _read(self, folder: Path) -> tuple[Profile | None, list[ProfileProblem]]:
        findings = Findings()
        try:
            profile = self._build(folder, findings)
        except InvalidInputError as error:
            if error.code == "profile.extends_missing":
                name = str(error.params["name"])
                error.params["allowed"] = nearest_first(name, [COMMON, *self.names()], limit=8)
            findings.problems.append(_problem(error, f"{folder.name}/{PROFILE_FILE}"))
        except TooManyProblemsError:
            pass
        own = findings.own
        if findings.problems and own is not None and "extends" not in own.value:
            # Said first: it is what all the missing fields come from.
            first = ProfileProblem(own.file, 1, "extends", "profile.extends_absent")
            findings.problems = [first, *findings.problems][:MAX_PROBLEMS]
        return (None if findings.problems else profile), findings.problems

    def _build(self, folder: Path, findings: Findings) -> Profile:
        shown_as = f"{folder.name}/{PROFILE_FILE}"
        bases: dict[str, Base] = {}

        def base(name: str) -> Base:
            bases[name] = self._base(name)
            return bases[name]

        source = read_source(folder / PROFILE_FILE, shown_as, base)
        findings.own = source.own
        root = Table(source.merged, findings)
        root.get("extends")
        code_lists = profile_fields.read_code_lists(root, self._shared)
        declared = profile_fields.read_fields(root, code_lists)
        sections, fields = profile_fields.read_sections(root, declared)
        rules = profile_fields.read_rules(root, sections, fields)
        reader = profile_forms.FormReader(source.folders)
        forms = reader.read_all(root)
        version = root.text("version", limit=20)
        if version and not _VERSION.fullmatch(version):
            findings.add(source.merged, "version", key="version")
        profile = Profile(
            name=folder.name,
            version=version,
            sha256="",
            labels=root.labels(),
            folder=folder,
            sections=sections,
            fields=fields,
            code_lists=code_lists,
            rules=rules,
            pictures=profile_pictures.read_pictures(root, declared, code_lists),
            consents=profile_fields.read_consents(root),
            photo=profile_pictures.read_photo(root),
            id_picture=profile_pictures.read_id_picture(root),
            workbook=profile_columns.read_workbook(root, fields, code_lists),
            package=profile_package.read_package(root, fields),
            businesses=NO_CODES,
            forms=forms,
            retention=profile_retention.read_retention(root),
            review=profile_review.read_review(root, declared),
            feedback=profile_feedback.read_feedback(root, declared),
            own_look=profile_review.read_own_look(root),
            applicant=profile_applicant.read_applicant(root),
            edit_hours=root.whole("edit_hours", 24, low=0, high=720),
            adult_age=root.whole("adult_age", 16, low=0, high=30),
            shared_records=root.flag("shared_records", False),
        )
        businesses = profile_businesses.read_businesses(root, source.own, profile, declared, reader)
        tables = [view.workbook for view in businesses.views.values()]
        profile_package.check_headers(root, tables, profile.package)
        asked = {key: spec for view in businesses.views.values() for key, spec in view.fields.items()}
        profile_fields.check_placed(root, {*fields, *asked}, source.own)
        profile_conditions.check_askers(root, {**asked, **fields}, profile.pictures)
        profile = replace(profile, businesses=businesses.codes, views=businesses.views)
        profile = replace(profile, roster=profile_roster.read_roster(root, profile, declared))
        root.close()
        profile = replace(profile, sha256=digest({**source.contents, **reader.contents}))
        if not findings.problems:
            own = {source.folders[name] / Path(name).name: content for name, content in source.contents.items()}
            self._kept = KeptProfile(profile, bases, reader.places, sealed({**own, **reader.files}))
        return profile


def _cities(folder: Path) -> list[Path]:
    """Return the city folders in a folder; links that lead elsewhere aren't followed."""
    try:
        home = folder.resolve()
        found = [path for path in sorted(folder.iterdir()) if PROFILE_NAME.fullmatch(path.name)]
        return [path for path in found if (path / PROFILE_FILE).is_file() and path.resolve().parent == home]
    except (OSError, RuntimeError):
        return []


def _problem(error: SscardError, file: str) -> ProfileProblem:
    """Return an error as a problem; ``file`` where the error doesn't name its own."""
    params = dict(error.params)
    shown_as = str(params.pop("file", file))
    line, key = int(params.pop("line", 0)), str(params.pop("key", ""))
    return ProfileProblem(shown_as, line, key, error.code, params)


def _place(problem: ProfileProblem) -> dict[str, str | int]:
    return {"file": problem.file, "line": problem.line, "key": problem.key}
