# SPDX-License-Identifier: Apache-2.0
"""Whether the city's profile is the one that the station last worked by; a change waits for a supervisor's eye.

A profile is files on a disk that others can reach: a new version is put there, or somebody edits a line. Work goes on
by what is there, the trail says from when on, and a supervisor is told until they have acknowledged it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.profilechange import Difference, Outline, differences, outline
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

USED_SETTING = "profile.used"
ACKNOWLEDGED_SETTING = "profile.acknowledged"


@dataclass(frozen=True, slots=True)
class ProfileState:
    """One state of a profile.

    Attributes:
        sha256: digest over its files.
    """

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """The profile was changed since a supervisor last acknowledged it."""

    before: ProfileState
    now: ProfileState
    differences: tuple[Difference, ...]

    @property
    def silent(self) -> bool:
        """Whether the content changed and the version didn't: whoever did it broke the rule for profiles."""
        return self.before.version == self.now.version

    @property
    def code(self) -> str:
        """The message code that says so; its sentence takes :attr:`params`."""
        return "profile.changed_silently" if self.silent else "profile.changed"

    @property
    def params(self) -> dict[str, str | int]:
        """Values for the sentence."""
        return {
            "profile": self.now.name,
            "before": self.before.version,
            "now": self.now.version,
            "digest_before": self.before.sha256[:12],
            "digest": self.now.sha256[:12],
        }


def note_profile(session: Session) -> None:
    """Write into the trail that the profile isn't the one that was last worked by; call it when somebody logs in."""
    now = _state(session.profile)
    used = _load(session.store.setting(USED_SETTING))
    if used is not None and used[0] == now:
        return
    kept = json.dumps({**asdict(now), "outline": outline(session.profile)}, ensure_ascii=False)
    with session.transaction():
        session.store.save_setting(USED_SETTING, kept)
        if used is None:
            # What a station is set up with was chosen by its supervisor.
            session.store.save_setting(ACKNOWLEDGED_SETTING, kept)
            session.audit("profile.use", now.name, version=now.version, sha256=now.sha256)
        else:
            old = used[0]
            session.audit("profile.changed", now.name, old=asdict(old), new=asdict(now))


class ProfileWatch:
    """Tells a supervisor of a changed profile."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.SETTINGS)
        self._session = session

    @allowed(Permission.SETTINGS)
    def pending(self) -> ProfileChange | None:
        """Return what changed since a supervisor last acknowledged the profile, ``None`` for nothing."""
        known = _load(self._session.store.setting(ACKNOWLEDGED_SETTING))
        now = _state(self._session.profile)
        if known is None or known[0] == now:
            return None
        before, was = known
        return ProfileChange(before, now, differences(was, outline(self._session.profile)))

    @allowed(Permission.SETTINGS)
    def acknowledge(self, change: ProfileChange) -> None:
        """Note that a supervisor has seen the change.

        Raises:
            RefusedError: ``profile.changed_again``, the profile in use isn't the one that was looked at.
        """
        session = self._session
        used = session.store.setting(USED_SETTING)
        with session.action("profile.acknowledge", change.now.name, old=asdict(change.before), new=asdict(change.now)):
            state = _load(used)
            if state is None or state[0] != change.now:
                raise RefusedError("profile.changed_again", profile=change.now.name)
            session.store.save_setting(ACKNOWLEDGED_SETTING, used)


def _state(profile: Profile) -> ProfileState:
    return ProfileState(profile.name, profile.version, profile.sha256)


def _load(text: str) -> tuple[ProfileState, Outline] | None:
    if not text:
        return None
    told = json.loads(text)
    return ProfileState(told["name"], told["version"], told["sha256"]), told["outline"]
