"""Files written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from retention.faults import Fault, InvalidInput


def write_file(path: Path, data: bytes) -> None:
    """Puts `data` in place of what `path` held, in one step: nobody ever reads half of it.  Raises InvalidInput."""
    target = Path(os.path.realpath(path))  # through a link, not in its place
    draft = target.with_name(f".{target.name[:100]}.{os.getpid()}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise InvalidInput(Fault("", str(path), "not_written", {"reason": error.strerror or ""})) from None
