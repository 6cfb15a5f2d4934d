# SPDX-License-Identifier: Apache-2.0
"""The part of a profile that says which kinds of business (业务类型) are taken, and what is its own in each.

``[businesses.CODE]`` declares a kind; ``[businesses] taken`` lists those that the city takes, and only these are read:
a base declares kinds over fields that not every city has. What a kind doesn't say is the profile's own. Refuses a kind
that nobody declared or takes, forms and consents that the profile doesn't have, and two kinds with the same sheet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sscard_desktop.domain.cardfill import CARD_VALUES
from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.fields import FieldKind, FieldSpec
from sscard_desktop.domain.namedrules import RULES
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import (
    RECORD_VALUES,
    BusinessView,
    CellForm,
    Column,
    ConsentText,
    FormSpec,
    Profile,
    RuleUse,
    WorkbookSpec,
)
from sscard_desktop.storage import profile_columns, profile_fields, profile_forms, profile_pictures
from sscard_desktop.storage.profile_conditions import check_answers, read_condition
from sscard_desktop.storage.profile_reading import Findings, Table, key_of, text_of
from sscard_desktop.storage.profile_source import Node

USUAL = "new"
"""The kind of business of a city that lists none: 新申领."""
MAX_BUSINESSES = 40
MAX_FEE_YUAN = 10_000
_SHEET_CHARS = 31
_REQUEST_COLUMNS = (Column("受理编号", "receipt_number", width=20), Column("业务类型", "business_label", width=16))
_OVERRIDES = 300


@dataclass(frozen=True, slots=True)
class Businesses:
    """The kinds that a city takes: their codes with labels, in its order, and what is each one's own."""

    codes: CodeList
    views: Mapping[str, BusinessView]


def read_businesses(
    root: Table,
    own: Node,
    profile: Profile,
    declared: Mapping[str, FieldSpec],
    reader: profile_forms.FormReader,
) -> Businesses:
    """Read ``[businesses]``.

    Args:
        root: the profile, merged with its bases.
        own: the tree of the profile's own file.
        profile: what the profile says for all kinds.
        declared: all fields that it and its bases declare, whether they stand in a section or not.
        reader: reads the forms that a kind has of its own.
    """
    node = root.needed("businesses")
    if node is None:
        return Businesses(CodeList("businesses", ()), {})
    table = Table(node, root.findings)
    taken = list(_taken(table))
    kinds = {code: part for code, part in table.items(limit=MAX_BUSINESSES + 1) if code != "taken"}
    codes: list[Code] = []
    views: dict[str, BusinessView] = {}
    for code, at in taken:
        if code not in kinds:
            root.findings.add(at, "business_unknown", value=code, allowed=", ".join(sorted(kinds)))
        elif code in views:
            root.findings.add(at, "name_twice", value=code)
        else:
            part = Table(kinds[code], root.findings)
            codes.append(Code(code, part.labels()))
            views[code] = _View(part, own.file, profile, declared, reader).read(code, codes[-1].label("zh_CN"))
    _check_own(own, dict(taken), root.findings)
    _check_sheets(views, kinds, root.findings)
    return Businesses(CodeList("businesses", tuple(codes)), views)


def _taken(table: Table) -> Iterator[tuple[str, Node]]:
    listed = table.array("taken", limit=MAX_BUSINESSES, needed=False)
    if not listed:
        part = table.get("taken")
        if part is not None and part.value == []:
            table.findings.add(part, "empty")
        yield USUAL, table.node
    for node in listed:
        yield key_of(node, table.findings), node


def _check_own(own: Node, taken: Mapping[str, Node], findings: Findings) -> None:
    """A kind that the profile's own file describes and then doesn't take would never be offered."""
    part = own.value.get("businesses")
    if part is None or not isinstance(part.value, dict):
        return
    for code, node in part.value.items():
        if code != "taken":
            key_of(Node(code, node.file, node.line, node.key), findings)
            if code not in taken:
                findings.add(node, "business_not_taken", value=code)


def _check_sheets(views: Mapping[str, BusinessView], kinds: Mapping[str, Node], findings: Findings) -> None:
    sheets: dict[str, str] = {}
    for code, view in views.items():
        name = view.workbook.sheet.casefold()
        if sheets.setdefault(name, code) != code:
            findings.add(kinds[code], "sheet_twice", value=view.workbook.sheet, other=sheets[name])


