# SPDX-License-Identifier: Apache-2.0
"""Packages between stations: handed over, trusted, looked at, decided about, merged and taken back."""
