# SPDX-License-Identifier: Apache-2.0
"""Is a package whole, and what its manifest says? Every byte is accounted for; nothing is unpacked or trusted.

A package comes from a stick that others had in their hands. Memory stays bounded whatever it declares (the directory
is measured first, members are stored and read in pieces), the time is that of reading the file once, and the answer is
always a list of findings.
"""

from __future__ import annotations

import hashlib
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyzipper
from pyzipper.zipfile_aes import AESZipInfo

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.domain.filenames import is_safe, same_name_key
from sscard_desktop.exchange import aeszip, manifest
from sscard_desktop.services.ports import PackageFinding

MAX_FINDINGS = 1000
MAX_NAME_SHOWN = 200


def findings(path: Path, password: str) -> list[PackageFinding]:
    """Return what is wrong with the package, at most :data:`MAX_FINDINGS`; empty if nothing.

    Raises ``EnvironmentFailedError`` if the file can't be read at all.
    """
    with opened(path) as file:
        return findings_in(file, password)


def findings_in(file: BinaryIO, password: str) -> list[PackageFinding]:
    """Return what :func:`findings` does, of an open file or of what reads like one."""
    try:
        archive = aeszip.open_archive(file)
    except InvalidInputError as error:
        return [PackageFinding(error.code)]
    try:
        found = _of_archive(file, archive, password)[:MAX_FINDINGS]
        return [PackageFinding(finding.code, _showable(finding.member)) for finding in found]
    finally:
        aeszip.abandon(archive)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a package for reading; raise ``EnvironmentFailedError`` where that can't be done, and for a pipe."""
    # Looked at before it is opened: opening a pipe waits for whoever writes into it, for ever perhaps.
    try:
        if not path.is_file():
            code = "package.not_a_plain_file" if path.exists() else "package.file_missing"
            raise EnvironmentFailedError(code, file=path.name[:MAX_NAME_SHOWN])
        with path.open("rb") as file:
            yield file
    except OSError as error:
        name = path.name[:MAX_NAME_SHOWN]
        raise EnvironmentFailedError("package.unreadable", file=name, reason=error.strerror or "") from error


def stated(path: Path, password: str) -> manifest.Manifest | None:
    """Return what a package's manifest states, ``None`` if it can't be read with this password; nothing is checked."""
    try:
        with opened(path) as file:
            archive = aeszip.open_archive(file)
            try:
                info = archive.NameToInfo.get(manifest.NAME)
                return _manifest(archive, info, password.encode()) if info else None
            finally:
                aeszip.abandon(archive)
    except (EnvironmentFailedError, InvalidInputError, *aeszip.UNREADABLE):
        return None


def _showable(name: str) -> str:
    """Return a name that somebody else chose so that it can't steer a terminal or turn the reading direction."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in name[:MAX_NAME_SHOWN])
    return shown if len(name) <= MAX_NAME_SHOWN else f"{shown}…"


def _of_archive(file: BinaryIO, archive: pyzipper.AESZipFile, password: str) -> list[PackageFinding]:
    infos = archive.infolist()
    wrong = _names(infos) or [PackageFinding(*why) for info in infos if (why := _unreadable_kind(info))]
    if wrong:
        return wrong
    try:
        secret = aeszip.password_bytes(password)
    except InvalidInputError:
        return [PackageFinding("package.wrong_password")]
    # Damage may have spoilt the check value of one member, hardly that of two.
    if not any(aeszip.accepts(archive, info, secret) for info in (infos[0], infos[-1])):
        return [PackageFinding("package.wrong_password")]
    by_name = {info.filename: info for info in infos}
    if manifest.NAME not in by_name:
        return [PackageFinding("package.manifest_missing")]
    try:
        said = _manifest(archive, by_name[manifest.NAME], secret)
    except InvalidInputError as error:
        return [PackageFinding(error.code, manifest.NAME)]
    except aeszip.UNREADABLE:
        return [PackageFinding("package.member_damaged", manifest.NAME)]
    wrong = _against_manifest(archive, by_name, said, secret)
    if wrong:
        return wrong
    misplaced = aeszip.first_misplaced(file, archive, said.sealed_at)
    if [info.filename for info in infos] != [*(member.path for member in said.members), manifest.NAME]:
        misplaced = manifest.NAME
    return [] if misplaced is None else [PackageFinding("package.structure_changed", misplaced)]


def _names(infos: list[AESZipInfo]) -> list[PackageFinding]:
    """Return findings about names that must not even be looked at further."""
    wrong = [
        PackageFinding("package.unsafe_name", info.filename)
        for info in infos
        if aeszip.is_renamed(info) or not is_safe(info.filename)
    ]
    seen = Counter(same_name_key(info.filename) for info in infos)
    return wrong + [PackageFinding("package.name_twice", name) for name, times in seen.items() if times > 1]


def _unreadable_kind(info: AESZipInfo) -> tuple[str, str] | None:
    """Return code and member of a member that isn't read: a link, not encrypted, or able to grow when unpacked."""
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "package.not_a_file", info.filename
    if not info.flag_bits & 1 or info.wz_aes_strength != 3:
        return "package.not_encrypted", info.filename
    return None if aeszip.is_sealed(info) else ("package.not_stored", info.filename)


def _manifest(archive: pyzipper.AESZipFile, info: AESZipInfo, password: bytes) -> manifest.Manifest:
    if info.file_size > manifest.MAX_BYTES or not aeszip.is_sealed(info):
        raise InvalidInputError("package.manifest_bad")
    return manifest.parse(b"".join(aeszip.read_chunks(archive, info, password)))


def _against_manifest(
    archive: pyzipper.AESZipFile, by_name: dict[str, AESZipInfo], said: manifest.Manifest, password: bytes
) -> list[PackageFinding]:
    wrong = []
    if said.recomputed_content_sha256() != said.content_sha256:
        wrong.append(PackageFinding("package.content_digest", manifest.NAME))
    listed = Counter(member.path for member in said.members)
    wrong += [PackageFinding("package.name_twice", path) for path, times in listed.items() if times > 1]
    wrong += [
        PackageFinding("package.member_extra", name) for name in by_name if name not in listed | {manifest.NAME: 1}
    ]
    for member in said.members:
        info = by_name.get(member.path)
        if info is None:
            wrong.append(PackageFinding("package.member_missing", member.path))
        elif info.file_size != member.size_bytes:
            wrong.append(PackageFinding("package.member_changed", member.path))
        else:
            code = _member(archive, info, password, member.sha256)
            wrong += [PackageFinding(code, member.path)] if code else []
        if len(wrong) >= MAX_FINDINGS:
            break
    return wrong


def _member(archive: pyzipper.AESZipFile, info: AESZipInfo, password: bytes, sha256: str) -> str:
    digest = hashlib.sha256()
    try:
        for chunk in aeszip.read_chunks(archive, info, password):
            digest.update(chunk)
    except aeszip.UNREADABLE:
        return "package.member_damaged"
    return "" if digest.hexdigest() == sha256 else "package.member_changed"
