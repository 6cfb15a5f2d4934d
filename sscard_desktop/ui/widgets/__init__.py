# SPDX-License-Identifier: Apache-2.0
"""The window's own parts. Each is dumb: setters take what it shows, signals tell what the clerk wants."""
