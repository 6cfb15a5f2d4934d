# SPDX-License-Identifier: Apache-2.0
"""Measures whether what a window shows can be read: every text in its room, nothing over something else.

Each text is measured with its widget's own font and compared with the room that its widget really has on the screen.
What gives way on purpose is known: :class:`ElidedLabel` and the cells of a table end in an ellipsis and are whole in
their tooltip, :class:`FittingLabel` is drawn smaller, and a list's rows say so by the property ``elides``. What lies
over something else on purpose is a :class:`Toast`, or says so by the property ``floats``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from sscard_desktop.ui.widgets.label import ElidedLabel, FittingLabel
from sscard_desktop.ui.widgets.segments import Segments
from sscard_desktop.ui.widgets.toast import Toast

ELIDES, FLOATS = "elides", "floats"
"""Properties by which a widget declares that its text may end in an ellipsis, and that it lies over its neighbours."""
_ROUNDING = 1
"""What two ways of measuring may differ by, px."""
_ENOUGH = 20_000


@dataclass(frozen=True, slots=True)
class Cramped:
    """Something that can't be read, or stands where it shouldn't.

    Attributes:
        where: the widget and those around it, from inside out.
        what: its text, or the two that overlap.
        why: what is wrong, in px.
    """

    where: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.why}: {self.what!r} in {self.where}"


def cramped(root: QWidget) -> list[Cramped]:
    """Return all that is cut, squeezed, overlapping or outside of its parent in ``root`` and what lies in it."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root) or _hidden_behind(widget, root):
            continue
        found += [Cramped(_path(widget), what, why) for what, why in _looked_at(widget)]
        if widget is not root:
            found += _misplaced(widget)
    return found


def _path(widget: QWidget) -> str:
    """Return the names of a widget and four around it."""
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(names) < 5:
        name = type(at).__name__
        names.append(f"{name}#{at.objectName()}" if at.objectName() else name)
        at = None if at.isWindow() else at.parentWidget()
    return " < ".join(names)


def _hidden_behind(widget: QWidget, root: QWidget) -> bool:
    """Return whether it stands on a page of a stack that isn't shown; such pages aren't laid out."""
    at: QWidget | None = widget
    while at is not None and at is not root:
        parent = at.parentWidget()
        if isinstance(parent, QStackedWidget) and parent.currentWidget() is not at:
            return True
        at = parent
    return False


# what a text needs


def _looked_at(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield a widget's texts that lack room, each with what lacks."""
    if isinstance(widget, ElidedLabel):
        if widget.text() != widget.full_text() and not widget.toolTip():
            yield widget.full_text(), "elided, and whole nowhere"
        yield from _low(widget.full_text(), widget.fontMetrics().height(), widget.contentsRect().height())
    elif isinstance(widget, FittingLabel):
        if widget.text():
            yield from _low(widget.text(), widget.fontMetrics().height(), widget.contentsRect().height())
    elif isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)
    elif isinstance(widget, QHeaderView):
        yield from _headings(widget)
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget)


def _low(text: str, wanted: int, given: int) -> Iterator[tuple[str, str]]:
    if text and given + _ROUNDING < wanted:
        yield text, f"{wanted - given} px too low"


def _narrow(text: str, wanted: int, given: int) -> Iterator[tuple[str, str]]:
    if text and given + _ROUNDING < wanted:
        yield text, f"{wanted - given} px too narrow"


def _label(label: QLabel) -> Iterator[tuple[str, str]]:
    text = label.text()
    if not text or not label.pixmap().isNull():
        return
    room = label.contentsRect().size() - QSize(2 * label.margin(), 2 * label.margin())
    if label.textFormat() is Qt.TextFormat.RichText:
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setHtml(text)
        document.setDocumentMargin(0)
        document.setTextWidth(room.width() if label.wordWrap() else -1)
        needed = QSize(round(document.idealWidth()), round(document.size().height()))
    else:
        flags = int(label.alignment()) | Qt.TextFlag.TextExpandTabs
        if label.wordWrap():
            flags |= Qt.TextFlag.TextWordWrap
        # Qt breaks where it must, also inside a word that is longer than the line: such a word counts as too wide.
        wide = room.width() if label.wordWrap() else _ENOUGH
        needed = label.fontMetrics().boundingRect(QRect(0, 0, wide, _ENOUGH), flags, text).size()
    yield from _narrow(text, needed.width(), room.width())
    yield from _low(text, needed.height(), room.height())


