# SPDX-License-Identifier: Apache-2.0
"""Offline desktop data-entry client for social security card enrolment (社会保障卡信息采集客户端)."""

__version__ = "0.1.0"
__data_version__ = "2026.11.22"
"""Of the profiles and code tables that come with this program: the day they were last changed."""
