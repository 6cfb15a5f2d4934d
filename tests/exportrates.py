# SPDX-License-Identifier: Apache-2.0
"""How fast a large batch leaves: ``python -m tests.exportrates [--records 10000]`` prints a table.

A station of fictitious people is made, each with a photo and both sides of an ID card (random bytes of the usual
sizes: what a JPEG is to a cipher). It is sealed, exported, and checked, each in a process of its own, so that a peak of
memory is that step's own. The measure beside it, taken in the same run on the same disk: the package's bytes copied as
they are, forced onto the disk, plus AES-256 with its authentication code over them in memory, on one core. An export
does more than that: it reads each picture out of the encrypted station, compares it with the sealing's digest,
derives a key for each member, and reads the whole package back from the disk. What of that can't be done with less is
measured beside it, too: the floors, all pictures read and checked out of the station, and all keys derived on two
threads. Where reading and deriving take longer than the copy, that bounds the ratio, whatever the program does.

Aims: a ratio of 0.5 and more; memory that doesn't grow with the pictures. On a machine that others use, processor
seconds say more than those of the clock.
"""

from __future__ import annotations

import argparse
import hmac
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.domain.record import RecordId
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.zipcipher import SALT_BYTES, MemberKeys
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.exporting import Exporting
from tests.helpers.offices import Office
from tests.helpers.packages import PASSWORD
from tests.helpers.transfers import Silent

SIZES = {PictureRole.PHOTO: 30_000, PictureRole.ID_FRONT: 120_000, PictureRole.ID_BACK: 120_000}
_CHUNK_BYTES = 1 << 20
_A_TRANSACTION = 250
_STEPS = ("make", "seal", "export", "measure", "floors", "verify")


def make(folder: Path, people: int) -> dict[str, float]:
    """Fill a station with approved records."""
    office = Office(folder / "station")
    pattern = office.approved(1)
    draw = random.Random(8)
    for start in range(2, people + 1, _A_TRANSACTION):
        with office.store.transaction():
            for index in range(start, min(start + _A_TRANSACTION, people + 1)):
                _add(office, pattern.id, index, draw)
    with office.store.transaction():
        for role, size in SIZES.items():
            office.store.put_picture(pattern.id, role, draw.randbytes(size), report="", at=pattern.created_at)
    office.store.close()
    return {"people": people}


