# SPDX-License-Identifier: Apache-2.0
"""One window a station: the second program finds the first by a local socket, and has it come to the front.

Who is first was settled before (:mod:`.lead`). The socket's name is a digest of the station's folder, so that other
stations and other folders don't meet. A connection alone is the question, and a short word the answer. All that is
read of what comes in is one line, the path of a file that was double-clicked: it is doubted as if somebody had chosen
it in a dialog. Other users of the machine can neither connect nor be there first, and so are told no path and hold up
no start: the socket lies in a folder of the user's own, looked at each time; where there is none, each program stands
alone. A first program that doesn't answer in time counts as gone; the station's own lock still keeps two from working
on one file. Imported late, since Qt's network module isn't needed by any gate.
"""

from __future__ import annotations

import logging
import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from sscard_desktop.ui.lead import Answer, place_of

log = logging.getLogger(__name__)

_ANSWER = b"here\n"
_CONNECT_MS = 300
_LONGEST_PATH_BYTES = 4096
_ANSWER_MS = 1500
"""A first window that is at work answers between two events; one that hangs is not waited for longer."""


def bring_first_to_front(folder: Path, file: Path | None = None) -> Answer:
    """Ask the program that shows this station to come to the front.

    Args:
        folder: the station's.
        file: what it shall open.
    """
    place = place_of(folder)
    if not place:
        return Answer.NOBODY
    socket = QLocalSocket()
    socket.connectToServer(place)
    if not socket.waitForConnected(_CONNECT_MS):
        return Answer.NOBODY
    if file is not None:
        socket.write(os.fsencode(file) + b"\n")
        socket.flush()
    answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_ANSWER_MS)
    told = answered and bytes(socket.readAll().data()) == _ANSWER
    socket.abort()
    return Answer.HERE if told else Answer.SILENT


class FirstWindow(QObject):
    """Listens for second programs of one station.

    Signals:
        asked(): somebody opened the program again; come to the front.
        brought(path): they did so by a file of ours.
    """

    asked = Signal()
    brought = Signal(Path)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = place_of(folder)
        self._server = QLocalServer(self)
        # Other users of this machine have no business here.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self) -> bool:
        """Begin; return whether it worked. Without it the program works on, only a second one won't find it."""
        # Asked before: Qt puts its socket in the place of another's without a word.
        if not self._name or self._alive():
            return False
        # A program that was killed left its socket behind.
        QLocalServer.removeServer(self._name)
        if self._server.listen(self._name):
            return True
        log.info("no socket for second programs: %s", self._server.serverError())
        return False

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _alive(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        found = socket.waitForConnected(_CONNECT_MS)
        socket.abort()
        return found

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._read, socket))
            socket.write(_ANSWER)
            socket.flush()
            QTimer.singleShot(_CONNECT_MS, socket, socket.abort)
            self._read(socket)
            self.asked.emit()

    def _read(self, socket: QLocalSocket) -> None:
        """Take the line that names a file, once it is whole; whatever else comes is let go."""
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST_PATH_BYTES:
                socket.abort()
            return
        line = bytes(socket.readLine(_LONGEST_PATH_BYTES + 1).data())
        socket.readyRead.disconnect()
        path = Path(os.fsdecode(line.rstrip(b"\n")))
        if line.endswith(b"\n") and b"\0" not in line and path.is_absolute():
            self.brought.emit(path)
