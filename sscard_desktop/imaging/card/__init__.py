# SPDX-License-Identifier: Apache-2.0
"""A card in a picture: found by its edges, cut out straight, turned upright, judged, and followed in the live picture.

Nothing here knows a card's colours or art, which differ by issue and are never ours to copy: only that it is a
rectangle of a known ratio with straight sides, rounded corners and print on it.
"""
