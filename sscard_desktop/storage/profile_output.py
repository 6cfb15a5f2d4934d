# SPDX-License-Identifier: Apache-2.0
"""The part of a profile that says what comes out, and what stays how long: columns, names, forms, periods.

Refuses a column over a field that nobody asks for, codes that don't cover their list, and names that would leave their
folder, clash with each other, or not be a file name on Windows.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.fields import NO, YES, FieldKind, FieldSpec
from sscard_desktop.domain.filenames import filled, filled_up, placeholders
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import (
    RECORD_VALUES,
    CellForm,
    Column,
    FormScope,
    FormSpec,
    PackageSpec,
    WorkbookSpec,
)
from sscard_desktop.domain.retention import MAX_DAYS, RetentionSpec
from sscard_desktop.domain.spelling import NamesIn, TableEncoding
from sscard_desktop.storage.profile_pictures import EXPORTED_ROLES
from sscard_desktop.storage.profile_reading import Findings, Table, key_of, text_of
from sscard_desktop.storage.profile_source import Node, read_plain_file
from sscard_desktop.storage.profile_substitutes import read_substitute

MAX_COLUMNS = 400
MAX_DBF_HEADER_BYTES = 10
MAX_FORMS = 30
MAX_TEMPLATE_BYTES = 8 * 1024 * 1024
PACKAGE_VALUES = frozenset({"batch_number", "station_number"})
"""What the names of package and workbook may hold: they belong to a batch, not to a person."""
BATCH_NUMBER_VALUES = frozenset({"station", "date", "running"})
TELLING = frozenset({"number", "running_number", "receipt_number"})
"""Values of which a picture's name holds at least one, or else a field that is ``telling``: names alone aren't, and two
people's pictures never have the same name."""
COUNTED = frozenset({"running_number", "station_number"})
"""Record values that are numbers, so that they can be filled up with zeros."""

_PICTURE_VALUES = RECORD_VALUES - {"photo_file", "id_front_file", "id_back_file", "signature_file"}
NO_CODES = CodeList("", ())

_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")
_NAME_FORBIDDEN = re.compile(r'[<>:"|?*\\]')
_DEVICE_NAMES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def read_workbook(root: Table, fields: Mapping[str, FieldSpec], code_lists: Mapping[str, CodeList]) -> WorkbookSpec:
    """Read ``[workbook]``: the sheet's name and ``[[workbook.columns]]``."""
    table = root.table("workbook")
    sheet = read_sheet(table)
    columns = read_columns(table, fields, code_lists)
    if not columns and table.get("columns") is not None:
        table.findings.add(table.node, "empty", key="columns")
    table.close()
    return WorkbookSpec(sheet, columns)


def read_sheet(table: Table) -> str:
    """Read ``sheet``, the name of a sheet as Excel allows it."""
    sheet = table.text("sheet", limit=31)
    if table.get("sheet") is not None and (
        not sheet.strip() or _SHEET_FORBIDDEN.search(sheet) or sheet.casefold() == "history"  # Excel's own
    ):
        table.findings.add(table.node, "sheet_name", key="sheet")
    return sheet


def read_columns(
    table: Table, fields: Mapping[str, FieldSpec], code_lists: Mapping[str, CodeList]
) -> tuple[Column, ...]:
    """Read ``[[columns]]`` of a sheet over these fields."""
    columns: list[Column] = []
    for part in table.tables("columns", limit=MAX_COLUMNS):
        column = _column(part, fields, code_lists)
        if any(earlier.header == column.header for earlier in columns):
            table.findings.add(part.node, "header_twice", key="header", value=column.header)
        columns.append(column)
    return tuple(columns)


