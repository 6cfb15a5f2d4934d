# SPDX-License-Identifier: Apache-2.0
"""What leaves and enters the station: workbooks and packages."""
