# SPDX-License-Identifier: Apache-2.0
"""What an applicant, a record, a photo and a batch are. Standard library only: no I/O, no Qt, no clock."""
