# SPDX-License-Identifier: Apache-2.0
"""The part of a profile that names printed forms, and where each form's template file lies.

Refuses a template outside of the folders of the profile and its bases.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.filenames import is_plain
from sscard_desktop.domain.profile import FormScope, FormSpec
from sscard_desktop.storage.profile_reading import Findings, Table, key_of, text_of
from sscard_desktop.storage.profile_source import Node, read_plain_file

MAX_FORMS = 30
MAX_TEMPLATE_BYTES = 8 * 1024 * 1024


@dataclasses.dataclass(slots=True)
class FormReader:
    """Reads printed forms and their template files.

    Attributes:
        folders: the folder of each file read, by its shown name, the profile's own first. A template lies beside the
            file that names it or beside one of that file's bases, so that a city can name a form that all share.
        contents: shown name → content of the templates read so far, for the digest.
        files: their files → the same.
        places: where templates were looked for → the file that was found there, ``None`` where there was none.
    """

    folders: Mapping[str, Path]
    contents: dict[str, bytes] = dataclasses.field(default_factory=dict)
    files: dict[Path, bytes] = dataclasses.field(default_factory=dict)
    places: dict[Path, Path | None] = dataclasses.field(default_factory=dict)

    def read_all(self, root: Table) -> tuple[FormSpec, ...]:
        """Read ``[[forms]]``."""
        forms: list[FormSpec] = []
        for table in root.tables("forms", limit=MAX_FORMS, needed=False):
            form = self.read(table)
            if any(earlier.key == form.key for earlier in forms):
                table.findings.add(table.node, "name_twice", key="key", value=form.key)
            forms.append(form)
        return tuple(forms)

    def read(self, table: Table) -> FormSpec:
        """Read one form: ``key``, ``labels``, ``template``, ``scope``, ``preprinted``."""
        key_node = table.needed("key")
        key = "" if key_node is None else key_of(key_node, table.findings)
        labels = table.labels()
        node = table.needed("template")
        scope = FormScope(table.choice("scope", list(FormScope), FormScope.RECORD))
        preprinted = table.flag("preprinted", False)
        table.close()
        path = None if node is None else self._template(node, table.findings)
        return FormSpec(key, labels, path or Path(), scope, preprinted)

    def _template(self, node: Node, findings: Findings) -> Path | None:
        beside = list(self.folders)[list(self.folders).index(node.file) :]
        found = self._template_path(node, {shown_as: self.folders[shown_as] for shown_as in beside}, findings)
        if found is None:
            return None
        shown_as, path = found
        try:
            self.files[path] = self.contents[shown_as] = read_plain_file(path, shown_as, limit=MAX_TEMPLATE_BYTES)
        except InvalidInputError as error:
            findings.add(node, error.code.removeprefix("profile."), limit=MAX_TEMPLATE_BYTES)
        return path

    def _template_path(self, node: Node, folders: Mapping[str, Path], findings: Findings) -> tuple[str, Path] | None:
        """Return a template's name as messages show it, and its file: the first that lies in one of ``folders``."""
        name = text_of(node, findings)
        if not is_plain(name):
            findings.add(node, "path_escape")
            return None
        if not name.endswith((".toml", ".pdf")):
            findings.add(node, "file_ending", allowed=".toml, .pdf")
            return None
        for shown_as, folder in folders.items():
            self.places[folder / name] = None
            try:
                path = (folder / name).resolve(strict=True)
                inside = path.is_relative_to(folder.resolve(strict=True))
            except (OSError, RuntimeError):
                continue
            self.places[folder / name] = path
            if not inside:
                findings.add(node, "path_escape")
                return None
            return f"{shown_as.rpartition('/')[0]}/{name}".lstrip("/"), path
        findings.add(node, "template_missing", value=name)
        return None
