# SPDX-License-Identifier: Apache-2.0
"""Finding records, and looking at one."""