def _button(button: QAbstractButton) -> Iterator[tuple[str, str]]:
    text = button.text()
    if not text or _composed(button) or (isinstance(button, QToolButton) and not button.icon().isNull()):
        return
    font = QFont(button.font())
    # Chosen answers are bold by the style sheet, which the widget's own font doesn't tell.
    font.setBold(font.bold() or (isinstance(button.parentWidget(), Segments) and button.isChecked()))
    needed = QFontMetrics(font).size(Qt.TextFlag.TextShowMnemonic, text)
    if isinstance(button, QPushButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    elif isinstance(button, QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        part = (
            QStyle.SubElement.SE_CheckBoxContents
            if isinstance(button, QCheckBox)
            else QStyle.SubElement.SE_RadioButtonContents
        )
        room = button.style().subElementRect(part, option, button)
    else:
        room = button.contentsRect()
    yield from _narrow(text, needed.width(), room.width())
    yield from _low(text, button.fontMetrics().height(), room.height())


def _composed(button: QAbstractButton) -> bool:
    """Return whether the button's words are a label of its own, which is measured itself."""
    return button.layout() is not None


def _tabs(bar: QTabBar) -> Iterator[tuple[str, str]]:
    for at in range(bar.count()):
        if bar.isTabVisible(at):
            yield from _narrow(
                bar.tabText(at), bar.fontMetrics().horizontalAdvance(bar.tabText(at)), bar.tabRect(at).width()
            )
            if not bar.rect().contains(bar.tabRect(at)):
                yield bar.tabText(at), "outside of its bar"


def _line(line: QLineEdit) -> Iterator[tuple[str, str]]:
    shown = line.displayText() or line.placeholderText()
    room = line.contentsRect().marginsRemoved(line.textMargins())
    # Who types scrolls; what is only read is whole in the tooltip at least.
    if not line.displayText() or (line.isReadOnly() and not line.toolTip()):
        yield from _narrow(shown, line.fontMetrics().horizontalAdvance(shown), room.width())
    yield from _low(shown, line.fontMetrics().height(), room.height())


def _headings(header: QHeaderView) -> Iterator[tuple[str, str]]:
    model = header.model()
    if model is None or header.orientation() is not Qt.Orientation.Horizontal:
        return
    for at in range(header.count()):
        if header.isSectionHidden(at):
            continue
        text = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
        left = header.sectionViewportPosition(at)
        right = min(left + header.sectionSize(at), header.viewport().width())
        if left < header.viewport().width():
            needed = header.sectionSizeFromContents(at).width() if text else 0
            yield from _narrow(text, needed, right - left)


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    """Yield cells of fixed columns that are cut; the last one stretches, and its whole text is in the tooltip."""
    model = view.model()
    if model is None or view.property(ELIDES):
        return
    for row in range(model.rowCount()):
        for column in range(model.columnCount() if isinstance(view, QTableView) else 1):
            index = model.index(row, column)
            shown = view.visualRect(index) & view.viewport().rect()
            if shown.isEmpty() or shown.height() < view.visualRect(index).height():
                continue
            text = str(index.data() or "")
            if isinstance(view, QTableView):
                # Whole in the tooltip: see Table.
                yield from _low(text, view.fontMetrics().height(), shown.height())
            elif text:
                yield from _narrow(text, view.sizeHintForIndex(index).width(), shown.width())


# where a widget stands


def _misplaced(widget: QWidget) -> Iterator[Cramped]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _floats(widget) or not _speaks(widget):
        return
    place = widget.geometry()
    if not _scrolled(widget, parent) and not parent.rect().contains(place):
        over = parent.rect().united(place)
        beyond = max(over.width() - parent.width(), over.height() - parent.height())
        if beyond > _ROUNDING:
            yield Cramped(_path(widget), _words(widget), f"{beyond} px outside of its parent")
    if _scrolled(widget, parent):
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            lacking = widget.width() - parent.width()
            if lacking > _ROUNDING:
                yield Cramped(_path(widget), _words(widget), f"{lacking} px wider than what it scrolls in")
    for other in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if other is widget or not other.isVisibleTo(parent) or other.isWindow() or _floats(other):
            continue
        if id(other) < id(widget) or not _speaks(other):
            continue
        common = other.geometry() & place
        if min(common.width(), common.height()) > _ROUNDING:
            what = f"{_words(widget)} | {_words(other)}"
            yield Cramped(_path(widget), what, f"{common.width()}×{common.height()} px over {type(other).__name__}")


def _scrolled(widget: QWidget, parent: QWidget) -> bool:
    area = parent.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is parent


def _floats(widget: QWidget) -> bool:
    """Return whether it lies over its neighbours on purpose."""
    return isinstance(widget, Toast) or bool(widget.property(FLOATS))


def _speaks(widget: QWidget) -> bool:
    """Return whether there is anything to see of it."""
    return not widget.geometry().isEmpty() and not isinstance(widget.parentWidget(), QStackedWidget)


def _words(widget: QWidget) -> str:
    """Return what stands in a widget, or its kind."""
    texts = [label.text() for label in (widget, *widget.findChildren(QLabel)) if isinstance(label, QLabel)]
    return " ".join(text for text in texts if text)[:60] or type(widget).__name__
