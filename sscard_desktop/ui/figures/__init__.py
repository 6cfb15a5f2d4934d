# SPDX-License-Identifier: Apache-2.0
"""The page of figures: charts of our own, tables by clerk and unit, and an export."""
