"""The six parts of a steadying plan as one text, the body of its record."""

from collections.abc import Iterable

PARTS = 6
BETWEEN = "\f"  # a form feed stands between two parts; typed ones become new lines


def text_of(parts: Iterable[str]) -> str:
    """Return parts as one text; empty where none of them says anything."""
    text = BETWEEN.join(part.replace(BETWEEN, "\n") for part in parts)
    return text if text.strip() else ""


def parts_of(text: str) -> list[str]:
    """Return the six parts of a text; what is more goes into the last."""
    parts = text.split(BETWEEN)
    parts[PARTS - 1 :] = ["\n\n".join(parts[PARTS - 1 :])]
    return parts + [""] * (PARTS - len(parts))


def readable(text: str) -> str:
    """Return a text with an empty line between the parts that say something."""
    parts = (part.strip() for part in text.split(BETWEEN))
    return "\n\n".join(part for part in parts if part)
