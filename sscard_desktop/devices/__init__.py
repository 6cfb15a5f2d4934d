# SPDX-License-Identifier: Apache-2.0
"""Card readers and cameras, real and simulated."""
