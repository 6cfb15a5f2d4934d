# SPDX-License-Identifier: Apache-2.0
"""What the person at the counter answers: the field that has the keyboard is the question.

It follows the keyboard and changes nothing; a field that the person has nothing to say about is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.domain.ownlook import as_read
from sscard_desktop.services.training import Standing
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.widgets.field import FieldEditor


class Answers(QObject):
    """Tells the answers of a lesson's people.

    Signals:
        said(text): what is answered now, ``""`` for nothing.
    """

    said = Signal(str)

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._standing: Standing | None = None
        self._desk: Desk | None = None
        self._counter: Callable[[], CounterPage | None] = lambda: None
        app.focusChanged.connect(self._listen)

    def serve(self, standing: Standing | None, desk: Desk | None, counter: Callable[[], CounterPage | None]) -> None:
        """Answer for the people of a lesson from now on, for nobody where there is none."""
        fresh = standing is None or self._standing is None
        self._standing, self._desk, self._counter = standing, desk, counter
        if fresh:
            self.said.emit("")
        # Whose card can't be read answers as soon as their record is there, the keyboard in its first field already.
        field = _field_of(self._app.focusWidget())
        if standing is not None and field is not None and (told := self.answer(field.key)):
            self.said.emit(told)

    def stop(self) -> None:
        """Answer no more."""
        self._app.focusChanged.disconnect(self._listen)

    def answer(self, key: str) -> str:
        """Return what the person at the counter says to a field, ``""`` where they have nothing to say."""
        desk, page = self._desk, self._counter()
        value = self._values().get(key, "")
        if not value or desk is None or page is None:
            return ""
        spec = page.work.profile.fields.get(key)
        if spec is None:
            return ""
        language = desk.language.code
        text = as_read(spec, value, desk.profile, language)
        return self.tr("申请人说：{label} {answer}").format(label=spec.label(language), answer=text)

    def _values(self) -> Mapping[str, str]:
        """Return what whoever is in work says; before their number is known, the first of the lesson."""
        page = self._counter()
        if self._standing is None or page is None or page.work.record is None:
            return {}
        number = page.work.record.value("number")
        found = [each.values for each in self._standing.cast if each.number == number]
        return found[0] if found else self._standing.cast[0].values

    def _listen(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._standing is None:
            return
        field = _field_of(now)
        self.said.emit(self.answer(field.key) if field is not None else "")


def _field_of(widget: QWidget | None) -> FieldEditor | None:
    """Return the field that a widget belongs to, ``None`` for none."""
    while widget is not None and not isinstance(widget, FieldEditor):
        widget = widget.parentWidget()
    return widget
