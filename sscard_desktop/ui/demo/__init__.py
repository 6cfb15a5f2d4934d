# SPDX-License-Identifier: Apache-2.0
"""What is done to a demo station's devices: the control window."""
