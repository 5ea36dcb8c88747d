"""Search tokens: words that travel in an address without standing in it."""

from journal.crypto.aead import open_sealed, seal
from journal.crypto.contexts import Context, associated_data
from journal.crypto.encoding import from_text, to_text
from journal.crypto.errors import OpenError
from journal.crypto.keys import DerivedKey, Purpose, derive
from journal.crypto.padding import WORDS_FLOOR
from journal.crypto.unlock import BrowserHalf

MAX_WORDS_SIZE = 1024  # bytes


def seal_words(words: str, *, half: BrowserHalf) -> str:
    """Seal what was searched for, so that history and logs show nothing.

    Args:
        words: At most 1,024 bytes of UTF-8.
        half: The browser's half of the unlock; without it the token is noise.

    Returns:
        URL-safe base64, 210 characters for all short searches.

    Raises:
        ValueError: The words are too long.
    """
    # An encoding error would carry the words into a traceback.
    data = words.encode("utf-8", errors="replace")
    if len(data) > MAX_WORDS_SIZE:
        message = f"A search has at most {MAX_WORDS_SIZE} bytes."
        raise ValueError(message)
    place = associated_data(Context.SEARCH_TOKEN)
    return to_text(seal(_key(half), data, associated_data=place, floor=WORDS_FLOOR))


def open_words(token: str, *, half: BrowserHalf) -> str:
    """Open a search token.

    Raises:
        OpenError: Another browser, another unlock, or changed.
    """
    place = associated_data(Context.SEARCH_TOKEN)
    sealed = from_text(token)
    data = open_sealed(_key(half), sealed, associated_data=place, floor=WORDS_FLOOR)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise OpenError from None


def _key(half: BrowserHalf) -> DerivedKey:
    return derive(half.material, Purpose.SEARCH_TOKEN)
