# SPDX-License-Identifier: GPL-2.0-or-later
"""As much of MySQL's protocol as it takes to ask Sphinx: text queries over a Unix socket."""

import socket
import struct

PROTOCOL_41, SECURE_CONNECTION, MULTI_STATEMENTS, MULTI_RESULTS = 0x200, 0x8000, 0x10000, 0x20000
MORE_RESULTS = 0x8
UTF8 = 33


class QueryFailed(Exception):
    """What the server says."""


def _columns(packet):
    """The texts of a row; None for NULL."""
    row, at = [], 0
    while at < len(packet):
        size = packet[at]
        at += 1
        if size == 0xFB:
            row.append(None)
            continue
        if size >= 0xFC:  # the size follows, in two, three or eight bytes
            width = {0xFC: 2, 0xFD: 3, 0xFE: 8}[size]
            size, at = int.from_bytes(packet[at:at + width], "little"), at + width
        row.append(packet[at:at + size].decode(errors="replace"))
        at += size
    return row


class Connection:
    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._input = self._socket.makefile("rb")
        self._packet()  # the greeting
        capabilities = PROTOCOL_41 | SECURE_CONNECTION | MULTI_STATEMENTS | MULTI_RESULTS
        self._send(struct.pack("<IIB23x", capabilities, 1 << 24, UTF8) + b"\0\0", number=1)
        self._packet()

    def close(self):
        self._input.close()
        self._socket.close()

    def _send(self, body, number=0):
        self._socket.sendall(len(body).to_bytes(3, "little") + bytes([number]) + body)

    def _packet(self):
        head = self._input.read(4)
        if len(head) < 4:
            raise QueryFailed("the server has closed the connection")
        packet = self._input.read(int.from_bytes(head[:3], "little"))
        if packet[:1] == b"\xff":
            raise QueryFailed(packet[3:].decode(errors="replace"))
        return packet

    def _until_end(self):
        """Packets up to the one that ends them, and its flags."""
        packets = []
        while True:
            packet = self._packet()
            if packet[0] == 0xFE and len(packet) < 9:
                return packets, struct.unpack("<H", packet[3:5])[0]
            packets.append(packet)

    def ask(self, sql):
        """Rows of each result. Raises QueryFailed."""
        self._send(b"\x03" + sql.encode())
        results, more = [], True
        while more:
            if self._packet()[0] == 0:  # no rows at all
                return results
            self._until_end()  # the columns
            rows, flags = self._until_end()
            results.append([_columns(row) for row in rows])
            more = flags & MORE_RESULTS
        return results
