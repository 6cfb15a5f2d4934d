# SPDX-License-Identifier: Apache-2.0
"""The day's beginning: one page with how every part of the workplace is, and what to do about it."""
