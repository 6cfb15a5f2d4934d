# SPDX-License-Identifier: Apache-2.0
"""The counter page: card → form → photo → ID pictures → consent → print → submit, by keyboard alone."""
