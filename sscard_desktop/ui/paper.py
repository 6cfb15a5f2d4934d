# SPDX-License-Identifier: Apache-2.0
"""A PDF on its way to eye and paper: rendered pages for the screen, true-size pages for a printer. Nothing on disk.

The same bytes are shown, printed and saved. A page is set at its true size from the paper's edge, never fitted to what
a printer calls its printable area: a form that is scanned or laid over pre-printed paper must keep its millimetres.
"""

from __future__ import annotations

from collections.abc import Generator
from math import ceil

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QObject, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError

POINTS_PER_INCH = 72.0
MM_PER_INCH = 25.4
SHARPEST_DPI = 600
"""Beyond this a laser printer shows no difference, and a page costs half a gigabyte."""
_TOLERANCE_POINTS = 3.0


class PdfPages(QObject):
    """The pages of one PDF in memory.

    Args:
        content: the PDF.

    Raises:
        InvalidInputError: ``printer.not_a_pdf``.
    """

    def __init__(self, content: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        if self._document.status() is not QPdfDocument.Status.Ready or not self._document.pageCount():
            raise InvalidInputError("printer.not_a_pdf")

    def count(self) -> int:
        """Return the number of pages."""
        return self._document.pageCount()

    def size_points(self, page: int) -> QSizeF:
        """Return a page's size in points of 1/72 inch."""
        return self._document.pagePointSize(page)

    def image(self, page: int, width_px: int, *, ratio: float = 1.0) -> QImage:
        """Return a page on white, ``width_px`` wide on a screen of this device pixel ratio."""
        points = self.size_points(page)
        scale = width_px * ratio / points.width()
        whole = QSize(max(1, round(width_px * ratio)), max(1, round(points.height() * scale)))
        image = self._on_white(page, whole)
        image.setDevicePixelRatio(ratio)
        return image

    def _on_white(self, page: int, size: QSize) -> QImage:
        # Whole, never in bands: with a clip QPdfDocument is off by 0.2 mm towards the end of a page.
        image = self._document.render(page, size)
        # What it renders has no ground: a black page, on some printers. White goes beneath, without a second copy.
        painter = QPainter(image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
        painter.fillRect(image.rect(), Qt.GlobalColor.white)
        painter.end()
        image.convertTo(QImage.Format.Format_RGB32)
        return image

    # paper

    def prepare(self, printer: QPrinter) -> None:
        """Ask the printer for the first page's paper, whole, before the system's dialog is shown."""
        points = self.size_points(0)
        # Paper is named upright, whatever way a form lies on it.
        across = points.width() > points.height()
        paper = points.transposed() if across else points
        printer.setPageSize(QPageSize(paper, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)

    def print_to(self, printer: QPrinter, *, offset_mm: tuple[float, float] = (0.0, 0.0)) -> None:
        """Hand all pages over to the printer; returns once it took the job. See :meth:`printing`."""
        for _ in self.printing(printer, offset_mm=offset_mm):
            pass

    def printing(self, printer: QPrinter, *, offset_mm: tuple[float, float] = (0.0, 0.0)) -> Generator[int, None, None]:
        """Hand the pages over one by one, and yield how many are done: a page takes half a second, a unit's hundreds.

        The printer took the job once all were yielded; who stops before has it thrown away.

        Args:
            offset_mm: by how much all is moved, to the right and down: what the printer itself misses by.

        Raises:
            EnvironmentFailedError: ``printer.paper_too_small``, ``printer.refused`` (it took nothing), or
                ``printer.broke_off`` (it took a part).
        """
        self._fits(printer)
        printer.setFullPage(True)
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        painter = QPainter()
        if not painter.begin(printer):
            raise EnvironmentFailedError("printer.refused")
        whole = True
        try:
            for copy in range(1 if printer.supportsMultipleCopies() else printer.copyCount()):
                for page in range(self.count()):
                    if (copy or page) and whole:
                        whole = printer.newPage()
                    if whole:
                        self._draw(painter, printer, page, offset_mm)
                        yield copy * self.count() + page + 1
        except GeneratorExit:
            printer.abort()
            raise
        finally:
            whole = painter.end() and whole
        if not whole or printer.printerState() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error):
            raise EnvironmentFailedError("printer.broke_off")

    def _fits(self, printer: QPrinter) -> None:
        paper = printer.pageLayout().fullRectPoints()
        for page in range(self.count()):
            points = self.size_points(page)
            if (
                paper.width() + _TOLERANCE_POINTS < points.width()
                or paper.height() + _TOLERANCE_POINTS < points.height()
            ):
                raise EnvironmentFailedError("printer.paper_too_small")

    def _draw(self, painter: QPainter, printer: QPrinter, page: int, offset_mm: tuple[float, float]) -> None:
        step = max(1, ceil(printer.resolution() / SHARPEST_DPI))
        points = self.size_points(page)
        per_point = printer.resolution() / POINTS_PER_INCH / step
        whole = QSize(round(points.width() * per_point), round(points.height() * per_point))
        left, top = (round(each / MM_PER_INCH * printer.resolution()) for each in offset_mm)
        target = QRect(left, top, whole.width() * step, whole.height() * step)
        painter.drawImage(target, self._on_white(page, whole))
