# SPDX-License-Identifier: Apache-2.0
"""The supervisor's look at each submission."""
