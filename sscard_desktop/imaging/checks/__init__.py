# SPDX-License-Identifier: Apache-2.0
"""The checks of a finished photo, a module for each family of the bureaus' sample sheet."""
