# SPDX-License-Identifier: Apache-2.0
"""What every command is called with, and the options that all of them share."""

from __future__ import annotations

import argparse
import contextlib
import errno
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn, TypeAlias

from sscard_desktop.cli.output import Exit, Output
from sscard_desktop.domain.errors import EnvironmentFailedError, NotAllowedError, RefusedError
from sscard_desktop.domain.profile import Profile
from sscard_desktop.services.ports import SimulatedReader
from sscard_desktop.services.session import Session
from sscard_desktop.services.workplace import Workplace

LARGEST_SECRET_BYTES = 4096
LARGEST_PICTURE_BYTES = 64 << 20
LONGEST_WAIT_S = 86_400.0
_WRITE_CODES = {
    errno.ENOENT: "file.folder_missing",
    errno.ENOTDIR: "file.folder_missing",
    errno.ENOSPC: "file.disk_full",
    errno.EDQUOT: "file.disk_full",
    errno.EACCES: "file.not_allowed",
    errno.EPERM: "file.not_allowed",
    errno.EROFS: "file.not_allowed",
    errno.ENAMETOOLONG: "file.name_too_long",
}


class UsageError(Exception):
    """The command line can't be understood.

    Attributes:
        usage: how the command is called.
    """

    def __init__(self, usage: str, why: str) -> None:
        super().__init__(why)
        self.usage = usage


class CommandParser(argparse.ArgumentParser):
    """Leaves it to the caller how misuse is told: a script wants JSON there too."""

    def error(self, message: str) -> NoReturn:
        """Raise :class:`UsageError`."""
        raise UsageError(self.format_usage(), f"{self.prog}: {message}")


SimulatorWindow: TypeAlias = Callable[[SimulatedReader, str, float], None]
"""Of the reader, the language, and the seconds, 0 for as long as it is open."""


@dataclass(frozen=True)
class Call:
    """One call of one command.

    Attributes:
        options: the parsed options.
        workplace_at: gives the workplace of a station folder.
        demo_workplace_at: the same with simulated devices.
        simulator_window: gives what shows a simulated reader's window until it is closed, or so many seconds.
    """

    options: argparse.Namespace
    output: Output
    workplace_at: Callable[[Path | None], Workplace]
    demo_workplace_at: Callable[[Path], Workplace]
    simulator_window: Callable[[], SimulatorWindow]

    @cached_property
    def workplace(self) -> Workplace:
        """The workplace of ``--data-dir``; one for the whole call, as a station is open in one program at a time."""
        folder = self.option("data_dir")
        return self.workplace_at(Path(folder) if folder else None)

    def option(self, name: str, default: str = "") -> str:
        """Return a shared option, ``default`` where it isn't given."""
        return str(getattr(self.options, name, "") or default)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Log in with ``--user`` and ``--password-file`` (or their environment variables); log out at the end."""
        workplace = self.workplace
        session = workplace.log_in(self.user(), self.password())
        try:
            yield session
        finally:
            session.store.close()

    def knows_user(self) -> bool:
        """Return whether it was said who logs in."""
        return bool(self.option("user") or os.environ.get("SSCARD_USER"))

    def user(self) -> str:
        """Return who logs in."""
        name = self.option("user") or os.environ.get("SSCARD_USER", "")
        if not name:
            raise NotAllowedError("cli.user_missing")
        return name

    def password(self) -> str:
        """Return the password from its file; never from the command line, where other users could see it."""
        path = self.option("password_file") or os.environ.get("SSCARD_PASSWORD_FILE", "")
        if not path:
            raise NotAllowedError("cli.password_missing")
        return secret_in(Path(path))

    def profile(self) -> Profile:
        """Return the profile of ``--profile``, else of the station, else Chengdu's."""
        workplace = self.workplace
        name = self.option("profile")
        if not name and workplace.station.exists():
            name = workplace.station.identity().profile
        return workplace.profiles.load(name or "chengdu")


Command = Callable[[Call], Exit]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def secret_in(path: Path) -> str:
    """Return the first line of a password file, without the mark that Windows' editor puts before it.

    Raises:
        EnvironmentFailedError: it can't be read, or isn't a small text file in UTF-8.
    """
    content = read_input(path, largest_bytes=LARGEST_SECRET_BYTES)
    try:
        return content.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError as error:
        raise EnvironmentFailedError("file.not_text", file=shown(path)) from error


def shown(path: Path) -> str:
    """Return a path's name as an error repeats it: not its folders, not endlessly."""
    return path.name if len(path.name) <= 100 else path.name[:100] + "…"