def _column(table: Table, fields: Mapping[str, FieldSpec], code_lists: Mapping[str, CodeList]) -> Column:
    header = table.text("header", limit=100)
    if not header.strip():
        table.findings.add(table.node, "empty", key="header")
    value_node = table.needed("value")
    value = "" if value_node is None else text_of(value_node, table.findings)
    if value_node is not None and value not in fields and value not in RECORD_VALUES:
        table.findings.add(value_node, "column_without_field", value=value, allowed=", ".join(sorted(RECORD_VALUES)))
    form = CellForm(table.choice("form", tuple(CellForm), CellForm.TEXT))
    codes: dict[str, str] = {}
    codes_node = table.get("codes")
    if codes_node is not None:
        for code, node in Table(codes_node, table.findings).items(limit=5000):
            codes[code] = text_of(node, table.findings, limit=40)
    width = table.whole("width", 16, low=1, high=100)
    substitute = read_substitute(table, value, fields)
    table.close()
    spec = fields.get(value)
    if (form is CellForm.SUBSTITUTE) != (substitute is not None):
        table.findings.add(table.node, "substitute_without_form", key="substitute")
    if (form is CellForm.BUREAU_CODE) != (codes_node is not None):
        table.findings.add(table.node, "codes_without_form", key="codes")
    elif form is CellForm.BUREAU_CODE and (spec is not None or value in RECORD_VALUES):
        _check_codes(table, spec, codes, code_lists)
    elif not _form_fits(form, value, spec):
        table.findings.add(table.node, "form_unfit", key="form", value=form.value)
    return Column(header, value, form, codes, width, substitute)


def _form_fits(form: CellForm, value: str, spec: FieldSpec | None) -> bool:
    kind = None if spec is None else spec.kind
    match form:
        case CellForm.LABEL:
            return kind in (FieldKind.CODE, FieldKind.CODES, FieldKind.FLAG)
        case CellForm.COMPACT_DATE:
            return kind in (FieldKind.DATE, FieldKind.EXPIRY) or value == "collected_on"
        case CellForm.SUBSTITUTE:
            return kind in (FieldKind.NAME, FieldKind.TEXT, FieldKind.ADDRESS, FieldKind.UNIT)
        case _:
            return True


def _check_codes(
    table: Table, spec: FieldSpec | None, codes: Mapping[str, str], code_lists: Mapping[str, CodeList]
) -> None:
    """A code that the column can't express would go out as nothing: every answer needs its own, and no others."""
    if spec is None or spec.kind not in (FieldKind.CODE, FieldKind.CODES, FieldKind.FLAG):
        table.findings.add(table.node, "form_unfit", key="form", value=CellForm.BUREAU_CODE.value)
        return
    flag = spec.kind is FieldKind.FLAG
    answers = {YES, NO} if flag else {entry.code for entry in code_lists.get(spec.code_list, NO_CODES).entries}
    for code in sorted(answers - {code for code, told in codes.items() if told.strip()}):
        table.findings.add(table.node, "codes_incomplete", key="codes", value=code)
    meant: dict[str, str] = {}
    for code, told in codes.items():
        if told.strip() and meant.setdefault(told, code) != code:
            table.findings.add(table.node, "codes_twice", key="codes", value=told, first=meant[told], second=code)
    for code in sorted(set(codes) - answers):
        table.findings.add(table.node, "codes_unknown", key="codes", value=code)


def read_package(root: Table, fields: Mapping[str, FieldSpec]) -> PackageSpec:
    """Read ``[package]``: names of zip, workbook, pictures and batches."""
    table = root.table("package")
    pictures: dict[PictureRole, str] = {}
    part = table.table("pictures")
    telling = TELLING | {key for key, spec in fields.items() if spec.telling}
    counted = COUNTED | {key for key, spec in fields.items() if spec.kind is FieldKind.DIGITS}
    for role in EXPORTED_ROLES:
        if part.get(role) is not None:
            name = _name(part, role, _PICTURE_VALUES | set(fields), (role.suffix,), counted)
            if name and not telling & set(placeholders(name)):
                part.findings.add(part.node, "name_not_telling", key=role, allowed=", ".join(sorted(telling)))
            pictures[role] = name
    part.close()
    workbook = _name(table, "workbook", PACKAGE_VALUES, (".xlsx", ".xls", ".csv", ".dbf"))
    names = [name.casefold() for name in (*pictures.values(), workbook) if name]
    if len(set(names)) < len(names):
        part.findings.add(part.node, "names_clash")
    package = _name(table, "package", PACKAGE_VALUES, (".zip",))
    if "/" in package:
        table.findings.add(table.node, "path_escape", key="package")
    batch_number = "{station}-{date}-{running}"
    if table.get("batch_number") is not None:
        batch_number = _name(table, "batch_number", BATCH_NUMBER_VALUES, ("",))
        if set(placeholders(batch_number)) != BATCH_NUMBER_VALUES or "/" in batch_number:
            table.findings.add(table.node, "batch_number", key="batch_number")
    spec = PackageSpec(
        package,
        workbook,
        pictures,
        batch_number,
        max_records=table.whole("max_records", 0, low=0, high=1_000_000),
        max_megabytes=table.whole("max_megabytes", 0, low=0, high=100_000),
        names=NamesIn(table.choice("names", tuple(NamesIn), NamesIn.UTF_8)),
        encoding=TableEncoding(table.choice("encoding", tuple(TableEncoding), TableEncoding.GB18030)),
    )
    if workbook.endswith((".xlsx", ".xls")) and table.get("encoding") is not None:
        table.findings.add(table.node, "encoding_without_text", key="encoding")
    for name in (package, workbook, *pictures.values()):
        _check_spelling(table, name, spec.names)
    table.close()
    return spec


