# SPDX-License-Identifier: Apache-2.0
"""The encrypted station file, its keys and the profiles on disk."""
