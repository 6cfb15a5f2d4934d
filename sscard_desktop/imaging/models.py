# SPDX-License-Identifier: Apache-2.0
"""The five model files: found, checked against their digests, loaded on first use.

Answers for getting networks that are exactly the ones the thresholds were measured with. A missing or altered file is
refused by name; nothing is ever downloaded. They run in OpenCV's DNN module, whose outputs equal the TFLite runtime's
to 1e-3, so no second inference runtime ships.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop import paths
from sscard_desktop.domain.errors import EnvironmentFailedError

FACE_DETECTOR = "face_detector.tflite"
FACE_LANDMARKS = "face_landmarks_detector.tflite"
FACE_BLENDSHAPES = "face_blendshapes.tflite"
FACE_GEOMETRY = "geometry_pipeline_metadata_landmarks.binarypb"
PERSON_SEGMENTER = "selfie_segmenter.tflite"
MODEL_FILES = (FACE_DETECTOR, FACE_LANDMARKS, FACE_BLENDSHAPES, FACE_GEOMETRY, PERSON_SEGMENTER)

_OUTPUTS: Mapping[str, tuple[str, ...]] = {
    FACE_DETECTOR: ("regressors", "classificators"),
    FACE_LANDMARKS: ("Identity", "Identity_1"),
    FACE_BLENDSHAPES: ("StatefulPartitionedCall:0",),
    PERSON_SEGMENTER: ("activation_10",),
}
_MAX_MODEL_BYTES = 16 * 1024 * 1024


class Network:
    """One loaded network; calls from several threads wait for each other (OpenCV networks keep state while running)."""

    def __init__(self, data: bytes, outputs: Sequence[str]) -> None:
        self._net = cv2.dnn.readNetFromTFLite(np.frombuffer(data, np.uint8))
        self._net.setPreferableBackend(cv2.dnn.DNN_BACKEND_OPENCV)
        self._net.setPreferableTarget(cv2.dnn.DNN_TARGET_CPU)
        self._outputs = list(outputs)
        missing = set(outputs) - set(self._net.getUnconnectedOutLayersNames())
        if missing:
            raise ValueError(f"outputs not found: {sorted(missing)}")
        self._lock = threading.Lock()

    def run(self, blob: npt.NDArray[np.float32]) -> list[npt.NDArray[np.float32]]:
        """Return the outputs, in the order asked for at loading, as fresh arrays of float32."""
        with self._lock:
            self._net.setInput(blob)
            results = self._net.forward(self._outputs)
            return [np.array(result, dtype=np.float32) for result in results]


class Models:
    """The models of one folder, each loaded once when first asked for."""

    def __init__(self, folder: Path | None = None) -> None:
        # One core stays with the window: the networks are small, and on two cores one thread is as fast as two.
        cv2.setNumThreads(max(1, (os.cpu_count() or 2) - 1))
        self._folder = folder or paths.resources() / "models"
        self._networks: dict[str, Network] = {}
        self._lock = threading.Lock()

    def network(self, name: str) -> Network:
        """Return the network in the file ``name``.

        Raises:
            EnvironmentFailedError: ``photo.model_missing``, ``photo.model_altered`` or ``photo.model_unreadable``.
        """
        with self._lock:
            if name not in self._networks:
                data = self.read(name)
                try:
                    self._networks[name] = Network(data, _OUTPUTS[name])
                except (cv2.error, ValueError) as error:
                    raise EnvironmentFailedError("photo.model_unreadable", file=name) from error
            return self._networks[name]

    def read(self, name: str) -> bytes:
        """Return the bytes of the file ``name`` after comparing them with SHA256SUMS; errors as :meth:`network`."""
        try:
            path = self._folder / name
            if path.stat().st_size > _MAX_MODEL_BYTES:
                raise EnvironmentFailedError("photo.model_altered", file=name)
            data = path.read_bytes()
            digests = (self._folder / "SHA256SUMS").read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise EnvironmentFailedError("photo.model_missing", file=name) from error
        expected = {parts[1]: parts[0] for line in digests.splitlines() if len(parts := line.split()) == 2}
        if hashlib.sha256(data).hexdigest() != expected.get(name):
            raise EnvironmentFailedError("photo.model_altered", file=name)
        return data

    def check(self) -> None:
        """Read and compare every file, for the health check; errors as :meth:`network`."""
        for name in MODEL_FILES:
            self.read(name)

    def forget(self) -> None:
        """Free all networks; each is loaded again when next needed. Whoever uses one finishes undisturbed."""
        with self._lock:
            self._networks.clear()

    def warm(self) -> None:
        """Load every network, so that the first photo doesn't wait for it."""
        for name in _OUTPUTS:
            self.network(name)
