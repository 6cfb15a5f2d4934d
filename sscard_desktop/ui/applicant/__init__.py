# SPDX-License-Identifier: Apache-2.0
"""What the applicant sees: the own data in large type, on a screen of their own or over the counter's one."""
