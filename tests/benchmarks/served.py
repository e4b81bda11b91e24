"""The app as a room meets it: one process, or two behind nginx, on this machine; and what the server takes of it."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.documents import ROOT
from tests.benchmarks.tab import Address
from tests.browser.live import START_SECONDS, free_port, is_healthy
from tests.storage.postgres import running_postgres, server_binaries

NAME = "room.example"  # what participants' browsers call the server: none of this machine's own names
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Served:
    """address: for participants, who come from elsewhere.  pids: of the app's processes.  key: the owner's."""

    address: Address
    ports: tuple[int, ...]
    pids: tuple[int, ...]
    log: Path
    key: str = ""

    @property
    def own(self) -> Address:
        """The same server as the browsers of the machine itself address it, past nginx."""
        return Address(self.ports[0])


def nginx_path() -> str | None:
    """The nginx of this machine, None where there is none."""
    return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")


@contextmanager
def database(kind: str) -> Iterator[str]:
    """The URL of an empty database: `sqlite` or `postgresql`.  Raises RuntimeError where there is no PostgreSQL."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/rooms.sqlite3"
        return
    binaries = server_binaries()
    if binaries is None:
        raise RuntimeError("no PostgreSQL server here; install Debian's `postgresql`")
    with running_postgres(binaries) as url:
        yield url


@contextmanager
def one_process(url: str) -> Iterator[Served]:
    """The app by itself."""
    port, options = free_port(), ("--server.address=127.0.0.1", "--server.fileWatcherType=none")
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", *options]
    with _process(command, {**os.environ, "RETENTION_DATABASE_URL": url}) as (server, log):
        _wait(lambda: is_healthy(port), server)
        yield Served(Address(port, name=NAME), (port,), (server.pid,), log)


@contextmanager
def behind_nginx(url: str, processes: int = 2) -> Iterator[Served]:
    """Several processes as `deploy/start` starts them, behind nginx with the configuration of `deploy/`."""
    key, port = secrets.token_urlsafe(24), free_port()
    ports = tuple(free_port() for _ in range(processes))
    secret = {"RETENTION_OWNER_KEY": key, "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_urlsafe(32)}
    with tempfile.TemporaryDirectory(prefix="retention-nginx-", dir="/tmp") as folder:
        os.chmod(folder, 0o755)  # nginx reads the static files as a user of its own
        www = Path(folder) / "www"
        ours = {"RETENTION_DATABASE_URL": url, "RETENTION_WWW": str(www), "PYTHON": sys.executable}
        starting = [str(ROOT / "deploy/start"), *map(str, ports)]
        with _process(starting, {**os.environ, **secret, **ours}) as (start, log):
            _wait(lambda: all(is_healthy(each) for each in ports), start)
            pids = tuple(sorted(pid for keeper in _children(start.pid) for pid in _children(keeper)))
            nginx = [nginx_path() or "nginx", "-c", str(_configured(Path(folder), port, ports, www))]
            with _process([*nginx, "-g", "daemon off;"], dict(os.environ)) as (proxy, _):
                _wait(lambda: is_healthy(port), proxy)
                yield Served(Address(port, name=f"{NAME}:{port}"), ports, pids, log, key)


def _configured(folder: Path, port: int, ports: tuple[int, ...], www: Path) -> Path:
    """The configuration of `deploy/` with other ports and folders, and nothing else changed."""
    text = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    first = "        server 127.0.0.1:8501 max_fails=2 fail_timeout=5s;\n"
    second = first.replace("8501", "8502")
    servers = "".join(first.replace("8501", str(each)) for each in ports)
    scratch = "".join(
        f"    {name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    changes = {
        "user www-data;": "user www-data;" if os.getuid() == 0 else "",
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "/var/log/nginx/error.log": f"{folder}/error.log",
        "/srv/retention/deploy/www": str(www),
        "listen 80 default_server": f"listen 127.0.0.1:{port} default_server",
        first + second: servers,
        "http {\n": "http {\n" + scratch,
    }
    for old, new in changes.items():
        if old not in text:
            raise RuntimeError(f"deploy/nginx.conf has no {old!r}")
        text = text.replace(old, new, 1)
    path = folder / "nginx.conf"
    path.write_text(text, "utf-8")
    return path


@contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A process in a group of its own and the file of its words, ended with everything that it started."""
    with tempfile.NamedTemporaryFile(prefix="retention-log-") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        try:
            yield process, Path(log.name)
        except RuntimeError as error:
            raise RuntimeError(f"{error}\n{Path(log.name).read_text(errors='replace')[-3000:]}") from error
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(is_up: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if is_up():
            return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} did not come up")


def _children(parent: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError, IndexError):
                if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]) == parent:
                    found.append(int(folder.name))
    return found


@dataclass(frozen=True)
class Taken:
    """What processes have taken.  cpu: seconds; memory: MiB that lie in memory now."""

    cpu: float
    memory: float


def taken(pids: tuple[int, ...]) -> Taken:
    cpu = pages = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        cpu += int(fields[11]) + int(fields[12])
        pages += int(fields[21])
    return Taken(cpu / TICKS, pages * PAGE / 2**20)
