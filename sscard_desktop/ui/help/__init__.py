# SPDX-License-Identifier: Apache-2.0
"""Help that is always there: F1 from anywhere, the manual to read and to search, and as a book."""
