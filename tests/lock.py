"""Pins versions with hashes and without any address: ``make lock``."""

import subprocess
import sys
from pathlib import Path

EXPORT = ("export", "-q", "--frozen", "--no-emit-project", "--no-header")


def uv(*arguments: str) -> None:
    """Run uv in the project's folder."""
    subprocess.run([Path(sys.executable).parent / "uv", *arguments], check=True)


if __name__ == "__main__":
    lock = Path("uv.lock")
    uv("lock", "-q", "--upgrade")
    uv(*EXPORT, "--no-dev", "-o", "requirements.txt")
    uv(*EXPORT, "-o", "requirements-dev.txt")
    lock.unlink()  # it records where packages came from; the exported files do not
