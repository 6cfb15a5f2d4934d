# SPDX-License-Identifier: Apache-2.0
"""How the window looks: tokens from one file, rendered into a palette and a style sheet.

``resources/theme/tokens.toml`` holds every colour, type size and space; the ``*.qss`` files beside it are templates
that name them (``@ink``, ``@type_text``, ``@space_m``). Widgets know neither: they are styled by class, object name and
dynamic property, paint with their palette, and take the spaces of their layouts from :func:`tokens`.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from sscard_desktop import paths
from sscard_desktop.ui import zoom
from sscard_desktop.ui.overhearing import overhearing
from sscard_desktop.ui.sheetreach import Reach, reached, reaches
from sscard_desktop.ui.zoom import ZOOMS

_ITEM_MARGIN = 3
"""What Qt's style adds at either side of an item's text, px; headers don't get it."""

_LARGE_FACTOR = "large_factor"
"""The one number beside the sizes of type that is no length."""


_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


class Mode(StrEnum):
    """The three sets of colours."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    """Black on white, two-pixel borders, no washes."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a user chose.

    Attributes:
        mode: a set of colours.
        large_type: whether type, and what it stands in, is 1.35 times as large.
        zoom: how large everything is, percent.
        still: whether nothing fades, slides or blinks.
    """

    mode: Mode = Mode.LIGHT
    large_type: bool = False
    zoom: int = ZOOMS[0]
    still: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Distances in px, for layouts."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741 - the sizes' usual letters
    xl: int
    xxl: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The content of ``tokens.toml``; lengths in px, times in ms."""

    colour: Mapping[str, Mapping[str, str]]
    border: Mapping[str, int]
    type: Mapping[str, float]
    space: Space
    size: Mapping[str, int]
    scaled: Mapping[str, int]
    motion: Mapping[str, int]

    def zoomed(self, percent: int) -> Tokens:
        """Return the same with all lengths at ``percent``."""

        def lengths(sizes: Mapping[str, int]) -> Mapping[str, int]:
            return MappingProxyType({name: _at(percent, size) for name, size in sizes.items()})

        return replace(
            self,
            border=lengths(self.border),
            type=MappingProxyType(
                {name: size if name == _LARGE_FACTOR else size * percent / 100 for name, size in self.type.items()}
            ),
            space=Space(**{name: _at(percent, getattr(self.space, name)) for name in Space.__slots__}),
            size=lengths(self.size),
            scaled=lengths(self.scaled),
        )

    def values(self, look: Look) -> dict[str, str]:
        """Return what the style sheets' names stand for in ``look``."""
        factor = self.type[_LARGE_FACTOR] if look.large_type else 1.0
        values = dict(self.colour[look.mode])
        values["border"] = f"{self.border[look.mode]}px"
        values |= {f"type_{name}": f"{round(size * factor)}px" for name, size in self.type.items()}
        values |= {f"space_{name}": f"{getattr(self.space, name)}px" for name in Space.__slots__}
        values |= {name: f"{size}px" for name, size in self.size.items()}
        values |= {name: f"{round(size * factor)}px" for name, size in self.scaled.items()}
        # The focus ring lies in the field's own margin, so that nothing moves; heights in Qt's style sheets are inner.
        ring, border = self.size["ring"], self.border[look.mode]
        derived = {
            "ring_border": ring + border,
            "ring_radius": self.size["radius"] + ring,
            "field_inner": round(self.scaled["field"] * factor) - 2 * border,
            "target_inner": round(self.scaled["target"] * factor) - 2 * border,
            "cell_padding": self.space.m - _ITEM_MARGIN,
            "two_lines": round(3.6 * self.type["value"] * factor),
            "note_line": round(1.6 * self.type["hint"] * factor),
            "link_inner": round(1.6 * self.type["hint"] * factor) - 2 * (ring + border),
            "chip_radius": (round(self.scaled["chip"] * factor) + 2 * border) // 2,
            "number_radius": (round(self.scaled["number"] * factor) + 2) // 2,
        }
        values |= {name: f"{size}px" for name, size in derived.items()}
        return values


class _StyleTemplate(string.Template):
    delimiter = "@"
    idpattern = r"[a-z][a-z0-9_]*"


def tokens() -> Tokens:
    """Return the tokens, their lengths as large as everything is drawn now."""
    return tokens_at(zoom.in_force())


@lru_cache(maxsize=len(ZOOMS))
def tokens_at(percent: int) -> Tokens:
    """Return the tokens with lengths at ``percent``; they are read once and never change while the program runs."""
    if percent == ZOOMS[0]:
        return read_tokens(paths.resources() / "theme" / "tokens.toml")
    return tokens_at(ZOOMS[0]).zoomed(percent)


