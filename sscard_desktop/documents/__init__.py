# SPDX-License-Identifier: Apache-2.0
"""Printed forms as PDF."""
