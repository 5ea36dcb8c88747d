"""A browser and a server that can be killed, each a process of the test's own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60  # seconds
SERVED = "recovery_site.settings"
ONLY_FOR_TESTS = ("DJANGO_ALLOW_ASYNC_UNSAFE", "DATABASE_URL")


class Mortal:
    """A process with all that it starts; ``kill`` leaves it no time for anything."""

    def __init__(self, *command: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment or None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self) -> None:
        """Send SIGKILL to the whole group, and wait until it is gone."""
        with suppress(ProcessLookupError):  # killed before
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


def kill_browser(profile: Path) -> None:
    """Send SIGKILL to the Chromium that holds a profile, and to all that it started.

    It notes host and process in ``SingletonLock``, a link that leads nowhere; the
    driver made it the head of a process group of its own.
    """
    holder = int((profile / "SingletonLock").readlink().name.rpartition("-")[2])
    os.killpg(os.getpgid(holder), signal.SIGKILL)
    until(lambda: not _lives(holder))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


class Site:
    """The site as ``make run`` serves it, with a database and secrets of its own.

    Args:
        folder: Its data; they outlive the server.
    """

    def __init__(self, folder: Path) -> None:
        self._environment = {
            **{k: v for k, v in os.environ.items() if k not in ONLY_FOR_TESTS},
            "DJANGO_SETTINGS_MODULE": SERVED,
            "DATA_DIR": str(folder),
        }
        self._port = _free_port()
        self.address = f"http://localhost:{self._port}"
        self._manage("set_up")
        self.start()

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        flags = ("serve", "--workers", "1", "--port", str(self._port))
        command = (sys.executable, "manage.py", *flags)
        self._server = Mortal(*command, **self._environment)
        until(self._answers)

    def kill(self) -> None:
        """Kill the server with its workers."""
        self._server.kill()
        assert not self._answers()

    def _manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self._environment,
            check=True,
            capture_output=True,
        )

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:  # noqa: S310 -- our own http address
                return answer.status == 200
        except OSError:
            return False


def until(is_so: Callable[[], object]) -> None:
    """Wait for something that another process does."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "It took too long."
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
