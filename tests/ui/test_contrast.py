# SPDX-License-Identifier: Apache-2.0
"""Every colour that the style sheets set on a ground they set, in the three sets of colours: found by reading them.

WCAG 2.1: text 4.5 to 1 (1.4.3), in high contrast 7 to 1 (1.4.6); signs, borders of fields and the focus ring 3 to 1
(1.4.11). What can't be used now is exempt there; here it is 3 to 1, since its reason stands beside it and it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from PySide6.QtGui import QColor

from sscard_desktop import paths
from sscard_desktop.ui import theme
from sscard_desktop.ui.theme import Mode

TEXT, SIGN = 4.5, 3.0
HIGH = 7.0
PAGES = ("paper", "wash")
"""What lies under a widget that brings no ground of its own."""


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    shown = QColor(colour)
    return 0.2126 * linear(shown.redF()) + 0.7152 * linear(shown.greenF()) + 0.0722 * linear(shown.blueF())


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.1, 1.4.3."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@dataclass(frozen=True, slots=True)
class Pair:
    """One colour on one ground, and the selector that asks for it."""

    selector: str
    colour: str
    ground: str
    least: float


@cache
def rules() -> tuple[tuple[str, dict[str, str]], ...]:
    """Return each selector with its declarations, in the order in which Qt reads them."""
    found = []
    for path in sorted((paths.resources() / "theme").glob("*.qss")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            declared = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
            declared = {name.strip(): value.strip() for name, value in declared.items()}
            found += [(" ".join(one.split()), declared) for one in selectors.split(",")]
    return tuple(found)


def tokens_in(value: str) -> list[str]:
    names = set(theme.tokens().colour[Mode.LIGHT])
    return [name for name in re.findall(r"@([a-z_]+)", value) if name in names]


def plain(part: str) -> str:
    return re.sub(r"\[[^\]]*\]|:+[a-z-]+", "", part)


def grounds(selector: str) -> Iterator[str]:
    """Yield what lies under ``selector``: its own ground, else the nearest one of what it lies in, else the pages."""
    parts = [part for part in selector.split() if part != ">"]
    disabled = ":disabled" if selector.endswith(":disabled") else ""
    while parts:
        whole = " ".join(parts)
        still = re.sub(r":[a-z-]+", "", whole)
        # As it is, disabled with what lies in it, as it is when nothing is pointed at, and as its class is.
        off = (still + disabled, plain(whole) + disabled) if disabled else ()
        for asked in (*off, whole, still, plain(whole)):
            own = [name for one, said in rules() if one == asked for name in tokens_in(said.get("background", ""))]
            if own:
                yield from own
                return
        parts.pop()
    yield from PAGES


def pairs() -> list[Pair]:
    found = set()
    for selector, said in rules():
        last = selector.split()[-1]
        sign = "Icon" in last or "_TurnedBar" in last or "Drawing" in last
        least = SIGN if sign or ":disabled" in selector else TEXT
        for colour in tokens_in(said.get("color", "")):
            found |= {Pair(selector, colour, ground, least) for ground in grounds(selector)}
        for colour in tokens_in(said.get("placeholder-text-color", "")):
            found |= {Pair(f"{selector} placeholder", colour, ground, TEXT) for ground in grounds(selector)}
        if "selection-color" in said:
            on = tokens_in(said["selection-background-color"])[0]
            found.add(Pair(f"{selector} selection", tokens_in(said["selection-color"])[0], on, TEXT))
        if ":focus" in selector:
            for colour in tokens_in(said.get("border", "") + said.get("border-color", "")):
                around = grounds(" ".join(selector.split()[:-1])) if " " in selector else iter(PAGES)
                found |= {Pair(f"{selector} ring", colour, ground, SIGN) for ground in around}
    return sorted(found, key=lambda pair: (pair.selector, pair.colour, pair.ground))


def test_the_sheets_were_understood() -> None:
    found = {(pair.colour, pair.ground) for pair in pairs()}
    assert {
        ("on_accent", "accent"),
        ("ok", "ok_wash"),
        ("paper", "ink"),
        ("muted", "wash"),
        ("disabled", "wash"),
    } <= found
    assert len(pairs()) > 100


@pytest.mark.parametrize("mode", Mode)
def test_what_the_sheets_set_can_be_read(mode: Mode) -> None:
    colours = theme.tokens().colour[mode]
    poor = [
        f"{pair.selector}: {pair.colour} on {pair.ground} {ratio:.2f}"
        for pair in pairs()
        if (ratio := contrast(colours[pair.colour], colours[pair.ground]))
        < (HIGH if mode is Mode.CONTRAST and pair.least == TEXT else pair.least)
    ]
    assert not poor, "\n".join(poor)


@pytest.mark.parametrize("mode", Mode)
def test_text_stays_readable_on_what_is_pointed_at_and_chosen(mode: Mode) -> None:
    colours = theme.tokens().colour[mode]
    least = HIGH if mode is Mode.CONTRAST else TEXT
    for text, ground in (
        *((text, "hover") for text in ("ink", "muted")),
        ("on_chosen", "chosen"),
        ("chosen_icon", "chosen"),
        *((text, ground) for text in ("ink", "muted") for ground in ("card_top", "card_bottom")),
        *((tone, f"{tone}_wash") for tone in ("ok", "warn", "bad", "accent")),
        *(("ink", f"{tone}_wash") for tone in ("ok", "warn", "bad", "accent")),
        ("on_accent", "accent_strong"),
    ):
        assert contrast(colours[text], colours[ground]) >= least, (text, ground)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("ground", [*PAGES, "hover", "accent_wash", "bad_wash", "warn_wash"])
def test_the_focus_ring_can_be_seen_wherever_a_field_or_button_stands(mode: Mode, ground: str) -> None:
    colours = theme.tokens().colour[mode]
    assert contrast(colours["accent"], colours[ground]) >= SIGN
    # Around the next step, which is of the accent's colour itself.
    assert contrast(colours["ink"], colours[ground]) >= SIGN


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("ground", PAGES)
def test_the_borders_of_fields_can_be_seen(mode: Mode, ground: str) -> None:
    colours = theme.tokens().colour[mode]
    assert contrast(colours["control"], colours[ground]) >= SIGN
