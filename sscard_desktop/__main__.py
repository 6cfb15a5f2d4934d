# SPDX-License-Identifier: Apache-2.0
"""The command ``sscard-desktop``: answers ``--version`` without loading anything, and hands all else to ``app``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from sscard_desktop import __version__

INTERRUPTED = 1
"""The command line's exit code for work that was stopped."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with ``arguments`` (the process's own by default) and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        sys.stdout.write(f"sscard-desktop {__version__}\n")
        return 0
    if given == ["--decode-chip-photo"]:
        # A process of its own for a vendor's library; see the module.
        from sscard_desktop.devices.idcard.wlt.child import main as decode_chip_photo

        return decode_chip_photo()
    try:
        from sscard_desktop import app
        from sscard_desktop.hardening import keep_memory_private
        from sscard_desktop.memory import give_back_what_is_freed

        keep_memory_private()
        give_back_what_is_freed()
        return app.main(given)
    except KeyboardInterrupt:
        # Ctrl+C while modules load; once a command runs, the command line answers for it.
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # neither window nor command line was up yet, or could be
        from sscard_desktop.bugreport import tell_at_last

        return tell_at_last(error)


if __name__ == "__main__":
    sys.exit(main())
