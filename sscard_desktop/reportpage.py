# SPDX-License-Identifier: Apache-2.0
"""A bug report as a page: its short code large and as a QR, and below it the text, word for word.

One file without scripts and without anything from elsewhere, so that it opens by a double click on any machine. The QR
holds the code alone: whoever photographs it sends what they would have read out.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from sscard_desktop.domain.crashcode import CrashCode

QUIET_MODULES = 4
"""White around a QR on each side (ISO/IEC 18004, 5.3.8)."""
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{code}</title>
<style>
body {{ font-family: sans-serif; line-height: 1.5; max-width: 50em; margin: 2em auto; padding: 0 1em; }}
.code {{ font: bold 3em monospace; margin: 0.2em 0; }}
svg {{ width: 12em; height: 12em; display: block; }}
pre {{ border: 1px solid; padding: 1em; overflow: auto; }}
</style></head><body>
<h1>程序错误报告 · Bug report</h1>
<p>打电话给技术支持时，请读出下面的代码，或发送二维码的照片。这一页不含个人信息，程序不会自己发送。<br>
Read this code to support over the telephone, or send a photo of the QR. The page holds nobody's data, and the program
doesn't send it.</p>
<p class="code">{code}</p>
{picture}
<pre>{text}</pre>
</body></html>
"""


def modules(code: CrashCode) -> Sequence[Sequence[bool]]:
    """Return the QR's rows of dark and light modules without the quiet zone; nothing where none can be made.

    This is shown when something is broken already, so whatever the encoder does wrong costs the picture only.
    """
    try:
        from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

        # Q stands a thumb over a quarter of it, or a screen that is photographed askew.
        encoder = QRCode(None, QRErrorCorrectLevel.Q)
        encoder.addData(str(code))
        encoder.make()
        return tuple(tuple(bool(dark) for dark in row) for row in encoder.modules)
    except Exception:  # noqa: BLE001  # see above
        return ()


def page(code: CrashCode, text: str) -> str:
    """Return the page of a report."""
    return _PAGE.format(code=html.escape(str(code)), picture=_picture(modules(code)), text=html.escape(text))


def _picture(rows: Sequence[Sequence[bool]]) -> str:
    if not rows:
        return ""
    side = len(rows) + 2 * QUIET_MODULES
    dark = "".join(
        f"M{x + QUIET_MODULES} {y + QUIET_MODULES}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, filled in enumerate(row)
        if filled
    )
    return (
        f'<svg viewBox="0 0 {side} {side}" shape-rendering="crispEdges" role="img" aria-label="QR">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{dark}"/></svg>'
    )
