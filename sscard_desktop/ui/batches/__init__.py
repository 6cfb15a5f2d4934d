# SPDX-License-Identifier: Apache-2.0
"""Batches: who is ready, sealing, and the encrypted package that leaves."""
