# SPDX-License-Identifier: Apache-2.0
"""What the person at the counter answers: the field that has the keyboard is the question.

It follows the keyboard and changes nothing. Asked what they have nothing to say about, people put right what was taken
for granted: whoever gets the card at work has no answer to which counter they come to.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.domain.ownlook import as_read
from sscard_desktop.services.training import Standing
from sscard_desktop.services.trainingjudge import Expected
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
        if standing is not None and (told := self._told(self._app.focusWidget())):
            self.said.emit(told)

    def stop(self) -> None:
        """Answer no more."""
        self._app.focusChanged.disconnect(self._listen)

    def answer(self, key: str) -> str:
        """Return what the person at the counter says to a field, ``""`` where they have nothing to say.

        Without anything to say to it, it is what stands otherwise than they would have said, had somebody asked.
        """
        desk, page, expected = self._desk, self._counter(), self._expected()
        if desk is None or page is None or expected is None:
            return ""
        if not expected.values.get(key):
            key = self._unasked(page, expected)
        value = expected.values.get(key, "")
        if not value:
            return ""
        spec = page.work.profile.fields.get(key)
        if spec is None:
            return ""
        language = desk.language.code
        text = as_read(spec, value, desk.profile, language)
        return self.tr("申请人说：{label} {answer}").format(label=spec.label(language), answer=text)

    def _expected(self) -> Expected | None:
        """Return who is in work; before their number is known, the first of the lesson."""
        page = self._counter()
        if self._standing is None or page is None or page.work.record is None:
            return None
        number = page.work.record.value("number")
        cast = self._standing.cast
        return next((each for each in cast if each.number == number), cast[0])

    def _unasked(self, page: CounterPage, expected: Expected) -> str:
        """Return the first field in which a usual answer stands that isn't theirs, ``""`` for none."""
        typed = page.form.values()
        for key in page.form.order():
            stands = typed.get(key, "")
            if stands and stands == expected.usual.get(key) and stands != expected.values.get(key, stands):
                return key
        return ""

    def _told(self, widget: QWidget | None) -> str:
        field = _field_of(widget)
        return self.answer(field.key if field is not None else "")

    def _listen(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._standing is not None:
            self.said.emit(self._told(now))


def _field_of(widget: QWidget | None) -> FieldEditor | None:
    """Return the field that a widget belongs to, ``None`` for none."""
    while widget is not None and not isinstance(widget, FieldEditor):
        widget = widget.parentWidget()
    return widget
