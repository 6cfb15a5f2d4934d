# SPDX-License-Identifier: Apache-2.0
"""Makes the files that counters take from a USB stick. Run in a checkout with the package installed.

    python packaging/make_update.py key --out release.pem --name "release 2026"
    python packaging/make_update.py program dist/sscard-desktop --key release.pem --out sscard-1.2.0.sscard-update
    python packaging/make_update.py data --version 2026.12.1 --key release.pem --out profiles.sscard-update

The private key is encrypted with the password in the environment variable SSCARD_RELEASE_PASSWORD, and belongs on a
machine without a network. Its public half goes into resources/updates/release-keys.toml before the build. To change
keys, list both in a build and sign its update with the old one; then sign with the new one, and say in a later update
that the old one is retired (--retire FINGERPRINT). ``--key`` may be given several times: each signs.
"""

from __future__ import annotations

import argparse
import base64
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sscard_desktop import __data_version__, __version__
from sscard_desktop.domain.updates import SUFFIX, UpdateKind
from sscard_desktop.exchange.releasekeys import fingerprint
from sscard_desktop.exchange.updatewriting import PRESET, tree_of, write_update

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "SSCARD_RELEASE_PASSWORD"
_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


def make_key(options: argparse.Namespace) -> None:
    """Write a new private key, and print the lines for the program."""
    key = Ed25519PrivateKey.generate()
    password = _password()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption(),
    )
    with os.fdopen(os.open(options.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    raw = key.public_key().public_bytes_raw()
    print(f'[[keys]]\nname = "{options.name}"\npublic = "{base64.b64encode(raw).decode()}"')
    print(f"# fingerprint {fingerprint(raw)}")
    if not password:
        print(f"the key isn't encrypted: set {PASSWORD}", file=sys.stderr)


def make_program(options: argparse.Namespace) -> None:
    """Write the update of a frozen program's folder, which must be this checkout's version."""
    folder: Path = options.folder
    system, machine = options.platform.split("-") if options.platform else (_system(), _machine())
    program = folder / ("sscard-desktop.exe" if system == "windows" else "sscard-desktop")
    if not program.is_file():
        sys.exit(f"{program} isn't there: give the folder that holds the program")
    if not options.platform:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()
        if told[-1:] != [options.version or __version__]:
            sys.exit(f"{program} is {' '.join(told)}, not {options.version or __version__}")
    _write(options, tree_of(folder), UpdateKind.PROGRAM, options.version or __version__, platform=f"{system}-{machine}")


def make_data(options: argparse.Namespace) -> None:
    """Write the update of profiles and code tables, by default this checkout's."""
    tree = {
        name: path
        for name, path in (
            *tree_of(options.root / "forms", "forms/").items(),
            *tree_of(options.root / "resources" / "codes", "codes/").items(),
        )
        if "__pycache__" not in name
    }
    major, minor, *_ = __version__.split(".")
    below = options.below if options.below is not None else f"{major}.{int(minor) + 1}"
    options.needs = options.needs or __version__
    _write(options, tree, UpdateKind.DATA, options.version or __data_version__, below=below)


def _write(
    options: argparse.Namespace,
    tree: dict[str, Path],
    kind: UpdateKind,
    version: str,
    *,
    platform: str = "",
    below: str = "",
) -> None:
    out: Path = options.out
    if not out.name.endswith(SUFFIX):
        sys.exit(f"the file must end in {SUFFIX}")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    made = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    notes = {"zh_CN": _text(options.notes_zh), "en": _text(options.notes_en)}
    digest = write_update(
        out,
        tree,
        [_key(path) for path in options.key],
        kind=kind,
        version=version,
        platform=platform,
        needs=options.needs or "0.0",
        below=below,
        made_on=made.date().isoformat(),
        notes=notes,
        retires=options.retire,
        preset=options.preset,
        jobs=os.cpu_count() or 1,
    )
    print(f"{out}: {kind.value} {version} {platform}, {out.stat().st_size:,} bytes, manifest {digest}")


def _key(path: Path) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), _password())
    if not isinstance(key, Ed25519PrivateKey):
        sys.exit(f"{path} isn't an Ed25519 key")
    return key


def _password() -> bytes | None:
    return os.environ.get(PASSWORD, "").encode() or None


def _text(path: Path | None) -> str:
    return path.read_text(encoding="utf-8").strip() if path else ""


def _system() -> str:
    return "windows" if sys.platform == "win32" else sys.platform


def _machine() -> str:
    machine = platform.machine().lower()
    return _MACHINES.get(machine, machine)


def _options() -> argparse.Namespace:
    top = argparse.ArgumentParser(description="Make signed update files.")
    ways = top.add_subparsers(required=True)
    key = ways.add_parser("key", help="make a release key")
    key.add_argument("--out", type=Path, required=True)
    key.add_argument("--name", default="release")
    key.set_defaults(way=make_key)
    program = ways.add_parser("program", help="an update of the program")
    program.add_argument("folder", type=Path, help="of the frozen program")
    program.add_argument("--platform", help="such as linux-x86_64; by default this machine's")
    program.set_defaults(way=make_program)
    data = ways.add_parser("data", help="an update of profiles and code tables")
    data.add_argument("--root", type=Path, default=ROOT, help="a checkout whose forms and code tables are taken")
    data.add_argument("--below", help="the program from which on it isn't taken (default: the next minor version)")
    data.set_defaults(way=make_data)
    for way in (program, data):
        way.add_argument("--key", type=Path, action="append", required=True, metavar="PEM")
        way.add_argument("--out", type=Path, required=True)
        way.add_argument("--version", default="", help="by default this checkout's")
        way.add_argument("--needs", default="", help="the oldest program that takes it")
        way.add_argument("--notes-zh", type=Path, metavar="TXT", help="what is new, in Chinese")
        way.add_argument("--notes-en", type=Path, metavar="TXT")
        way.add_argument("--retire", action="append", default=[], metavar="FINGERPRINT", help="a key that ends")
        way.add_argument("--preset", type=int, default=PRESET, choices=range(10), help="of xz")
    return top.parse_args()


if __name__ == "__main__":
    chosen = _options()
    chosen.way(chosen)