def read_tokens(path: Path) -> Tokens:
    """Read ``tokens.toml``.

    Raises:
        KeyError, TypeError, tomllib.TOMLDecodeError: the file is not what this program was shipped with.
    """
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return Tokens(
        colour=MappingProxyType(read["colour"]),
        border=MappingProxyType(read["border"]),
        type=MappingProxyType(read["type"]),
        space=Space(**read["space"]),
        size=MappingProxyType(read["size"]),
        scaled=MappingProxyType(read["scaled"]),
        motion=MappingProxyType(read["motion"]),
    )


def style_sheet(look: Look) -> str:
    """Return the whole style sheet for ``look``; a name that no token has is a ``KeyError``."""
    return _StyleTemplate(_templates()).substitute(tokens_at(look.zoom).values(look))


def _templates() -> str:
    paths_there = sorted((paths.resources() / "theme").glob("*.qss"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths_there)


@lru_cache(maxsize=1)
def _reaches() -> Mapping[str, tuple[Reach, ...]]:
    """What each property reaches; the selectors are the same in every look."""
    return reaches(_templates())


def palette(mode: Mode) -> QPalette:
    """Return the palette for what Qt paints itself, and for widgets that paint with it."""
    colours = {name: QColor(value) for name, value in tokens().colour[mode].items()}
    role = QPalette.ColorRole
    made = QPalette()
    for target, name in {
        role.Window: "paper",
        role.WindowText: "ink",
        role.Base: "paper",
        role.AlternateBase: "wash",
        role.Text: "ink",
        role.PlaceholderText: "placeholder",
        role.Button: "wash",
        role.ButtonText: "ink",
        role.BrightText: "bad",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "paper",
        role.ToolTipText: "ink",
        role.Accent: "accent",
        role.Light: "paper",
        role.Midlight: "wash",
        role.Mid: "line",
        role.Dark: "control",
        role.Shadow: "ink",
    }.items():
        made.setColor(target, colours[name])
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, colours["disabled"])
    return made


def apply(app: QApplication, look: Look) -> None:
    """Dress ``app`` in ``look``; widgets that are up change at once."""
    _hold_still(app, look.still)
    sheet = style_sheet(look)
    if app.styleSheet() == sheet:
        return
    with overhearing(app).stopped():
        # Undressed first: to change one sheet for another, Qt would polish each widget as often as it lies deep.
        app.setStyleSheet("")
        if app.style().name() != "fusion":
            # The platform's own style would leave its corners, arrows and focus marks between ours.
            app.setStyle(QStyleFactory.create("fusion"))
        app.setPalette(palette(look.mode))
        _follow_zoom(app, look.zoom)
        app.setStyleSheet(sheet)


def _hold_still(app: QApplication, still: bool) -> None:
    for effect in (Qt.UIEffect.UI_General, *_EFFECTS):
        app.setEffectEnabled(effect, not still)
    # What Qt's style grows and fades, and the caret.
    app.setCursorFlashTime(0 if still else tokens().motion["caret"])


def _follow_zoom(app: QApplication, percent: int) -> None:
    before, now = tokens(), tokens_at(percent)
    if before is now:
        return
    # What was a token is one again, so that steps there and back round nothing away.
    known = {old: new for held in ("size", "scaled") for old, new in _pairs(getattr(before, held), getattr(now, held))}
    known |= {getattr(before.space, name): getattr(now.space, name) for name in Space.__slots__}
    factor = percent / zoom.in_force()
    zoom.put(app, percent)
    zoom.follow(
        app.topLevelWidgets(), lambda length: known.get(length, round(length * factor)) if length > 0 else length
    )


def _pairs(before: Mapping[str, int], now: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    return ((before[name], now[name]) for name in before)


def _at(percent: int, length: int) -> int:
    """Return ``length`` at ``percent``; a hairline stays one until there is room for two."""
    return max(length * percent // 100, 1) if length < 4 else round(length * percent / 100)


def set_state(widget: QWidget, name: str, value: str | bool) -> None:
    """Set the dynamic property ``name`` that the style sheet looks at, and restyle what it is asked for of."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for part in reached(widget, name, _reaches()):
        if not part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            # It is dressed when it is first shown, as the property says then.
            continue
        # Not undressed before: that would put on what it wears beneath, and take it off again.
        part.style().polish(part)
        # Not part.update(): views have another one that wants an index.
        QWidget.update(part)
