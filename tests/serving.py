"""A server of the interface in a process of its own, for tests and measurements in a browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int) -> Iterator[str]:
    """A server of the interface with the data in `folder`, begun there: its own settings are found from anywhere.

    Gives its address. Raises RuntimeError with what it said when it does not start within a minute.
    """
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "ui/serve.py"), "run", str(ROOT / "ui/app.py"), f"--server.port={port}"],
        env={**os.environ, "ADVIESSPOOR_DATA": str(folder)},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(url, server)
        yield url
    finally:
        server.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            server.wait(10)
        server.kill()


def _wait_for(url: str, server: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended: {server.stdout.read() if server.stdout else ''}")
        # busy with its start it may answer late, which is no URLError but a TimeoutError
        with suppress(OSError), urllib.request.urlopen(f"{url}_stcore/health", timeout=2):
            return
        time.sleep(0.2)
    raise RuntimeError("the server did not start within a minute")
