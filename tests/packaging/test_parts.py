# SPDX-License-Identifier: Apache-2.0
"""The list of parts: each file has somebody who answers for it, each part a licence, and the schema is CycloneDX's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import Distribution
from pathlib import Path

import pytest
import standins
from bundling import sbom
from bundling.claims import Known, claims, known_in
from bundling.version import ROOT, Release
from license_expression import get_spdx_licensing

from tests.packaging.conftest import EPOCH_S

RELEASE = Release("1.2.3", EPOCH_S, ())
KNOWN = Known(
    {},
    {"libpng": ("libpng", "libpng-2.0")},
    ({"name": "A font", "licence": "OFL-1.1", "files": ["resources/fonts/*.ttf"], "texts": ["NOTICE"]},),
    {"pkg": (("A codec (in pkg)", "Zlib"),)},
)
SPDX = get_spdx_licensing()


def listed(frozen: Path, installed: Sequence[Distribution], known: Known = KNOWN) -> dict[str, dict[str, object]]:
    made = sbom.bill(frozen, claims(frozen, ["pkg"], installed, known), known, RELEASE)
    return {part["name"]: part for part in json.loads(sbom.written(made))["components"]}


def test_packages_libraries_and_data_are_parts_with_their_licences(frozen: Path, installed: list[Distribution]) -> None:
    parts = listed(frozen, installed)
    assert parts["pkg"]["licenses"] == [{"expression": "MIT"}]
    assert parts["pkg"]["purl"] == "pkg:pypi/pkg@1.5"
    assert "Do as you like." in json.dumps(parts["pkg"]["evidence"])
    assert parts["libpng (libpng16-00aa.so.16)"]["licenses"] == [{"expression": "libpng-2.0"}]
    assert parts["A font"]["hashes"]
    assert parts["A codec (in pkg)"]["licenses"] == [{"expression": "Zlib"}]
    assert "CPython" in parts


def test_a_package_is_known_by_its_packed_modules_alone(frozen: Path, installed: list[Distribution]) -> None:
    (frozen / "_internal" / "pkg" / "part.py").unlink()
    (frozen / "_internal" / "pkg.libs" / "libpng16-00aa.so.16").unlink()
    assert [each.name for each in claims(frozen, ["pkg"], installed, KNOWN).packages] == ["pkg"]
    assert claims(frozen, [], installed, KNOWN).packages == ()


def test_a_file_that_nobody_answers_for_stops_the_list(frozen: Path, installed: list[Distribution]) -> None:
    (frozen / "_internal" / "libodd.so.1").write_bytes(b"?")
    with pytest.raises(sbom.UnknownPartError, match=r"libodd\.so\.1"):
        listed(frozen, installed)


def test_an_empty_library_in_another_s_place_is_ours(frozen: Path, installed: list[Distribution]) -> None:
    library = frozen / "_internal" / standins.LIBRARIES / "libavcodec-00aa.so.61"
    library.parent.mkdir()
    library.write_bytes(b"nothing")
    assert "avcodec" not in "".join(listed(frozen, installed))
    library.write_bytes(bytes(1024 * 1024))
    with pytest.raises(sbom.UnknownPartError, match="avcodec"):
        listed(frozen, installed)


def test_a_package_without_a_licence_stops_the_list(frozen: Path, installed: list[Distribution]) -> None:
    told = Path(str(installed[0].locate_file("pkg-1.5.dist-info/METADATA")))
    told.write_text("Metadata-Version: 2.4\nName: pkg\nVersion: 1.5\nLicense: see the file\n", encoding="utf-8")
    with pytest.raises(sbom.UnknownPartError, match="Python package pkg"):
        listed(frozen, installed)


def test_data_that_is_gone_stops_the_list(frozen: Path, installed: list[Distribution]) -> None:
    (frozen / "_internal" / "resources" / "fonts" / "A.ttf").unlink()
    with pytest.raises(sbom.UnknownPartError, match="A font"):
        listed(frozen, installed)


def test_the_same_folder_gives_the_same_list(frozen: Path, installed: list[Distribution]) -> None:
    made = [sbom.written(sbom.bill(frozen, claims(frozen, [], installed, KNOWN), KNOWN, RELEASE)) for _ in range(2)]
    assert made[0] == made[1]


def test_every_licence_that_is_written_down_is_one_of_spdx() -> None:
    known = known_in(ROOT / "packaging" / "components.toml")
    written = {
        *known.python.values(),
        *(licence for _, licence in known.libraries.values()),
        *(str(entry["licence"]) for entry in known.data),
        *(licence for parts in known.linked.values() for _, licence in parts),
    }
    unknown = {
        licence: told
        for licence in written
        if not licence.startswith("LicenseRef-") and (told := SPDX.validate(licence).errors)
    }
    assert not unknown


def test_every_data_file_that_is_written_down_is_in_the_checkout() -> None:
    for entry in known_in(ROOT / "packaging" / "components.toml").data:
        for pattern in entry["files"]:  # type: ignore[attr-defined]
            # The reading networks come out of a wheel when the program is frozen.
            assert list(ROOT.glob(pattern)) or pattern.endswith(".onnx"), pattern
