# SPDX-License-Identifier: Apache-2.0
"""The window: Qt's face of the services."""
