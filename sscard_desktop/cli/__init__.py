# SPDX-License-Identifier: Apache-2.0
"""The command line: the other face of the same services."""
