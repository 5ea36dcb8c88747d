"""Whoever works at the desk, as far as the library needs to know them."""

from typing import Any, Protocol


class Account(Protocol):
    """An account of the desk; the site's own model has these."""

    pk: Any

    def has_perm(self, perm: str) -> bool:
        """Tell whether the account has a permission, such as ``library.add_topic``."""
        ...
