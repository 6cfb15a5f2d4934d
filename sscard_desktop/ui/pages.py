# SPDX-License-Identifier: Apache-2.0
"""Which places a person may go to, in the order of the navigation: a clerk four, a supervisor all.

A page's module is imported when the page is made, not before: the counter is ready without the tables and charts of
pages that its clerk may never open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sscard_desktop.domain.operators import Permission
from sscard_desktop.ui.page import Page, Place

if TYPE_CHECKING:
    from sscard_desktop.ui.desk import Desk

translate = QCoreApplication.translate


def places_for(desk: Desk) -> list[Place]:
    """Return the places of a person's desk; no page is made yet."""
    may = desk.operator.may
    # A clerk hands out at the counter itself.
    answers = may(Permission.FEEDBACK) or may(Permission.HAND_OVER)
    places = [
        (
            may(Permission.CAPTURE),
            Place("counter", "counter", lambda: translate("Place", "办理"), lambda: _counter(desk)),
        ),
        (True, Place("records", "people", lambda: translate("Place", "记录"), lambda: _records(desk))),
        (
            may(Permission.ROSTERS),
            Place("rosters", "roster", lambda: translate("Place", "花名册"), lambda: _rosters(desk)),
        ),
        (may(Permission.REVIEW), Place("review", "review", lambda: translate("Place", "审核"), lambda: _review(desk))),
        (may(Permission.BATCH), Place("batches", "batch", lambda: translate("Place", "批次"), lambda: _batches(desk))),
        (
            may(Permission.HAND_OVER),
            Place("packages", "import", lambda: translate("Place", "站点包"), lambda: _packages(desk)),
        ),
        (answers, Place("feedback", "file", lambda: translate("Place", "回盘与领卡"), lambda: _feedback(desk))),
        (
            may(Permission.FIGURES),
            Place("figures", "figures", lambda: translate("Place", "统计"), lambda: _figures(desk)),
        ),
        (
            may(Permission.SETTINGS),
            Place("settings", "settings", lambda: translate("Place", "设置"), lambda: _settings(desk)),
        ),
        (True, Place("help", "help", lambda: translate("Place", "帮助"), lambda: _help(desk))),
        (True, Place("first", "check", lambda: translate("Place", "首次设置"), lambda: _first(desk), listed=False)),
        (True, Place("morning", "ok", lambda: translate("Place", "开工检查"), lambda: _morning(desk), listed=False)),
    ]
    return [place for allowed, place in places if allowed]


def _counter(desk: Desk) -> Page:
    from sscard_desktop.ui.counter.page import CounterPage

    return CounterPage(desk)


def _records(desk: Desk) -> Page:
    from sscard_desktop.ui.records.page import RecordsPage

    return RecordsPage(desk)


def _rosters(desk: Desk) -> Page:
    from sscard_desktop.ui.rosters.page import RostersPage

    return RostersPage(desk)


def _review(desk: Desk) -> Page:
    from sscard_desktop.ui.review.page import ReviewPage

    return ReviewPage(desk)


def _batches(desk: Desk) -> Page:
    from sscard_desktop.ui.batches.page import BatchesPage

    return BatchesPage(desk)


def _packages(desk: Desk) -> Page:
    from sscard_desktop.ui.packages.page import PackagesPage

    return PackagesPage(desk)


def _feedback(desk: Desk) -> Page:
    from sscard_desktop.ui.feedback.page import FeedbackPage

    return FeedbackPage(desk)


def _figures(desk: Desk) -> Page:
    from sscard_desktop.ui.figures.page import FiguresPage

    return FiguresPage(desk)


def _settings(desk: Desk) -> Page:
    from sscard_desktop.ui.settings.page import SettingsPage

    return SettingsPage(desk)


def _help(desk: Desk) -> Page:
    from sscard_desktop.ui.help.page import HelpPage

    return HelpPage(desk)


def _first(desk: Desk) -> Page:
    from sscard_desktop.ui.firststeps.page import FirstStepsPage

    return FirstStepsPage(desk)


def _morning(desk: Desk) -> Page:
    from sscard_desktop.ui.morning.page import MorningPage

    return MorningPage(desk)
