# SPDX-License-Identifier: Apache-2.0
"""Ctrl+K from everywhere: actions, pages and people, by what they are called or how that is spelt."""
