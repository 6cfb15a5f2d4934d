# SPDX-License-Identifier: Apache-2.0
"""Help that is always there: the way of the work, and every key."""
