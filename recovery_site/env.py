"""Typed readers for settings that vary: the environment first, then a file.

The file holds ``NAME=value`` lines (the secrets that the first start generates). Every
reader fails loudly, with a sentence that names the variable, instead of guessing.
"""

import os
from pathlib import Path


class SettingError(RuntimeError):
    """A setting is missing or has a value that cannot be used."""


def read_file(path: Path) -> None:
    """Take ``NAME=value`` lines from a file, unless the environment has the name.

    Raises:
        SettingError: A line is neither empty, a comment, nor ``NAME=value``.
    """
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, sign, value = line.partition("=")
        if not sign:
            raise SettingError(f"{path.name}: a line is not NAME=value.")
        os.environ.setdefault(name.strip(), value.strip())


def text(name: str, default: str) -> str:
    """Return a text, or the default."""
    return os.environ.get(name, default)


def secret(name: str) -> str:
    """Return a secret from ``NAME``, or from the file that ``NAME_FILE`` names.

    Raises:
        SettingError: Neither is set, or the value is empty.
    """
    path = os.environ.get(f"{name}_FILE")
    value = Path(path).read_text(encoding="utf-8") if path else os.environ.get(name, "")
    if not value.strip():
        raise SettingError(
            f"{name} is missing. Set {name} or {name}_FILE, or restore the file of "
            "secrets that the first start wrote. Without it nobody can sign in or "
            "open a journal with a passphrase."
        )
    return value.strip()


def boolean(name: str, *, default: bool) -> bool:
    """Return ``True`` or ``False``; other spellings are refused, not guessed.

    Raises:
        SettingError: The value is anything else.
    """
    value = os.environ.get(name, str(default))
    if value not in {"True", "False"}:
        raise SettingError(f"{name} must be True or False, not {value!r}.")
    return value == "True"


def integer(name: str, default: int) -> int:
    """Return a whole number.

    Raises:
        SettingError: The value is not a whole number.
    """
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise SettingError(f"{name} must be a whole number, not {value!r}.") from None


def words(name: str, default: str) -> list[str]:
    """Return the words of a comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def keyed_secrets(name: str) -> dict[str, bytes]:
    """Return secrets with ids, current first: ``id:hex,id:hex`` (32 bytes or more).

    Raises:
        SettingError: Missing, an id twice, not hexadecimal, or too short.
    """
    pairs: dict[str, bytes] = {}
    for part in secret(name).split(","):
        key_id, _, digits = part.strip().partition(":")
        try:
            value = bytes.fromhex(digits)
        except ValueError:
            value = b""
        if not key_id or key_id in pairs or len(value) < 32:  # noqa: PLR2004 -- bytes
            raise SettingError(f"{name} must be id:hex pairs of 32 bytes or more each.")
        pairs[key_id] = value
    return pairs
