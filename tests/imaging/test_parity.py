# SPDX-License-Identifier: Apache-2.0
"""Each network's raw outputs on fixed inputs, as OpenCV 4.14 gave them: another OpenCV that computes something else is
noticed here, before a threshold drifts.

The inputs are made with NumPy alone, so that only the network can differ. Tolerances leave room for another processor's
order of adding, not for another algorithm: OpenCV 5's engine was off by whole outputs.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from sscard_desktop.imaging.models import (
    FACE_BLENDSHAPES,
    FACE_DETECTOR,
    FACE_LANDMARKS,
    PERSON_SEGMENTER,
    Models,
)
from sscard_desktop.imaging.opening import Rgb

Floats = npt.NDArray[np.float32]

# Network, input, output → mean, standard deviation, and five values evenly from the first to the last.
MEASURED = {
    (FACE_DETECTOR, "drawn", 0): (5.3679, 21.6764, 0.7758, 1.4590, 3.2547, -11.4543, -11.9033),
    (FACE_DETECTOR, "drawn", 1): (-4.3576, 4.1094, -4.9193, -3.6022, -3.4718, -2.2550, -28.0398),
    (FACE_DETECTOR, "face", 0): (7.4798, 26.9299, 0.9067, 0.2702, -1.8917, -11.0847, 13.9170),
    (FACE_DETECTOR, "face", 1): (-16.8651, 27.9349, -5.4013, -4.1932, -4.4415, -7.6645, -80.5650),
    (FACE_LANDMARKS, "drawn", 0): (82.2603, 64.9880, 117.0594, 126.6359, -25.2839, 141.5428, -3.8993),
    (FACE_LANDMARKS, "drawn", 1): (-12.0059, 0.0000, -12.0059, -12.0059, -12.0059, -12.0059, -12.0059),
    (FACE_LANDMARKS, "face", 0): (96.8597, 78.6321, 125.2657, 147.1883, -31.2766, 157.3006, 0.7224),
    (FACE_LANDMARKS, "face", 1): (11.9179, 0.0000, 11.9179, 11.9179, 11.9179, 11.9179, 11.9179),
    (FACE_BLENDSHAPES, "drawn", 0): (0.1470, 0.2584, 0.0000, 0.5715, 0.0049, 0.0344, 0.0000),
    (PERSON_SEGMENTER, "face", 0): (0.5418, 0.4908, 0.0000, 0.0000, 0.0000, 0.0000, 0.4779),
}


def drawn(*shape: int) -> Floats:
    """Return two waves laid over each other: every part of a network has something to answer to."""
    along = np.arange(np.prod(shape), dtype=np.float64)
    return (0.5 + 0.3 * np.sin(along * 0.0137) + 0.2 * np.cos(along * 0.00091)).astype(np.float32).reshape(shape)


def blob(rgb: Rgb) -> Floats:
    return np.ascontiguousarray((rgb.astype(np.float32) / np.float32(255)).transpose(2, 0, 1)[None])


def inputs(astronaut: Rgb) -> dict[tuple[str, str], Floats]:
    close = astronaut[36:164, 161:289].repeat(2, axis=0).repeat(2, axis=1)
    return {
        (FACE_DETECTOR, "drawn"): drawn(1, 3, 128, 128) * 2 - 1,
        (FACE_DETECTOR, "face"): blob(astronaut[:256:2, 96:352:2]) * 2 - 1,
        (FACE_LANDMARKS, "drawn"): drawn(1, 3, 256, 256),
        (FACE_LANDMARKS, "face"): blob(close),
        (FACE_BLENDSHAPES, "drawn"): drawn(1, 146, 2) * 256,
        (PERSON_SEGMENTER, "face"): blob(astronaut[::2, ::2]),
    }


def told(output: Floats) -> list[float]:
    flat = output.ravel().astype(np.float64)
    return [
        float(flat.mean()),
        float(flat.std()),
        *(float(flat[i]) for i in np.linspace(0, flat.size - 1, 5).astype(int)),
    ]


@pytest.mark.parametrize(("network", "name"), sorted({key[:2] for key in MEASURED}))
def test_a_network_answers_as_it_was_measured(models: Models, astronaut: Rgb, network: str, name: str) -> None:
    outputs = models.network(network).run(inputs(astronaut)[network, name])
    wanted = [figures for key, figures in MEASURED.items() if key[:2] == (network, name)]
    assert len(outputs) == len(wanted)
    for output, figures in zip(outputs, wanted, strict=True):
        assert told(output) == pytest.approx(figures, rel=2e-3, abs=5e-3)


def test_the_close_up_is_a_face_to_the_networks_and_the_waves_are_not() -> None:
    # The figures above would be worth little if the networks had seen nothing in either input.
    assert MEASURED[FACE_LANDMARKS, "face", 1][0] > 3
    assert MEASURED[FACE_LANDMARKS, "drawn", 1][0] < -3