class _View:
    """Reads one kind's table over what the profile says for all."""

    def __init__(
        self,
        table: Table,
        own_file: str,
        profile: Profile,
        declared: Mapping[str, FieldSpec],
        reader: profile_forms.FormReader,
    ) -> None:
        self._table = table
        self._own_file = own_file
        self._findings = table.findings
        self._profile = profile
        self._declared = declared
        self._reader = reader

    def read(self, code: str, label: str) -> BusinessView:
        """Return the view of the kind ``code``; ``label`` names its sheet where nothing else does."""
        table, profile = self._table, self._profile
        sections, placed = profile.sections, dict(profile.fields)
        if table.get("sections") is not None:
            sections, placed = profile_fields.read_sections(table, self._declared)
        fields = self._overridden(placed)
        rules = self._inherited_rules(fields)
        if table.get("rules") is not None:
            rules = profile_fields.read_rules(table, sections, fields, base_of=self._own_file)
        part = table.get("pictures")
        pictures = profile.pictures
        if part is not None:
            roles = Table(part, self._findings)
            pictures = profile_pictures.read_roles(roles, self._declared, profile.code_lists)
        view = BusinessView(
            sections=sections,
            fields=fields,
            rules=rules,
            pictures=pictures,
            consents=self._consents(),
            forms=self._forms(),
            workbook=self._workbook(code, label, fields, pictures),
            fee_yuan=table.whole("fee", 0, low=0, high=MAX_FEE_YUAN),
        )
        table.close()
        return view

    def _overridden(self, placed: Mapping[str, FieldSpec]) -> dict[str, FieldSpec]:
        """Apply ``[businesses.CODE.fields.KEY]``: when it is required and shown, its default, its words.

        ``card = ""`` keeps a card from filling it: what the card says is no change of address.
        """
        fields = dict(placed)
        part = self._table.get("fields")
        if part is None:
            return fields
        for key, node in Table(part, self._findings).items(limit=_OVERRIDES):
            table = Table(node, self._findings)
            if key not in fields:
                # A base speaks of a field that this city took out of the kind's sections: nothing to tell anyone.
                if node.file == self._own_file:
                    self._findings.add(node, "field_unplaced", value=key)
                continue
            spec = fields[key]
            spec = replace(
                spec,
                labels={**spec.labels, **table.labels(needed=False)},
                hints={**spec.hints, **table.labels("hints", limit=200, needed=False)},
                required=read_condition(table, "required", spec.required),
                shown=read_condition(table, "shown", spec.shown),
                card=table.choice("card", ("", *CARD_VALUES), spec.card),
                default=table.text("default", spec.default, limit=profile_fields.MAX_VALUE_CHARS),
            )
            table.close()
            for name, text in (("required", spec.required), ("shown", spec.shown)):
                check_answers(node, name, text, self._declared, self._profile.code_lists, self._findings)
            profile_fields.check_secret(table, key, spec.labels)
            if spec.default and not profile_fields.may_be_default(spec, self._profile.code_lists):
                self._findings.add(node, "default_no_answer", key="default")
            fields[key] = spec
        return fields

    def _inherited_rules(self, fields: Mapping[str, FieldSpec]) -> tuple[RuleUse, ...]:
        """Return the profile's rules that have something to look at here."""
        return tuple(use for use in self._profile.rules if all(key in fields for key in RULES[use.name].needs))

    def _consents(self) -> tuple[ConsentText, ...]:
        """Read ``consents``: keys of the profile's own texts, of which a kind may need only some."""
        if self._table.get("consents") is None:
            return self._profile.consents
        known = {text.key: text for text in self._profile.consents}
        found = []
        for node in self._table.array("consents", limit=profile_fields.MAX_CONSENTS):
            key = text_of(node, self._findings)
            if key not in known:
                self._findings.add(node, "business_consent", value=key, allowed=", ".join(known))
            elif known[key] not in found:
                found.append(known[key])
        return tuple(found)

    def _forms(self) -> tuple[FormSpec, ...]:
        """Read ``forms``: keys of the profile's own forms, and forms of this kind alone, in the order of their offer.

        A base names forms that a city may have; what the city's own file names it must have.
        """
        if self._table.get("forms") is None:
            return self._profile.forms
        known = {form.key: form for form in self._profile.forms}
        found: dict[str, FormSpec] = {}
        for node in self._table.array("forms", limit=profile_forms.MAX_FORMS):
            if isinstance(node.value, dict):
                form: FormSpec | None = self._reader.read(Table(node, self._findings))
            else:
                key = text_of(node, self._findings)
                form = known.get(key)
                if form is None and node.file == self._own_file:
                    self._findings.add(node, "business_form", value=key, allowed=", ".join(known))
            if form is not None and found.setdefault(form.key, form) is not form:
                self._findings.add(node, "name_twice", value=form.key)
        return tuple(found.values())

    def _workbook(
        self, code: str, label: str, fields: Mapping[str, FieldSpec], pictures: Collection[PictureRole]
    ) -> WorkbookSpec:
        """Read ``workbook``; without columns, the profile's over what is asked here, and one for each field besides."""
        sheet, columns = self._profile.workbook.sheet, self._derived(fields, pictures)
        if code != USUAL:
            sheet, columns = _sheet(label), _identified(columns)
        part = self._table.get("workbook")
        if part is None:
            return WorkbookSpec(sheet, columns)
        table = Table(part, self._findings)
        if table.get("sheet") is not None:
            sheet = profile_columns.read_sheet(table)
        if table.get("columns") is not None:
            columns = profile_columns.read_columns(table, fields, self._profile.code_lists)
            if not columns:
                self._findings.add(table.node, "empty", key="columns")
        table.close()
        return WorkbookSpec(sheet, columns)

    def _derived(self, fields: Mapping[str, FieldSpec], pictures: Collection[PictureRole]) -> tuple[Column, ...]:
        """Return the profile's columns of the record itself, and between them each field that is asked here, in order.

        A field goes out as in the profile's own sheet; one that the sheet lacks, or that is called something else
        here, under its label.
        """
        base = self._profile.workbook.columns
        if fields.keys() == self._profile.fields.keys():
            return base
        first = next((at for at, column in enumerate(base) if column.value not in RECORD_VALUES), len(base))
        absent = {f"{role}_file" for role in PictureRole if role not in pictures}
        columns = [column for column in base[:first] if column.value not in absent]
        compact = any(column.form is CellForm.COMPACT_DATE for column in base)
        dates = CellForm.COMPACT_DATE if compact else CellForm.TEXT
        for key, spec in fields.items():
            own = [column for column in base if column.value == key]
            known = self._profile.fields.get(key)
            columns += own if own and known is not None and known.labels == spec.labels else [_column(spec, dates)]
        columns += [column for column in base[first:] if column.value in RECORD_VALUES and column.value not in absent]
        return _told_apart(columns)


