# SPDX-License-Identifier: Apache-2.0
"""The system's spoolers behind the port ``Spooler``: CUPS by IPP on its local socket, Windows' own, the demo's."""
