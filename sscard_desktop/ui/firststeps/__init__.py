# SPDX-License-Identifier: Apache-2.0
"""A new station's first steps as a page: each says how it stands, and holds the part of the settings that mends it."""
