# SPDX-License-Identifier: Apache-2.0
"""The list of parts with their licences (CycloneDX 1.6), of a frozen folder; its texts are what the program shows.

Each part has one licence as an SPDX expression; the texts that came with it are its evidence. Times and the serial
number follow from the commit and the content, so that the same build gives the same list.
"""

from __future__ import annotations

import hashlib
import platform
import re
import subprocess
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution
from pathlib import Path

from cyclonedx.model import AttachedText, HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentEvidence, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing
from packageurl import PackageURL

from .claims import INSIDE, Claims, Known, canonical
from .version import Release

FILE = "sscard-desktop.cdx.json"
SCHEMA = SchemaVersion.V1_6
_TEXTS = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors|attribution)[^/]*$", re.IGNORECASE)
_COPYRIGHT = Path("/usr/share/doc")


class UnknownPartError(Exception):
    """A part whose maker or licence nobody has written down."""


def bill(folder: Path, claims: Claims, known: Known, release: Release) -> Bom:
    """Return the list of parts of ``folder``.

    Raises:
        UnknownPartError: a file that nobody answers for, or a package without a licence in SPDX's words.
    """
    if claims.unclaimed:
        raise UnknownPartError(f"say in components.toml whose these are: {', '.join(claims.unclaimed)}")
    program = _part("sscard-desktop", release.version, "Apache-2.0", kind=ComponentType.APPLICATION)
    made = Bom(
        components=sorted(_parts(folder, claims, known), key=lambda part: (part.name.lower(), str(part.bom_ref)))
    )
    made.metadata.component = program
    made.metadata.timestamp = datetime.fromtimestamp(release.epoch_s, UTC)
    told = "\n".join(
        f"{part.name} {part.version} {[str(each.content) for each in part.hashes]}" for part in made.components
    )
    made.serial_number = uuid.uuid5(
        uuid.NAMESPACE_URL, hashlib.sha256(f"{release.version}\n{told}".encode()).hexdigest()
    )
    made.register_dependency(program, made.components)
    return made


def written(made: Bom) -> str:
    """Return the list as JSON, checked against CycloneDX's schema.

    Raises:
        ValueError: the schema refuses it.
    """
    text = make_outputter(made, OutputFormat.JSON, SCHEMA).output_as_string(indent=1)
    refused = JsonStrictValidator(SCHEMA).validate_str(text)
    if refused is not None:
        raise ValueError(f"the list of parts isn't CycloneDX: {refused}")
    return text


def _parts(folder: Path, claims: Claims, known: Known) -> Iterator[Component]:
    for distribution in claims.packages:
        name = canonical(distribution.name)
        licence = known.python.get(name) or _declared(distribution)
        link = PackageURL("pypi", name=name, version=distribution.version)
        yield _part(name, distribution.version, licence, link=link, texts=_texts_of(distribution))
        for inside, its_licence in known.linked.get(name, ()):
            yield _part(inside, "", its_licence)
    yield _part("CPython", platform.python_version(), "Python-2.0", texts=_python_s())
    yield _part("PyInstaller bootloader", "", "GPL-2.0-or-later WITH Bootloader-exception")
    for path in claims.libraries:
        found = known.library(path.name)
        assert found is not None
        yield _library(folder, path, *found)
    data = folder / INSIDE
    for entry in known.data:
        files = sorted({path for pattern in entry["files"] for path in data.glob(pattern)})
        if not files:
            raise UnknownPartError(f"components.toml names what isn't there: {entry['name']}")
        texts = [(Path(name).name, (data / name).read_text(encoding="utf-8")) for name in entry.get("texts", ())]
        for path in files:
            label = str(entry["name"]) if len(files) == 1 else f"{entry['name']}: {path.name}"
            yield _part(label, "", str(entry["licence"]), kind=ComponentType.DATA, file=path, root=folder, texts=texts)


def _declared(distribution: Distribution) -> str:
    """Return what a package says of its licence, where it says it in SPDX's words."""
    for field in ("License-Expression", "License"):
        told = distribution.metadata.get(field) or ""
        if told and not get_spdx_licensing().validate(told).errors:
            return told
    raise UnknownPartError(f"say in components.toml which licence the Python package {distribution.name} has")


def _library(folder: Path, path: Path, name: str, licence: str) -> Component:
    """Return a library as a part; where it came from a system's package, that one's version and texts."""
    package, version = _package_of(path.name) if path.parent == folder / INSIDE else ("", "")
    link = PackageURL("deb", "debian", package, version) if package else None
    copyright_file = _COPYRIGHT / package / "copyright"
    texts = (
        [("copyright", copyright_file.read_text("utf-8", "replace"))] if package and copyright_file.is_file() else []
    )
    return _part(f"{name} ({path.name})", version, licence, link=link, file=path, root=folder, texts=texts)


def _part(
    name: str,
    version: str,
    licence: str,
    *,
    kind: ComponentType = ComponentType.LIBRARY,
    link: PackageURL | None = None,
    file: Path | None = None,
    root: Path | None = None,
    texts: Iterable[tuple[str, str]] = (),
) -> Component:
    evidence = [
        DisjunctiveLicense(name=label, text=AttachedText(content=text)) for label, text in texts if text.strip()
    ]
    part = Component(
        name=name,
        version=version or None,
        type=kind,
        purl=link,
        bom_ref=f"{name}@{version}" if version else name,
        licenses=[LicenseExpression(licence)],
        evidence=ComponentEvidence(licenses=evidence) if evidence else None,
    )
    if file is not None and root is not None:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        part.hashes = [HashType(alg=HashAlgorithm.SHA_256, content=digest)]
        part.properties = [Property(name="sscard-desktop:file", value=file.relative_to(root).as_posix())]
    return part


def _texts_of(distribution: Distribution) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for file in distribution.files or ():
        inside = file.as_posix().partition(".dist-info/")[2]
        if inside and _TEXTS.search(inside):
            text = Path(str(distribution.locate_file(file))).read_text(encoding="utf-8", errors="replace")
            # One text for many small files is said once.
            if text not in found.values():
                found[inside.removeprefix("licenses/")] = text
    return sorted(found.items())


def _python_s() -> list[tuple[str, str]]:
    """Return the licence that Python itself prints."""
    import builtins

    shown = getattr(builtins, "license", None)
    told = getattr(shown, "_Printer__setup", None)
    if told is None:
        return []
    told()
    lines = getattr(shown, "_Printer__lines", [])
    return [("LICENSE", "\n".join(lines))] if len(lines) > 1 else []


def _package_of(library: str) -> tuple[str, str]:
    """Return which of the system's packages a library came from, and its version; nothing where no dpkg knows."""
    try:
        owner = subprocess.run(["dpkg-query", "--search", f"*/{library}"], capture_output=True, text=True, check=True)
        package = owner.stdout.partition(":")[0].strip()
        told = subprocess.run(
            ["dpkg-query", "--show", "--showformat", "${Version}", package], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "", ""
    return package, told.stdout
