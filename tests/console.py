"""Calls of the command line, as a process of its own or within this one."""

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from retention import __main__ as command_line

ROOT = Path(__file__).parent.parent
LATE_KITCHEN = ROOT / "tests" / "data" / "late_kitchen.json"
FAST = ["--draws", "64"]


Ended = subprocess.CompletedProcess[bytes]


def process(*arguments: Any) -> Ended:
    """`python -m retention` from the root of the repository, in a console that calls itself ASCII."""
    env = os.environ | {"PYTHONIOENCODING": "ascii", "RETENTION_LANG": ""}
    command = [sys.executable, "-m", "retention", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, timeout=60)


def run(*arguments: Any) -> Ended:
    """The same within this process, which saves its start."""
    out, error = (TextIOWrapper(BytesIO(), "ascii") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(error):
        code = command_line.run([str(argument) for argument in arguments])
    for stream in (out, error):
        stream.flush()
    return Ended(arguments, code, out.buffer.getvalue(), error.buffer.getvalue())


def lines(result: Ended) -> list[str]:
    """The fault lines of a call that must have failed cleanly."""
    assert result.returncode == 2, result.stderr.decode()
    assert result.stdout == b""
    assert b"Traceback" not in result.stderr
    return result.stderr.decode("utf-8").splitlines()


def written(folder: Path, document: Any) -> Path:
    path = folder / "case.json"
    path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
    return path
