# SPDX-License-Identifier: Apache-2.0
"""What a clerk or a supervisor does. Speaks to the world through the protocols in `ports` only."""
