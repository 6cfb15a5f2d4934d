# SPDX-License-Identifier: Apache-2.0
"""The part of a profile that says how a package is named and written: zip, workbook, pictures, batches, encodings.

Refuses names that would leave their folder, clash with each other, tell nobody from anybody else, or not be a file name
on Windows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sscard_desktop.domain.fields import FieldKind, FieldSpec
from sscard_desktop.domain.filenames import filled, filled_up, is_device, is_plain, placeholders
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import RECORD_VALUES, PackageSpec, WorkbookSpec
from sscard_desktop.domain.spelling import NamesIn, TableEncoding
from sscard_desktop.storage.profile_pictures import EXPORTED_ROLES
from sscard_desktop.storage.profile_reading import Table, text_of

MAX_DBF_HEADER_BYTES = 10
PACKAGE_VALUES = frozenset({"batch_number", "station_number"})
"""What the names of package and workbook may hold: they belong to a batch, not to a person."""
BATCH_NUMBER_VALUES = frozenset({"station", "date", "running"})
TELLING = frozenset({"number", "running_number", "receipt_number"})
"""Values of which a picture's name holds at least one, or else a field that is ``telling``: names alone aren't, and two
people's pictures never have the same name."""
COUNTED = frozenset({"running_number", "station_number"})
"""Record values that are numbers, so that they can be filled up with zeros."""

_PICTURE_VALUES = RECORD_VALUES - {"photo_file", "id_front_file", "id_back_file", "signature_file"}


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
    if not is_plain(literal):
        table.findings.add(node, "path_escape")
        problem = True
    elif any(map(is_device, literal.split("/"))):
        table.findings.add(node, "device_name")
        problem = True
    elif not literal.endswith(suffixes):
        table.findings.add(node, "file_ending", allowed=", ".join(suffixes))
        problem = True
    return "" if problem else template
