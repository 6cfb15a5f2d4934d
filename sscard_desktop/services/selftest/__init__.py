# SPDX-License-Identifier: Apache-2.0
"""The self-test: is every part inside this program, and does it do its work? Asked of a build, of an update before it
takes the old version's place, and by support.

Not :mod:`~sscard_desktop.services.health`, which looks at a workplace: a machine without a reader, a camera or a
printer passes, and no station is opened, written or even looked for. What is needed is made in a scratch folder.
"""

from sscard_desktop.services.selftest.proving import Ask, Proof, Proven, UnprovenError, prove

__all__ = ["Ask", "Proof", "Proven", "UnprovenError", "prove"]
