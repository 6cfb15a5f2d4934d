# SPDX-License-Identifier: Apache-2.0
"""A workplace: the station and everything around it, as ``app`` hands it to the window and the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop import __version__
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.filenames import told_of
from sscard_desktop.domain.operators import Operator, Role

if TYPE_CHECKING:
    from sscard_desktop.domain.ideographs import IdeographTable
    from sscard_desktop.domain.placesearch import Gazetteer
    from sscard_desktop.domain.profile import Profile
    from sscard_desktop.domain.reader import ReaderDialect
    from sscard_desktop.services.ports import (
        Cameras,
        CampaignFiles,
        CardCutter,
        CardLens,
        CardReaders,
        ChipPhotos,
        Clock,
        DemoDevices,
        Disks,
        Divisions,
        DocumentReader,
        FormRenderer,
        LightMeter,
        LiveGuide,
        ManualPress,
        ManualShelf,
        MarkedBooks,
        PackageSealer,
        PackageWriter,
        PhotoMaker,
        PictureGathering,
        Pinyin,
        Profiles,
        RosterFiles,
        SimulatedReader,
        Spooler,
        StationFile,
        StationIdentity,
        StationPackages,
        Store,
        TableReader,
        TableWriter,
        TemplateBooks,
        Trial,
        UpdateFiles,
        VersionDoor,
        Versions,
    )
    from sscard_desktop.services.session import Session

LONGEST_STATION_TEXT = 100
"""Characters of a station's name or campaign: they stand in the top bar, on forms and in file names."""


