"""Text as a search compares it: without case, accents, vowel points and hidden signs.

Unicode TR 15 (NFKD) and the casefolding of the Unicode standard, §3.13. What stays is
good for comparing only: it is never shown.
"""

import re
from functools import cache
from unicodedata import combining, normalize

# Marks of these classes are parts of a letter, not accents on it: the dot of Hindi
# letters (7), the voicing of kana (8), the sign that a vowel is missing (9).
_LAST_CLASS_OF_LETTERS = 9
_MARKS = range(0x300, 0x1F000)  # all that Unicode has so far
# Beyond are emoji and rare scripts. A set of ``re`` that reaches so far is looked
# through range by range; one that does not is a table, ten times as quick.
_LAST_NEAR = "\uffff"
# No decomposition leads to their plain forms, and people type either. The sharp s is
# here as well, so that casefolding makes no ASCII of anything that is not in this list.
_LETTERS = {
    "\u00df": "ss",
    "\u1e9e": "ss",
    "\u0131": "i",  # Turkish i without a dot; on the capital one the dot is a mark
    "\u0142": "l",
    "\u0141": "l",
    "\u00f8": "o",
    "\u00d8": "o",
    "\u0111": "d",
    "\u0110": "d",
    "\u00e6": "ae",
    "\u00c6": "ae",
    "\u0153": "oe",
    "\u0152": "oe",
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u2010": "-",
}
_NOT_ASCII = "\u00a9"  # of Latin-1, and like all that folds to no ASCII
_SIGNS = {
    "\u2018": "'",
    "\u2019": "'",
    "\u2026": "...",
    **dict.fromkeys("\u2013\u2014\u201c\u201d\u201e\u20ac", _NOT_ASCII),
}
_ALEF_WITH_WASLA, _ALEF = "\u0671", "\u0627"
# Lengthening of Arabic lines, joiners, directions, selectors: nobody types them twice.
_HIDDEN = (
    *("\u00ad", "\u0640", "\u180e", "\ufeff"),
    *map(chr, range(0x200B, 0x2010)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2060, 0x206A)),
    *map(chr, range(0xFE00, 0xFE10)),
)


def fold(text: str) -> str:
    """Return a text as a search compares it.

    Each character folds by itself, so that the lengths of folded parts add up.
    """
    if text.isascii():
        return text.lower()
    bare, table = normalize("NFKD", text), _table()
    # One at a time: to ask a table for every character, as str.translate does, takes
    # several times as long, and a text has few different ones that are in it.
    next_of_table, start = _of_table().search, 0
    while found := next_of_table(bare, start):
        start = found.start()
        bare = bare.replace(found[0], table[found[0]])
    if _reaches_far(bare):
        for character in set(bare) & table.keys():
            bare = bare.replace(character, table[character])
    return bare.casefold()


def latin_fold(text: str) -> str | None:
    """Return a text of Western letters folded, at a tenth of the cost.

    What folds to no ASCII becomes a NUL, so that words in ASCII are found in the one
    exactly where they are in the other. ``None`` for a text with letters that are not
    of Latin-1; the signs that keyboards make of quotes, dashes and dots may be in it.
    """
    if text.isascii():
        return text.lower()
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        return None
    table, dropped, longer = _latin_table()
    for letter, plain_bytes in longer.items():
        data = data.replace(letter, plain_bytes)
    return data.translate(table, dropped).decode("ascii")


def ascii_fold(text: str) -> bytes:
    """Return what is ASCII in a folded text, at a third of the cost.

    Other characters are left out, so that neighbours meet: what is found here may not
    be in the text, what is not found is not.
    """
    text = normalize("NFKD", text)
    for letter, plain in _LETTERS.items():
        text = text.replace(letter, plain)
    return text.encode("ascii", "ignore").lower()


def original_index(text: str, folded_index: int) -> int:
    """Return where in a text the character stands that a folded index came from.

    Each half is folded as a whole: one character after another takes a hundred times
    as long.
    """
    if text.isascii():
        return min(folded_index, len(text))
    start, end, passed = 0, len(text), 0
    if folded_index >= len(fold(text)):
        return end
    while end - start > 1:
        middle = (start + end) // 2
        size = len(fold(text[start:middle]))
        if passed + size > folded_index:
            end = middle
        else:
            start, passed = middle, passed + size
    return start


def origins(text: str) -> list[int]:
    """Return, for each character of a short text folded, the index it came from."""
    if text.isascii():
        return list(range(len(text)))
    sizes = {character: len(fold(character)) for character in set(text)}
    return [
        index for index, character in enumerate(text) for _ in range(sizes[character])
    ]


@cache
def _table() -> dict[str, str]:
    marks = (chr(code) for code in _MARKS)
    dropped = [mark for mark in marks if combining(mark) > _LAST_CLASS_OF_LETTERS]
    return {
        **dict.fromkeys((*dropped, *_HIDDEN), ""),
        **_LETTERS,
        _ALEF_WITH_WASLA: _ALEF,
    }


@cache
def _of_table() -> re.Pattern[str]:
    """Return what finds a character of the table, but for those that are far out."""
    near = "".join(character for character in _table() if character <= _LAST_NEAR)
    return re.compile(f"[{re.escape(near)}]")


def _reaches_far(text: str) -> bool:
    # In UTF-16 they take four bytes and all others two: a sixth of the cost of looking.
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


@cache
def _latin_table() -> tuple[bytes, bytes, dict[bytes, bytes]]:
    """Return what each byte of Latin-1 becomes, those that go, and those that grow."""
    folded = {code: _in_ascii(fold(chr(code))) for code in range(256)}
    table = bytes(to[0] if len(to) == 1 else 0 for to in folded.values())
    dropped = bytes(code for code, to in folded.items() if not to)
    longer = {bytes([code]): to for code, to in folded.items() if len(to) > 1}
    return table, dropped, longer


def _in_ascii(folded: str) -> bytes:
    gaps = (" " if each.isspace() else "\0" for each in folded)
    pairs = zip(folded, gaps, strict=True)
    return "".join(each if each.isascii() else gap for each, gap in pairs).encode()