def _check_spelling(table: Table, name: str, names: NamesIn) -> None:
    """What a name holds besides its values must be in the zip's encoding; values are looked at when a batch is made."""
    try:
        name.encode(names.value)
    except UnicodeEncodeError as error:
        table.findings.add(table.node, "names_encoding", key="names", value=name[error.start], allowed=names.value)


def check_headers(root: Table, sheets: Iterable[WorkbookSpec], package: PackageSpec) -> None:
    """A DBF's headers have ten bytes at most, a table of text has its own encoding."""
    if package.workbook.endswith((".xlsx", ".xls")):
        return
    table = root.table("package")
    for header in dict.fromkeys(column.header for sheet in sheets for column in sheet.columns):
        try:
            length = len(header.encode(package.encoding.value))
        except UnicodeEncodeError:
            table.findings.add(table.node, "header_encoding", key="encoding", value=header)
            continue
        if package.workbook.endswith(".dbf") and length > MAX_DBF_HEADER_BYTES:
            table.findings.add(
                table.node, "header_long_for_dbf", key="workbook", value=header, limit=MAX_DBF_HEADER_BYTES
            )


def _name(
    table: Table, key: str, values: Collection[str], suffixes: tuple[str, ...], counted: Collection[str] = ()
) -> str:
    """Return a template of a relative file name; ``""`` where it isn't one.

    Args:
        values: what it may hold.
        suffixes: how it ends.
        counted: what of it may be filled up with zeros.
    """
    node = table.needed(key)
    if node is None:
        return ""
    template = text_of(node, table.findings)
    if not template:
        table.findings.add(node, "empty")
        return ""
    try:
        names, numbers = list(placeholders(template)), set(filled_up(template))
    except ValueError:
        table.findings.add(node, "template_braces", value=template)
        return ""
    problem = False
    for name in sorted(numbers & set(values) - set(counted)):
        table.findings.add(node, "places_without_number", value=name, allowed=", ".join(sorted(counted)) or "–")
        problem = True
    for name in names:
        if name not in values:
            table.findings.add(node, "placeholder_unknown", value=name, allowed=", ".join(sorted(values)))
            problem = True
    # What a value will be isn't known here; the writer cleans it. The letters between the values are checked now.
    literal = filled(template, dict.fromkeys(names, "x"))
    parts = literal.split("/")
    if _NAME_FORBIDDEN.search(literal) or any(part.strip(" .") != part or not part for part in parts):
        table.findings.add(node, "path_escape")
        problem = True
    elif any(_DEVICE_NAMES.fullmatch(part) for part in parts):
        table.findings.add(node, "device_name")
        problem = True
    elif not literal.endswith(suffixes):
        table.findings.add(node, "file_ending", allowed=", ".join(suffixes))
        problem = True
    return "" if problem else template


def read_retention(root: Table) -> RetentionSpec:
    """Read ``[retention]``: days by what happened to a record, each with its default; 0 keeps for ever."""
    node = root.get("retention")
    if node is None:
        return RetentionSpec()
    table = Table(node, root.findings)
    days = {
        spec.name: table.whole(spec.name, getattr(RetentionSpec(), spec.name), low=0, high=MAX_DAYS)
        for spec in dataclasses.fields(RetentionSpec)
    }
    table.close()
    return RetentionSpec(**days)


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
        parts = name.split("/")
        if not name or _NAME_FORBIDDEN.search(name) or any(part.strip(" .") != part or not part for part in parts):
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