def _nothing() -> None:
    """Load nothing ahead."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """The parts of one running program. What is slow to load is a callable that loads it once.

    Attributes:
        chip_photos: gives what decodes chip photos with a vendor's library.
        simulated_reader: gives a simulated reader whose line is found at a path, and that speaks a dialect.
        photo_makers: gives makers for many photos at once, one for each thread; let go when they are made.
        gazetteer: gives everything about places; any thread may call it.
        ideographs: gives the table by which rare characters are found.
        demo: the hardware of a demo station; ``None`` at a real one.
        training: lessons are taken here; nothing real comes in.
        update_files: gives the signed updates that come by stick.
        versions: gives the versions of program and data on this machine.
        door: gives the ways to another version that nobody has to log in for; ``None`` where there is one version.
        trial: this program's start is watched, on trial or because its last ones died in silence.
        load_station: loads what opening a station takes, ahead of a log-in; any thread may call it.
    """

    station: StationFile
    profiles: Profiles
    clock: Clock
    divisions: Divisions
    pinyin: Pinyin
    readers: CardReaders
    disks: Disks
    photo_maker: Callable[[], PhotoMaker]
    photo_makers: Callable[[], Sequence[PhotoMaker]]
    gathering: Callable[[], PictureGathering]
    forms: Callable[[], FormRenderer]
    packages: Callable[[], PackageWriter]
    tables: Callable[[], TableWriter]
    table_reader: Callable[[], TableReader]
    marked_books: Callable[[], MarkedBooks]
    template_books: Callable[[], TemplateBooks]
    sealer: Callable[[], PackageSealer]
    station_packages: Callable[[], StationPackages]
    campaigns: Callable[[], CampaignFiles]
    roster_files: Callable[[], RosterFiles]
    cameras: Callable[[], Cameras]
    manual: Callable[[], ManualShelf]
    manual_press: Callable[[], ManualPress]
    notices: Callable[[], ManualShelf]
    guide: Callable[[], LiveGuide]
    light_meter: Callable[[], LightMeter]
    card_cutter: Callable[[], CardCutter]
    card_lens: Callable[[], CardLens]
    document_reader: Callable[[], DocumentReader]
    chip_photos: Callable[[], ChipPhotos]
    simulated_reader: Callable[[str, ReaderDialect], SimulatedReader]
    spooler: Callable[[], Spooler]
    ideographs: Callable[[], IdeographTable]
    gazetteer: Callable[[], Gazetteer]
    update_files: Callable[[], UpdateFiles]
    versions: Callable[[], Versions]
    door: Callable[[], VersionDoor] | None = None
    demo: DemoDevices | None = None
    training: bool = False
    trial: Trial | None = None
    load_station: Callable[[], None] = _nothing

    def cities(self, language: str) -> Mapping[str, str]:
        """Return what the installed profiles call their cities, by the profiles' names, sorted; broken ones too."""
        found = {name: self.profiles.titles(name) for name in self.profiles.names()}
        return {name: titles.get(language) or titles.get("zh_CN") or name for name, titles in found.items()}

    def set_up(
        self,
        identity: StationIdentity,
        *,
        supervisor: str,
        password: str,
        display_name: str = "",
        furnish: Callable[[Session], None] | None = None,
    ) -> str:
        """Set up a station with its first supervisor; return the recovery code, to be printed and locked away.

        Args:
            furnish: does as this supervisor what shall be there from the beginning; what it raises leaves no station.

        Raises:
            RefusedError: there is a station already; the password is too weak; the number is out of range;
                name or campaign is empty, too long, or not on one line.
            InvalidInputError: the profile doesn't exist or is broken.
        """
        if self.station.exists():
            raise RefusedError("station.exists_already")
        if not 1 <= identity.number <= 9999:
            raise RefusedError("station.number_out_of_range", number=identity.number)
        for text in (identity.name, identity.campaign):
            if not text.strip() or len(text) > LONGEST_STATION_TEXT or not text.isprintable():
                raise RefusedError("station.text_invalid", limit=LONGEST_STATION_TEXT)
        profile = self.profiles.load(identity.profile)
        operator = Operator(supervisor, Role.SUPERVISOR, display_name)

        def begin(store: Store) -> None:
            if furnish is not None:
                furnish(self._session(store, operator, identity, profile))

        return self.station.create(identity, operator, password, begin if furnish is not None else None)

    def _session(self, store: Store, operator: Operator, identity: StationIdentity, profile: Profile) -> Session:
        from sscard_desktop.services.session import Session

        return Session(
            store=store,
            operator=operator,
            identity=identity,
            profile=profile,
            clock=self.clock,
            divisions=self.divisions,
            pinyin=self.pinyin,
            unprintable=self._unprintable,
            gazetteer=self.gazetteer,
        )

    def log_in(self, name: str, password: str) -> Session:
        """Open the station for a person; the session belongs to the calling thread.

        Raises:
            NotAllowedError: wrong name or password, or too many tries.
            EnvironmentFailedError: the station's files can't be read.
            InvalidInputError: the station's profile is broken.
            RefusedError: ``training.real_station``, ``training.not_for_work``: lessons and work have stations apart.
        """
        with self.trial.opening() if self.trial is not None else nullcontext():
            return self._log_in(name, password)

    def _log_in(self, name: str, password: str) -> Session:
        # Imported while the key is derived or before, not while somebody waits for the unlock page.
        from sscard_desktop.services.mergekeeping import forget_old_merges
        from sscard_desktop.services.originals import expire_originals
        from sscard_desktop.services.profilewatch import note_profile
        from sscard_desktop.services.rosterimport import sweep
        from sscard_desktop.services.session import TRAINING_SETTING
        from sscard_desktop.services.updates import note_program

        failed = self.station.failed_tries(name)
        store, operator = self.station.unlock(name, password)
        try:
            if bool(store.setting(TRAINING_SETTING)) is not self.training:
                raise RefusedError("training.real_station" if self.training else "training.not_for_work")
            identity = self.station.identity()
            session = self._session(store, operator, identity, self.profiles.load(identity.profile))
            with session.action("session.open", name, station=identity.number, failed_tries=failed):
                pass
            note_program(session, __version__)
            note_profile(session)
            expire_originals(session)
            forget_old_merges(session)
            sweep(session)
        except BaseException:
            store.close()
            raise
        return session

    def recover(self, name: str, password: str, *typed: str) -> str:
        """Give a supervisor a new password by the recovery code or its shares; return the new recovery code.

        The code that was used ends: it was read out, typed, and lay open on a table.

        Args:
            name: a supervisor's log-in name; one who was disabled is let in again.
            password: the new one.
            typed: the recovery code, or enough shares.

        Raises:
            InvalidInputError: a slip of the pen, or too few shares.
            NotAllowedError: ``station.wrong_recovery``; ``operator.not_supervisor``.
            RefusedError: the password is too weak.
        """
        with closing(self.station.unlock_with_recovery(*typed)) as store:
            found = [who for who in store.operators() if who.name == name and who.role is Role.SUPERVISOR]
            if not found:
                raise NotAllowedError("operator.not_supervisor", name=name)
            operator = replace(found[0], disabled=False)
            # The password first: until then the code that was typed stays good.
            self.station.add_person(store, operator, password)
            with store.transaction():
                store.save_operator(operator)
                store.audit(
                    at=self.clock.now(),
                    monotonic_s=self.clock.monotonic_s(),
                    operator=name,
                    action="keys.recovered",
                    subject=name,
                    detail="{}",
                )
            return self.station.new_recovery_code(store)

    def restore_backup(
        self, backup: Path, *, name: str = "", password: str = "", typed: Sequence[str] = ()
    ) -> Path | None:
        """Put a backup in the station's place, here or on another machine; return where what was there is now.

        Args:
            backup: the file.
            name: a supervisor of the station, as of the day of the backup.
            password: theirs, of that day.
            typed: instead of both, the recovery code or enough shares, of that day.

        Raises:
            InvalidInputError: the file isn't a whole backup; a slip in the recovery code.
            NotAllowedError: the secret doesn't open it; ``operator.not_supervisor``.
            RefusedError: ``station.still_in_use``, somebody is logged in; ``training.shut``; ``training.not_for_work``,
                it is a training station's.
            EnvironmentFailedError: the disk's failures; what was there is there.
        """
        if self.training:
            raise RefusedError("training.shut")

        from sscard_desktop.services.numbering import leave_out
        from sscard_desktop.services.session import TRAINING_SETTING

        def note(store: Store) -> None:
            if store.setting(TRAINING_SETTING):
                # It would lie in the real station's place, with a password that everybody knows.
                raise RefusedError("training.not_for_work")
            with store.transaction():
                leave_out(store, self.clock.today(), self.clock.now().astimezone(CHINA).time())
                store.audit(
                    at=self.clock.now(),
                    monotonic_s=self.clock.monotonic_s(),
                    operator=name,
                    action="backup.restore",
                    subject=told_of(backup.name),
                    detail=json.dumps({"recovery": bool(typed)}),
                )

        return self.station.backups.restore(backup, note, name=name, password=password, typed=typed)

    def _unprintable(self, text: str) -> list[str]:
        """Return the characters that no bundled font has; the fonts are loaded only for names that need them."""
        try:
            text.encode("gbk")
        except UnicodeEncodeError:
            return self.forms().missing_characters(text)
        # The bundled fonts hold all of GBK (a test of theirs says so).
        return []
