# SPDX-License-Identifier: Apache-2.0
"""Settings: devices, people, the station, the unit directory, language and look."""
