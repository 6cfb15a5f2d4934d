# SPDX-License-Identifier: Apache-2.0
"""The rosters page (花名册): lists that units sent, who of them came, and what is prepared for the others."""
