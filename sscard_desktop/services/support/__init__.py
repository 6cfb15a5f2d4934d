# SPDX-License-Identifier: Apache-2.0
"""The support bundle: what somebody at a distance needs to see what is wrong here, and nothing of anybody."""

from __future__ import annotations

from sscard_desktop.services.support.bundle import BundleFile, gather, packed

__all__ = ["BundleFile", "gather", "packed"]