def _identified(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return a sheet that no city declared with what a request is answered by, in front where the city has neither.

    A city's own sheet is as the bureau wants it; on one that is made here, a return could name no request without its
    receipt number, and 业务类型 tells a sheet that was copied out of its workbook.
    """
    held = {column.value for column in columns}
    lacking = [column for column in _REQUEST_COLUMNS if column.value not in held]
    after = 1 if columns and columns[0].value == "running_number" else 0
    return _told_apart([*columns[:after], *lacking, *columns[after:]])


def _told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns with the headers that several have followed by what each holds."""
    headers: dict[str, int] = {}
    for column in columns:
        headers[column.header] = headers.get(column.header, 0) + 1
    return tuple(
        column if headers[column.header] == 1 else replace(column, header=f"{column.header} {column.value}")
        for column in columns
    )


def _column(spec: FieldSpec, dates: CellForm) -> Column:
    """Return a field's column, its dates written as the profile's own sheet writes them."""
    match spec.kind:
        case FieldKind.CODE | FieldKind.CODES | FieldKind.FLAG:
            form = CellForm.LABEL
        case FieldKind.DATE | FieldKind.EXPIRY:
            form = dates
        case _:
            form = CellForm.TEXT
    return Column(spec.label("zh_CN"), spec.key, form, width=20)


def _sheet(label: str) -> str:
    """Return a kind's label as the name of a sheet."""
    return "".join(sign for sign in label if sign not in r"[]:*?/\'")[:_SHEET_CHARS]
