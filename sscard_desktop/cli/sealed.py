# SPDX-License-Identifier: Apache-2.0
"""Packages for a locked recipient: ``batch export --recipient``, ``package verify``, ``open`` and ``key``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from sscard_desktop.cli.call import Call, Commands, add_command, read_input, secret_in, write_output
from sscard_desktop.cli.output import Exit
from sscard_desktop.services.sealing import Sealing

LARGEST_KEY_BYTES = 64 << 10


def add_to_package(package: Commands) -> None:
    """Add the commands on sealed packages."""
    key = add_command(package, "key", show_key, "the public key that this station signs sealed packages with")
    key.add_argument("--out", metavar="FILE", help="write it as PEM")
    unseal = add_command(package, "open", open_package, "take a package out of a sealed one, for its recipient")
    unseal.add_argument("file", metavar="FILE")
    unseal.add_argument("--out", required=True, metavar="DIR")
    unseal.add_argument("--package-password-out", required=True, metavar="FILE", help="where its password is written")
    add_key_options(unseal, needed=True)


def add_key_options(parser: ArgumentParser, *, needed: bool) -> None:
    """Add the options that name the recipient's key."""
    parser.add_argument("--recipient", required=needed, metavar="CERT", help="the recipient's certificate")
    parser.add_argument("--recipient-key", required=needed, metavar="KEY", help="and its private key, PEM")
    parser.add_argument("--recipient-key-password-file", metavar="FILE", help="the private key's password")


def export_sealed(call: Call) -> Exit:
    """Export a batch for the recipients."""
    workplace = call.workplace
    certificates = [_key_file(name) for name in call.options.recipient]
    with call.session() as session:
        sealing = Sealing(session, workplace.packages(), workplace.sealer())
        to = [sealing.recipient(certificate) for certificate in certificates]
        written = sealing.export(call.options.number, Path(call.options.out), to, call.output)
    data = {
        "batch": call.options.number,
        "files": [{"path": str(written.path), "bytes": written.size_bytes, "sha256": written.sha256}],
        "recipients": [{"subject": each.subject, "fingerprint": each.fingerprint} for each in to],
    }
    lines = [each.subject for each in to]
    call.output.done(data, "sealed.exported", *lines, batch=call.options.number, file=written.path.name, count=len(to))
    return Exit.DONE


def verify_sealed(call: Call, path: Path) -> Exit:
    """Verify a sealed package; needs no station, and the recipient's key only for what lies inside."""
    known = call.option("station_key")
    private_key, certificate = _private_key(call) if call.option("recipient_key") else (b"", b"")
    report = call.workplace.sealer().verify(
        path,
        station_key=_key_file(known) if known else b"",
        certificate=certificate,
        private_key=private_key,
        passphrase=_passphrase(call),
    )
    findings = [
        {"code": f.code, "member": f.member, "message": call.output.sentence(f.code, member=f.member)}
        for f in report.findings
    ]
    data = {
        "findings": findings,
        "batch": report.batch,
        "station": report.station,
        "station_key": report.fingerprint,
        "station_key_known": report.known,
        "opened": report.opened,
    }
    lines = [f"! {finding['member']} {finding['message']}" for finding in findings]
    code = "cli.package_bad" if findings else "sealed.good" if report.known else "sealed.good_but_unknown"
    call.output.done(
        data, code, *lines, file=path.name, count=len(findings), station=report.station, key=report.fingerprint[:16]
    )
    return Exit.FINDINGS if findings else Exit.DONE


def open_package(call: Call) -> Exit:
    """Take the package out for its recipient."""
    private_key, certificate = _private_key(call)
    written, password = call.workplace.sealer().open(
        Path(call.options.file),
        Path(call.options.out),
        certificate=certificate,
        private_key=private_key,
        passphrase=_passphrase(call),
    )
    write_output(Path(call.options.package_password_out), f"{password}\n".encode(), private=True)
    data = {"path": str(written.path), "bytes": written.size_bytes, "sha256": written.sha256}
    call.output.done(data, "sealed.opened", file=written.path.name)
    return Exit.DONE


def show_key(call: Call) -> Exit:
    """Show the station's public key."""
    workplace = call.workplace
    with call.session() as session:
        key = Sealing(session, workplace.packages(), workplace.sealer()).station_key()
    if call.option("out"):
        write_output(Path(call.option("out")), key.pem)
    data = {"pem": key.pem.decode("ascii"), "fingerprint": key.fingerprint}
    call.output.done(data, "sealed.key", *key.pem.decode("ascii").splitlines(), key=key.fingerprint)
    return Exit.DONE


def _private_key(call: Call) -> tuple[bytes, bytes]:
    certificate = call.option("recipient")
    return _key_file(call.option("recipient_key")), _key_file(certificate) if certificate else b""


def _passphrase(call: Call) -> str:
    name = call.option("recipient_key_password_file")
    return secret_in(Path(name)) if name else ""


def _key_file(name: str) -> bytes:
    return read_input(Path(name), largest_bytes=LARGEST_KEY_BYTES)
