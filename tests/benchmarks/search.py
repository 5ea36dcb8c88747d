"""What a search of a long journal costs, beside the least that it can cost.

``python -m tests.benchmarks.search [entries]`` prints medians and their ratio. The
target is 1.3 times the raw floor of the same run: all rows of the vault fetched, header
and body opened with one prepared key, decoded, casefolded and scanned for the words,
without Django. The floor looks at all of it also where a word was found early on, for a
count of what holds the words must.
"""

import sqlite3
from collections.abc import Callable

from tests.benchmarks.measuring import costs, journal_of, main, most_memory, show

SIZES = (1_000, 10_000)
ASCII = "A line of words. " * 120
ACCENTS = "Une ligne de mots, déjà vus là-bas – “peut-être” l’été. " * 35
CASES = (
    ("none of them", ASCII, "heron"),
    ("all of them", ASCII, "words"),
    ("a phrase in all of them", ASCII, '"of words"'),
    ("all titles and no text", ASCII, "entry"),
    ("none of them, with accents", ACCENTS, "heron"),
    ("all of them, with accents", ACCENTS, "mots"),
)


def floor(journal, word: str) -> Callable[[], int]:
    """Return the least that the same search can cost."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from django.db import connection

    from journal.crypto.contexts import Context, associated_data
    from journal.crypto.keys import Purpose, subkey

    cipher = AESGCM(subkey(journal.key, Purpose.RECORD).material)
    places = [
        associated_data(context, vault=journal.vault_id, record=journal.vault_id,
                        revision=1)[:-32]
        for context in (Context.RECORD_HEADER, Context.RECORD_BODY)
    ]  # fmt: skip
    raw = sqlite3.connect(connection.settings_dict["NAME"], uri=True)
    query = "SELECT id, revision, header, body FROM journal_record WHERE vault_id = ?"
    sixteen, eight = (16).to_bytes(4, "big"), (8).to_bytes(4, "big")

    def opened(sealed: bytes, place: bytes) -> str:
        padded = cipher.decrypt(sealed[1:13], sealed[13:], place)
        return padded[4 : 4 + int.from_bytes(padded[:4], "big")].decode()

    def run() -> int:
        found = 0
        for record, revision, *sealed in raw.execute(query, [journal.vault_id.hex]):
            end = sixteen + bytes.fromhex(record) + eight + revision.to_bytes(8, "big")
            header, body = (
                opened(each, place + end)
                for each, place in zip(sealed, places, strict=True)
            )
            found += (word in header.casefold()) | (word in body.casefold())
        return found

    return run


def measure(count: int) -> None:
    """Measure and print."""
    from journal.domain.query import Query
    from journal.domain.searching import search

    texts = {ASCII: "plain", ACCENTS: "accents"}
    journals = {text: journal_of(texts[text], count, text=text) for text in texts}
    for name, text, typed in CASES:
        journal, query = journals[text], Query.of(typed)
        least, ours = costs(
            floor(journal, typed.strip('"')), lambda j=journal, q=query: search(j, q)
        )
        show(f"{count} entries, {name}", ours, floor=least)
    for size in SIZES:
        some = journal_of(f"size {size}", size, text=ASCII)
        most = most_memory(lambda some=some: search(some, Query.of("words")))
        print(f"{size:6} entries, most memory at a time {most:6.2f} MiB")


if __name__ == "__main__":
    main(measure)
