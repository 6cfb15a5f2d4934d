# SPDX-License-Identifier: Apache-2.0
"""A fresh machine and a set-up file: what it makes of it, and what is left to be asked.

Where the file names one station and one supervisor, that is a password. The station is made with everything that the
file holds in it, or isn't made at all: there is no instant at which a killed program leaves an empty one.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.services.campaignrules import require_current, require_for
from sscard_desktop.services.campaigns import Campaigns, Opened
from sscard_desktop.services.ports import Campaign, Progress, StationIdentity, StationKey, Unlock
from sscard_desktop.services.session import Session
from sscard_desktop.services.workplace import Workplace


def read_setup(workplace: Workplace, path: Path, unlock: Unlock, progress: Progress) -> tuple[Campaign, StationKey]:
    """Return a set-up file that can still be used, and whose signature holds over it.

    Raises:
        InvalidInputError: what ``CampaignFiles.read_campaign`` raises.
        RefusedError: ``campaign.expired`` (``until``, ``today``).
    """
    campaign, key = workplace.campaigns().read_campaign(path, unlock, progress)
    require_current(campaign, today=workplace.clock.today())
    return campaign, key


def named_for(campaign: Campaign, *, number: int | None, name: str, supervisor: str) -> tuple[int, str, str]:
    """Return number, name and first supervisor of a new station: what was said, else what the file leaves no doubt of.

    Raises:
        RefusedError: ``campaign.needs_station``, ``campaign.which_station`` (``stations``), ``campaign.which_person``
            (``people``); ``campaign.not_supervisor`` (``name``), the file has this person in another role.
    """
    seats = [each for each in campaign.seats if number in (None, each.number)]
    if number is None and len(seats) > 1:
        raise RefusedError("campaign.which_station", stations=", ".join(str(each.number) for each in seats[:10]))
    if seats:
        number, name = seats[0].number, name or seats[0].name
    if number is None or not name:
        raise RefusedError("campaign.needs_station")
    known = [each.name for each in campaign.supervisors]
    if not supervisor:
        if len(known) != 1:
            raise RefusedError("campaign.which_person", people=", ".join(known[:10]))
        supervisor = known[0]
    if supervisor not in known and any(each.name == supervisor for each in campaign.people):
        raise RefusedError("campaign.not_supervisor", name=supervisor)
    return number, name, supervisor


def set_up_by(
    workplace: Workplace, campaign: Campaign, *, number: int, name: str, supervisor: str, password: str
) -> tuple[str, Opened]:
    """Set a fresh station up by a set-up file; return its recovery code, and what the file brought.

    Raises:
        RefusedError, InvalidInputError: what ``require_for``, ``Profiles.install``, ``Workplace.set_up`` and
            ``Campaigns.apply`` raise; there is no station then.
    """
    require_for(campaign, number=number, today=workplace.clock.today())
    workplace.profiles.install(campaign.profile_files)
    identity = StationIdentity(number, name, campaign.profile, campaign.name)
    shown = next((each.display_name for each in campaign.people if each.name == supervisor), "")
    opened: list[Opened] = []

    def furnish(session: Session) -> None:
        service = Campaigns(session, workplace.campaigns(), workplace.station_packages(), workplace.sealer())
        opened.append(service.apply(campaign, printers=printers_of(workplace)))

    code = workplace.set_up(identity, supervisor=supervisor, password=password, display_name=shown, furnish=furnish)
    return code, opened[0]


def printers_of(workplace: Workplace) -> Collection[str]:
    """Return the names of this machine's printers; none where the spooler doesn't answer."""
    try:
        spooler = workplace.spooler()
        return {each.name for each in spooler.printers()} if spooler.there() else ()
    except SscardError:
        return ()
