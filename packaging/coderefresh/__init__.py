# SPDX-License-Identifier: Apache-2.0
"""What makes each code table of ``resources/codes`` from its sources; see ``packaging/refresh_codes.py``."""
