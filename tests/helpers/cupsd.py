# SPDX-License-Identifier: Apache-2.0
"""A CUPS of the test's own: its folders, its socket in the file system, its printers that write files; no network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

DAEMON = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
ADMIN = shutil.which("lpadmin", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PDF_DRIVER = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
LASER_DRIVER = "drv:///sample.drv/laserjet.ppd"
THERE = DAEMON is not None and ADMIN is not None and PDF_DRIVER.exists()
WHY_NOT = "CUPS and its filters aren't installed here (Debian: cups, cups-client, cups-filters)"
_STARTS_WITHIN_S = 10.0

_FILES = """\
ServerRoot {root}/etc
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/run
AccessLog {root}/access.log
ErrorLog {root}/error.log
PageLog {root}/page.log
FileDevice Yes
Printcap
{user}
"""
_RULES = """\
LogLevel debug
Listen {root}/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""


class OwnCups:
    """Starts on entering and is gone on leaving.

    Attributes:
        root: everything of it; printers write into ``root / "out"``.
        socket: what ``CUPS_SERVER`` must name.
    """

    def __init__(self) -> None:
        # Not pytest's folder: a socket's path may have a hundred letters.
        self.root = Path(tempfile.mkdtemp(prefix="sscard-cups-"))
        self.socket = self.root / "cups.sock"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> OwnCups:
        assert DAEMON is not None
        user = "User lp\nGroup lp\nSystemGroup lpadmin" if os.geteuid() == 0 else ""
        for name in ("etc/ppd", "spool/tmp", "cache", "run/certs", "out"):
            (self.root / name).mkdir(parents=True)
        (self.root / "etc/cups-files.conf").write_text(_FILES.format(root=self.root, user=user))
        (self.root / "etc/cupsd.conf").write_text(_RULES.format(root=self.root))
        self.root.chmod(0o755)
        if user:
            them = pwd.getpwnam("lp")
            for path in (self.root, *self.root.rglob("*")):
                os.chown(path, them.pw_uid, them.pw_gid)
        etc = self.root / "etc"
        self._process = subprocess.Popen(
            [DAEMON, "-f", "-c", str(etc / "cupsd.conf"), "-s", str(etc / "cups-files.conf")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + _STARTS_WITHIN_S
        while not self.socket.is_socket():
            if self._process.poll() is not None or time.monotonic() > end:
                log = self.root / "error.log"
                raise AssertionError(f"cupsd didn't start: {log.read_text() if log.exists() else ''}")
            time.sleep(0.02)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
        shutil.rmtree(self.root, ignore_errors=True)

    def admin(self, *arguments: str) -> None:
        """Run one of CUPS's own programs: its name, then what it is told."""
        program, *rest = arguments
        found = shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        assert found is not None
        environment = {**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C"}
        told = subprocess.run([found, *rest], env=environment, capture_output=True, check=False, timeout=30)
        assert told.returncode == 0, told.stderr

    def add(
        self, name: str, *, file: Path | None = None, driver: Sequence[str] = ("-P", str(PDF_DRIVER)), policy: str = ""
    ) -> Path:
        """Add a printer that writes what it gets into a file, and return the file."""
        file = file or self.root / "out" / f"{name}.out"
        extra = ("-o", f"printer-error-policy={policy}") if policy else ()
        self.admin("lpadmin", "-p", name, "-E", "-v", f"file://{file}", *driver, *extra)
        return file

    def log(self) -> str:
        """Return what CUPS wrote down."""
        return (self.root / "error.log").read_text(errors="replace")
