# SPDX-License-Identifier: Apache-2.0
"""Pictures and consent: the photo dialog, the ID card's two sides, the texts that the applicant agrees to."""
