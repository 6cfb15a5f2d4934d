# SPDX-License-Identifier: Apache-2.0
"""The models are the released ones or refused by name, and answer as they were measured."""

from __future__ import annotations

import hashlib
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from sscard_desktop import paths
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.imaging.face import FaceFinder
from sscard_desktop.imaging.models import FACE_DETECTOR, FACE_GEOMETRY, FACE_LANDMARKS, MODEL_FILES, Models
from sscard_desktop.imaging.opening import Rgb


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.resources() / "models", tmp_path / "models"))


def failure(folder: Path, name: str) -> str:
    with pytest.raises(EnvironmentFailedError) as caught:
        Models(folder).network(name)
    assert caught.value.params == {"file": name}
    return caught.value.code


def test_the_shipped_models_are_the_released_ones(models: Models) -> None:
    models.check()
    assert set(MODEL_FILES) == {
        path.name for path in (paths.resources() / "models").iterdir() if path.suffix in {".tflite", ".binarypb"}
    }


def test_a_flipped_bit_is_never_a_model(folder: Path) -> None:
    data = bytearray((folder / FACE_DETECTOR).read_bytes())
    data[1000] ^= 1
    (folder / FACE_DETECTOR).write_bytes(data)
    assert failure(folder, FACE_DETECTOR) == "photo.model_altered"


def test_a_missing_model_is_named(folder: Path) -> None:
    (folder / FACE_DETECTOR).unlink()
    assert failure(folder, FACE_DETECTOR) == "photo.model_missing"


def test_a_missing_list_of_digests_is_a_missing_model(folder: Path) -> None:
    (folder / "SHA256SUMS").unlink()
    assert failure(folder, FACE_DETECTOR) == "photo.model_missing"


@pytest.mark.parametrize("name", [FACE_DETECTOR, FACE_GEOMETRY])
def test_a_model_that_matches_its_digest_but_isnt_one_cant_be_loaded(folder: Path, name: str, astronaut: Rgb) -> None:
    (folder / name).write_bytes(b"\x0a\x05hello")
    sums = (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    digest = hashlib.sha256(b"\x0a\x05hello").hexdigest()
    lines = [f"{digest}  {name}" if line.endswith(name) else line for line in sums]
    (folder / "SHA256SUMS").write_text("\n".join(lines), encoding="ascii")
    with pytest.raises(EnvironmentFailedError) as caught:
        FaceFinder(Models(folder)).find(astronaut)
    assert caught.value.code == "photo.model_unreadable"


def test_a_model_is_read_once(folder: Path) -> None:
    models = Models(folder)
    first = models.network(FACE_DETECTOR)
    (folder / FACE_DETECTOR).unlink()
    assert models.network(FACE_DETECTOR) is first


def test_threads_that_share_a_network_get_their_own_answers(models: Models) -> None:
    network = models.network(FACE_LANDMARKS)
    blobs = [np.full((1, 3, 256, 256), level, np.float32) for level in (0.1, 0.5, 0.9)]
    alone = [network.run(blob)[0] for blob in blobs]
    wrong: list[int] = []

    def work(index: int) -> None:
        for _ in range(5):
            if not np.allclose(network.run(blobs[index])[0], alone[index], atol=1e-3):
                wrong.append(index)

    threads = [threading.Thread(target=work, args=(index,)) for index in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_networks_answer_as_they_were_measured(finder: FaceFinder, astronaut: Rgb) -> None:
    # An OpenCV that computes something else is noticed here, before a threshold drifts.
    face = finder.only(astronaut)
    assert face.width == pytest.approx(91.0, abs=1.0)
    assert face.eye_middle == pytest.approx((225.0, 101.9), abs=1.0)
    assert face.presence > 0.99
    assert (face.pose.yaw, face.pose.pitch) == pytest.approx((-1.4, -9.5), abs=1.0)
    scores = finder.expressions(face)
    assert scores["mouthSmileLeft"] == pytest.approx(0.89, abs=0.03)
    assert scores["eyeBlinkLeft"] < 0.1
    assert scores["jawOpen"] < 0.2