def _add(office: Office, pattern: RecordId, index: int, draw: random.Random) -> None:
    """Add one more person like the first, with number, name, mobile and pictures of their own."""
    first = office.store.record(pattern)
    year = 1950 + index % 40  # the first one was born in 1990
    body = f"510107{year}0307{index // 40:03d}"
    values = {
        **first.values,
        "number": body + mod_11_2(body),
        "birth_date": f"{year}-03-07",
        "sex": str(2 - index // 40 % 2),
        "name": f"演{chr(0x4E00 + index // 5000)}{chr(0x5000 + index % 5000)}",
        "mobile": f"139{index:08d}",
    }
    assert first.submitted_at is not None
    record = replace(
        first,
        id=RecordId(f"{index:032x}"),
        values=values,
        submitted_at=first.submitted_at + timedelta(seconds=index),
        receipt_number=receipt_number(17, first.submitted_at.date(), index),
    )
    office.store.add_record(record)
    for role, size in SIZES.items():
        office.store.put_picture(record.id, role, draw.randbytes(size), report="", at=record.created_at)


def seal(folder: Path, _: int) -> dict[str, float]:
    """Seal everybody who is ready."""
    office = Office(folder / "station")
    start = time.perf_counter()
    batch = Batching(office.session, PackageFile()).seal()
    took = time.perf_counter() - start
    office.store.close()
    return {"seconds": took, "people": len(batch.records)}


def export(folder: Path, _: int) -> dict[str, float]:
    """Export the batch."""
    office = Office(folder / "station")
    target = folder / "stick"
    target.mkdir(exist_ok=True)
    batching = Batching(office.session, PackageFile())
    exporting = Exporting(office.session, PackageFile())
    start, cpu = time.perf_counter(), time.process_time()
    written = exporting.export(batching.all()[0].number, target, PASSWORD, Silent())
    took = time.perf_counter() - start
    office.store.close()
    return {"seconds": took, "cpu": time.process_time() - cpu, "bytes": written.size_bytes}


def measure(folder: Path, _: int) -> dict[str, float]:
    """Copy the package as it is, and encrypt its bytes."""
    package = next((folder / "stick").iterdir())
    start = time.perf_counter()
    with package.open("rb") as source, (folder / "copy").open("wb") as target:
        while chunk := source.read(_CHUNK_BYTES):
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    copied = time.perf_counter() - start
    (folder / "copy").unlink()
    cipher = Cipher(algorithms.AES(bytes(32)), modes.CTR(bytes(16))).encryptor()
    code = hmac.new(bytes(32), digestmod="sha1")
    encrypted = 0.0
    with package.open("rb") as source:
        while chunk := source.read(_CHUNK_BYTES):
            start = time.perf_counter()
            code.update(cipher.update(chunk))
            encrypted += time.perf_counter() - start
    return {"copy": copied, "aes": encrypted}


def floors(folder: Path, _: int) -> dict[str, float]:
    """Read every picture of the batch out of the station, and derive as many keys as its package has members."""
    office = Office(folder / "station")
    (batch,) = office.store.batches()
    start, cpu = time.perf_counter(), time.process_time()
    count = sum(office.store.stored_picture(each, role) is not None for each in batch.records for role in SIZES)
    figures = {"read": time.perf_counter() - start, "read_cpu": time.process_time() - cpu, "members": float(count)}
    office.store.close()
    start, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_derive, [count // 2] * 2))
    return {**figures, "keys": time.perf_counter() - start, "keys_cpu": time.process_time() - cpu}


def _derive(count: int) -> None:
    for _ in range(count):
        MemberKeys.of(PASSWORD.encode(), os.urandom(SALT_BYTES))


def verify(folder: Path, _: int) -> dict[str, float]:
    """Check the package as its receiver would."""
    package = next((folder / "stick").iterdir())
    start = time.perf_counter()
    found = PackageFile().verify(package, PASSWORD)
    return {"seconds": time.perf_counter() - start, "findings": len(found)}


def in_a_process(step: str, folder: Path, people: int) -> dict[str, float]:
    """Run one step in a process of its own; return its figures and its peak of memory in MB."""
    command = [sys.executable, "-m", "tests.exportrates", "--step", step, "--folder", str(folder)]
    done = subprocess.run([*command, "--records", str(people)], check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def run(people: int, folder: Path) -> dict[str, dict[str, float]]:
    """Take all steps in turn; return the figures by step."""
    return {step: in_a_process(step, folder, people) for step in _STEPS}


def table(figures: dict[str, dict[str, float]]) -> str:
    """Return the figures as people read them."""
    seal, export, measure, floors, verify = (figures[step] for step in _STEPS[1:])
    megabytes = export["bytes"] / 1e6
    plain = measure["copy"] + measure["aes"]
    least_cpu = floors["read_cpu"] + floors["keys_cpu"]
    return "\n".join(
        (
            f"people      {seal['people']:.0f}, three pictures each; package {megabytes:.0f} MB",
            f"sealed      {seal['seconds']:.1f} s, peak {seal['peak_mb']:.0f} MB",
            f"exported    {export['seconds']:.1f} s (CPU {export['cpu']:.1f} s), "
            f"{megabytes / export['seconds']:.0f} MB/s, peak {export['peak_mb']:.0f} MB",
            f"plain       copy {measure['copy']:.1f} s + AES {measure['aes']:.1f} s = {megabytes / plain:.0f} MB/s",
            f"ratio       {plain / export['seconds']:.2f} (aim 0.5)",
            f"floors      reading {floors['read']:.1f} s (CPU {floors['read_cpu']:.1f} s), "
            f"{floors['members']:.0f} keys {floors['keys']:.1f} s (CPU {floors['keys_cpu']:.1f} s): "
            f"{least_cpu / export['cpu']:.0%} of the export's CPU; they alone, on two cores, give a ratio of "
            f"{plain / (least_cpu / 2):.2f}",
            f"verified    {verify['seconds']:.1f} s, peak {verify['peak_mb']:.0f} MB, "
            f"{verify['findings']:.0f} findings",
        )
    )


def main() -> None:
    """Print the table, or take one step."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=10_000)
    options.add_argument("--folder", type=Path, help="where the station is made; by default a folder that goes again")
    options.add_argument("--step", choices=_STEPS, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.step:
        steps = (make, seal, export, measure, floors, verify)
        figures = steps[_STEPS.index(given.step)](given.folder, given.records)
        figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(figures))  # noqa: T201
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        print(table(run(given.records, Path(scratch))))  # noqa: T201


if __name__ == "__main__":
    main()
