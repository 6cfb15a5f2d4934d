# SPDX-License-Identifier: Apache-2.0
"""One window a station: the second program finds the first by a local socket, and has it come to the front.

The socket's name is a digest of the station's folder, so that other stations and other folders don't meet. Nothing
that comes in is read: a connection alone is the question, and a short word the answer, so there is nothing to attack.
A first program that doesn't answer in time counts as gone; the station's own lock still keeps two from working on one
file. Imported late, since Qt's network module isn't needed by any gate.
"""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

_ANSWER = b"here\n"
_CONNECT_MS = 300
_ANSWER_MS = 1500
"""A first window that is at work answers between two events; one that hangs is not waited for longer."""


def name_of(folder: Path) -> str:
    """Return the name of the socket of a station's folder; it gives away neither the path nor the user."""
    place = os.path.normcase(folder.expanduser().resolve())
    return f"sscard-{hashlib.sha256(place.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def bring_first_to_front(folder: Path) -> bool:
    """Ask the program that shows this station to come to the front; return whether there is one that did."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(folder))
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_ANSWER_MS)
    told = answered and bytes(socket.readAll().data()) == _ANSWER
    socket.abort()
    return told


class FirstWindow(QObject):
    """Listens for second programs of one station.

    Signals:
        asked(): somebody opened the program again; come to the front.
    """

    asked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_of(folder)
        self._server = QLocalServer(self)
        # Other users of this machine have no business here.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self) -> bool:
        """Begin; return whether it worked. Without it the program works on, only a second one won't find it."""
        # Asked before: Qt puts its socket in the place of another's without a word.
        if self._alive():
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
            socket.write(_ANSWER)
            socket.flush()
            socket.disconnectFromServer()
            self.asked.emit()
