# SPDX-License-Identifier: Apache-2.0
"""Decoding the photo of a card's chip with a library that the office has from its reader's vendor; none is shipped."""