def read_input(path: Path, *, largest_bytes: int) -> bytes:
    """Return the content of a file that the user named, bounded.

    Raises:
        EnvironmentFailedError: it can't be read, isn't a plain file, or is larger than anything it could be.
    """
    try:
        if not path.is_file():
            code = "file.not_plain" if path.exists() else "file.not_found"
            raise EnvironmentFailedError(code, file=shown(path))
        if path.stat().st_size > largest_bytes:
            raise EnvironmentFailedError("file.too_large", file=shown(path), limit_mb=max(1, largest_bytes >> 20))
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFailedError("file.unreadable", file=shown(path), reason=error.strerror or "") from error


def read_picture(path: Path, *, made: Path | None = None) -> bytes:
    """Return the content of a picture file that the user named.

    Args:
        made: where something made of it will be written, which must be another file.

    Raises:
        RefusedError: ``file.own_source``.
        EnvironmentFailedError: as :func:`read_input`.
    """
    if made is not None:
        _require_other_file(made, path)
    return read_input(path, largest_bytes=LARGEST_PICTURE_BYTES)


def write_output(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file that the user asked for, beside and then renamed, so that no half file is ever left.

    A link is followed; a folder, a device or a pipe in that place is refused, since renaming would put a file there.

    Args:
        private: only the user may read it.

    Raises:
        EnvironmentFailedError: the disk, the folder or a permission says no.
    """
    path = Path(os.path.realpath(path))
    require_place(path)
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        code = _WRITE_CODES.get(error.errno or 0, "file.unwritable")
        raise EnvironmentFailedError(code, file=shown(path), reason=error.strerror or "") from error


def _require_other_file(out: Path, source: Path) -> None:
    """Refuse to write over the picture that is just being read: what is made of it can't replace it.

    Raises:
        RefusedError: ``file.own_source``, both are one file, be it by a link or by another spelling.
    """
    try:
        same = out.exists() and out.samefile(source)
    except OSError:
        # What can't even be looked at is told by reading or by writing it.
        return
    if same:
        raise RefusedError("file.own_source", file=shown(out))


def make_place(folder: Path) -> None:
    """Make the folder that the user named for files to come, before any work is done for them.

    Raises:
        EnvironmentFailedError: the disk or a permission says no, or a file has that name.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        code = _WRITE_CODES.get(error.errno or 0, "file.unwritable")
        raise EnvironmentFailedError(code, file=shown(folder), reason=error.strerror or "") from error


def require_place(path: Path) -> None:
    """Refuse an output that would take the place of a folder, a device or a pipe.

    Raises:
        EnvironmentFailedError: ``file.not_plain``, or the path can't even be looked at.
    """
    try:
        if path.exists() and not path.is_file():
            raise EnvironmentFailedError("file.not_plain", file=shown(path))
    except OSError as error:
        raise EnvironmentFailedError(_WRITE_CODES.get(error.errno or 0, "file.unwritable"), file=shown(path)) from error


def reserve_output(path: Path) -> None:
    """Put an empty private file where something that must not get lost will be written.

    Raises:
        RefusedError: there is a file already; it may hold the like of another station.
        EnvironmentFailedError: the disk, the folder or a permission says no.
    """
    if os.path.lexists(path) and not _is_left_over(path):
        raise RefusedError("file.exists_already", file=shown(path))
    write_output(path, b"", private=True)


def _is_left_over(path: Path) -> bool:
    """Return whether a place was kept by a program that was killed before it had anything to write."""
    try:
        return path.is_file() and not path.is_symlink() and path.stat().st_size == 0
    except OSError:
        return False


def seconds(text: str) -> float:
    """Return a time to wait from an option: neither negative, nor endless, nor no number."""
    value = float(text)
    if not (math.isfinite(value) and 0 <= value <= LONGEST_WAIT_S):
        raise argparse.ArgumentTypeError(f"not from 0 to {LONGEST_WAIT_S:g} seconds: {text[:20]}")
    return value


def add_subject(commands: Commands, name: str, text: str) -> Commands:
    """Add a word that further commands stand behind, such as ``station``."""
    return commands.add_parser(name, help=text, description=text).add_subparsers(metavar="COMMAND", required=True)


def add_command(commands: Commands, name: str, command: Command, text: str) -> argparse.ArgumentParser:
    """Add one command with the shared options; they may stand before or after its name."""
    parser = commands.add_parser(name, help=text, description=text, parents=[shared_options()])
    parser.set_defaults(command=command)
    return parser


def shared_options() -> argparse.ArgumentParser:
    """Return a parent parser with the options of every command."""
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument("--data-dir", metavar="DIR", help="the station's folder")
    parser.add_argument("--user", metavar="NAME", help="who logs in (or SSCARD_USER)")
    parser.add_argument("--password-file", metavar="FILE", help="file with the password (or SSCARD_PASSWORD_FILE)")
    parser.add_argument("--profile", metavar="NAME", help="the city's profile")
    parser.add_argument("--lang", choices=("zh_CN", "en"), help="language of the sentences")
    parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON object instead of sentences")
    return parser
