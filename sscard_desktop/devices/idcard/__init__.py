# SPDX-License-Identifier: Apache-2.0
"""The resident ID card reader: frames, commands, decoding, port, watcher and simulator."""
