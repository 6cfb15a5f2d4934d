# SPDX-License-Identifier: Apache-2.0
"""Which pages a person sees, in the order of the navigation: a clerk four, a supervisor all."""

from __future__ import annotations

from sscard_desktop.domain.operators import Permission
from sscard_desktop.ui.batches.page import BatchesPage
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.feedback.page import FeedbackPage
from sscard_desktop.ui.figures.page import FiguresPage
from sscard_desktop.ui.help.page import HelpPage
from sscard_desktop.ui.morning.page import MorningPage
from sscard_desktop.ui.packages.page import PackagesPage
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.records.page import RecordsPage
from sscard_desktop.ui.review.page import ReviewPage
from sscard_desktop.ui.rosters.page import RostersPage
from sscard_desktop.ui.settings.page import SettingsPage


def pages_for(desk: Desk) -> list[Page]:
    """Return the pages of a person's desk; imported late, so that the gate doesn't wait for them."""
    from sscard_desktop.ui.counter.page import CounterPage

    pages: list[Page] = []
    if desk.operator.may(Permission.CAPTURE):
        pages.append(CounterPage(desk))
    pages.append(RecordsPage(desk))
    if desk.operator.may(Permission.ROSTERS):
        pages.append(RostersPage(desk))
    if desk.operator.may(Permission.REVIEW):
        pages.append(ReviewPage(desk))
    if desk.operator.may(Permission.BATCH):
        pages.append(BatchesPage(desk))
    if desk.operator.may(Permission.HAND_OVER):
        pages.append(PackagesPage(desk))
    # A clerk hands out at the counter itself.
    if desk.operator.may(Permission.FEEDBACK) or desk.operator.may(Permission.HAND_OVER):
        pages.append(FeedbackPage(desk))
    if desk.operator.may(Permission.FIGURES):
        pages.append(FiguresPage(desk))
    if desk.operator.may(Permission.SETTINGS):
        pages.append(SettingsPage(desk))
    pages += [HelpPage(desk), MorningPage(desk)]
    return pages
