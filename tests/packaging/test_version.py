# SPDX-License-Identifier: Apache-2.0
"""The version comes from one place, and what is told of it from the changelog."""

from __future__ import annotations

import pytest
from bundling.version import ROOT, release, told_of, version_in

import sscard_desktop

CHANGELOG = """# Changelog

## [Unreleased]

### Added
- The next thing.

## [1.2.0] - 2026-03-01

### Added
- A card is read twice as fast.
- Forms print on both sides.

## [1.1.0] - 2026-01-01

- The first.
"""


def test_the_version_is_the_package_s_own() -> None:
    assert release(0).version == sscard_desktop.__version__
    assert (ROOT / "sscard_desktop" / "__init__.py").is_file()


@pytest.mark.parametrize("text", ["", '__version__ = "1.2"', '__version__ = "1.2.3/../x"', "version = '1.2.3'"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="states no"):
        version_in(text)


def test_a_version_is_told_by_its_own_lines() -> None:
    assert told_of("1.2.0", CHANGELOG) == ("A card is read twice as fast.", "Forms print on both sides.")
    assert told_of("1.1.0", CHANGELOG) == ("The first.",)


def test_a_version_without_a_section_is_told_by_what_is_unreleased() -> None:
    assert told_of("2.0.0", CHANGELOG) == ("The next thing.",)
    assert told_of("2.0.0", "# Nothing\n") == ()
