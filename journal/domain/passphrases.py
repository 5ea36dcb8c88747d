"""Words for a passphrase: drawing them, and checking what came back."""

from journal.crypto import passphrase as core

OFFERED_COUNT = core.WORD_COUNT


def offer() -> str:
    """Return six words drawn at random, 77.5 bits together."""
    return core.generate()


def is_offered(text: str) -> bool:
    """Tell whether a text is six words of the list, as a form brings them back."""
    chosen = text.split(" ")
    return len(chosen) == OFFERED_COUNT and set(chosen) <= set(core.words())


def passphrase_fault(text: str) -> str | None:
    """Return why a text cannot serve as a passphrase at all, or ``None``."""
    try:
        core.normalise(text)
    except core.PassphraseError as error:
        return str(error)
    return None
