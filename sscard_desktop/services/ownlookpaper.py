# SPDX-License-Identifier: Apache-2.0
"""本人信息核对单: the applicant's own look on paper, in large type, where no screen can be turned to them.

Says just what the screen would. It counts for nothing by itself: what the applicant says of it is entered at the
counter, as after a look at the screen. A sheet of the same name beside a city's profile goes before the common one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.ownlook import LOOK_KEYS
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ownlook import OwnLook
from sscard_desktop.services.ports import FormContent, FormRenderer, PeopleContent
from sscard_desktop.services.session import Session

LOOK_FORM = "own-look"


@dataclass(frozen=True, slots=True)
class LookPaper:
    """What the sheet says, a line an answer."""

    template: Path
    content: PeopleContent = field(repr=False)


class OwnLookPaper:
    """Gathers the sheet; :func:`rendered` makes its PDF.

    Args:
        templates: folder of the common forms.
    """

    def __init__(self, session: Session, templates: Path) -> None:
        self._session = session
        self._templates = templates

    @allowed(Permission.CAPTURE)
    def sheet(self, record_id: str, language: str = "zh_CN") -> LookPaper:
        """Return the sheet; that it was made is in the trail.

        Raises:
            RefusedError: what ``OwnLook.page`` raises.
        """
        session = self._session
        page = OwnLook(session).page(record_id, language)
        today = session.clock.today()
        rows = [
            FormContent(
                {"look_label": " / ".join(line.labels), "look_value": " / ".join(line.values)}, {}, {}, "", today
            )
            for line in page.lines
        ]
        with session.action("own_look.sheet", record_id, content=page.shown):
            pass
        # A template may name what the heading or a row holds.
        heading = {**dict.fromkeys(LOOK_KEYS, ""), "station": session.identity.name, "operator": session.operator.name}
        beside = session.profile.folder / f"{LOOK_FORM}.toml"
        template = beside if beside.is_file() else self._templates / f"{LOOK_FORM}.toml"
        bilingual = any(len(line.labels) > 1 for line in page.lines)
        return LookPaper(template, PeopleContent(heading, {}, rows, today, bilingual=bilingual))


def rendered(paper: LookPaper, forms: Callable[[], FormRenderer]) -> bytes:
    """Return the sheet as PDF; for the work lane."""
    return forms().render_people(paper.template, paper.content)
