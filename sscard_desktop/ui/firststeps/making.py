# SPDX-License-Identifier: Apache-2.0
"""Makes what a step holds, when it is first looked at."""

from __future__ import annotations

from sscard_desktop.services.firststeps import Step
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.firststeps.panels import (
    CameraStep,
    CodeStep,
    HeldTab,
    KeysStep,
    PracticeStep,
    ReaderStep,
    StepPanel,
)


def make_panel(desk: Desk, step: Step) -> StepPanel:
    """Return it; what it takes of the settings is loaded now and not before."""
    match step:
        case Step.LOOK:
            from sscard_desktop.ui.settings.appearance import AppearanceTab

            return HeldTab(desk, AppearanceTab(desk))
        case Step.CODE:
            return CodeStep(desk)
        case Step.READER:
            return ReaderStep(desk)
        case Step.CAMERA:
            return CameraStep(desk)
        case Step.PRINTER:
            from sscard_desktop.ui.settings.printing import PrintingTab

            return HeldTab(desk, PrintingTab(desk), first="test", done_when_told=True)
        case Step.CITY:
            from sscard_desktop.ui.settings.cities import CitiesTab

            return HeldTab(desk, CitiesTab(desk), scrolls=True)
        case Step.PEOPLE:
            from sscard_desktop.ui.firststeps.people import PeopleStep

            return PeopleStep(desk)
        case Step.UNITS:
            from sscard_desktop.ui.settings.units import UnitsTab

            return HeldTab(desk, UnitsTab(desk), scrolls=True)
        case Step.BACKUP:
            from sscard_desktop.ui.firststeps.backup import BackupStep

            return BackupStep(desk)
        case Step.KEYS:
            return KeysStep(desk)
        case Step.PRACTICE:
            return PracticeStep(desk)
