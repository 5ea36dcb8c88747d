"""Numbers that a page writes into its own fields and addresses, read back."""

LONGEST = 18  # digits; Python refuses to read thousands of them


def whole_number(text: str) -> int:
    """Return a number in plain digits; 0 for what is none, or no page would write."""
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST
    return int(text) if is_number else 0
