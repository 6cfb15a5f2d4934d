# SPDX-License-Identifier: Apache-2.0
"""From a camera frame to a card photo that the bureau takes."""
