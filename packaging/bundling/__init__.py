# SPDX-License-Identifier: Apache-2.0
"""Makes what is handed out of a frozen folder: the Debian package, the portable archive, the list of what is inside."""
