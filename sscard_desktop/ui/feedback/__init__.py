# SPDX-License-Identifier: Apache-2.0
"""Feedback: files from bureau and bank looked at, read in and taken back; cards handed out, and the paper for it."""
