"""A server of the interface in a process of its own, for tests and measurements in a browser."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    """A port that nobody listens on, and that the system gives to no connection in the meantime: those get higher ones.

    Raises RuntimeError when there is none.
    """
    for port in random.SystemRandom().sample(range(15_000, 30_000), 50):
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port is free")


@contextmanager
def serving(folder: Path, port: int) -> Iterator[str]:
    """A server of the interface with the data in `folder`, begun there: its own settings are found from anywhere.

    Gives its address. Raises RuntimeError with what it said when it does not start within five minutes.
    """
    url = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryFile("w+") as said:  # a pipe that nobody reads would stop it once it is full
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "ui/serve.py"), "run", str(ROOT / "ui/app.py"), f"--server.port={port}"],
            env={**os.environ, "ADVIESSPOOR_DATA": str(folder)},
            cwd=folder,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(url, server, said)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()
            server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes], said: IO[str]) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        if server.poll() is not None:
            said.seek(0)
            raise RuntimeError(f"the server ended: {said.read()}")
        # busy with its start it may answer late, which is no URLError but a TimeoutError
        with suppress(OSError), urllib.request.urlopen(f"{url}_stcore/health", timeout=2):
            return
        time.sleep(0.2)
    raise RuntimeError("the server did not start within five minutes")
