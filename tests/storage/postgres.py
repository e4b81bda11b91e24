"""A PostgreSQL server of our own: made in a temporary folder, spoken to through a socket there, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

SERVER_USER = "postgres"
SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=40"


def server_binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version of Debian's; None where there is none."""
    found = sorted(glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: float(Path(path).parts[4]))
    usual = found[-1] if found else shutil.which("initdb")
    return Path(os.path.realpath(usual)).parent if usual else None


@contextmanager
def running_postgres(binaries: Path) -> Iterator[str]:
    """A server that lives as long as the block; yields the URL of its database `postgres`."""
    folder = Path(tempfile.mkdtemp(prefix="retention-pg-", dir="/tmp"))  # short: a socket's path has 107 characters
    as_server = _as_server_user(folder)
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        command = [*as_server, str(binaries / program), "-D", str(data), *arguments]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    try:
        run("initdb", "-U", SERVER_USER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"-k {folder} {SETTINGS}", "start")
        try:
            yield f"postgresql://{SERVER_USER}@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_server_user(folder: Path) -> list[str]:
    """What to put before a command: the server refuses to run as root."""
    if os.getuid() != 0:
        return []
    user = pwd.getpwnam(SERVER_USER)
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", SERVER_USER, "--"]
