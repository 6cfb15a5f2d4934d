# SPDX-License-Identifier: Apache-2.0
"""The training station's window: its lessons, the stripe that says what to do, and the room around the counter."""
