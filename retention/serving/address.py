"""The address under which other machines of the same network reach this one."""

from __future__ import annotations

import socket

NOWHERE = ("192.0.2.1", 9)  # reserved for documentation: nothing is sent, the system only says what it would send from


def network_address() -> str | None:
    """This machine's own address in its network, None where it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
        except OSError:
            return None
        found: str = probe.getsockname()[0]
    return None if found.startswith("127.") or found == "0.0.0.0" else found
