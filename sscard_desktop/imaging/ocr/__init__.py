# SPDX-License-Identifier: Apache-2.0
"""Reads what stands on pictures of identity documents: where lines of text are, and which letters stand in them."""
