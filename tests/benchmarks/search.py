"""What a search of a long journal costs, beside the least that it can cost.

``python -m tests.benchmarks.search [entries]`` prints the least of several runs and
their ratios. The target is 1.3 times the floor of the same run: all rows of the vault
fetched, header and body of each opened with one prepared key, folded by ``casefold``
and looked through for a word or phrase, as one would write it without Django.

The least asks the same question of the same bytes, without Django: all rows of the
vault fetched, with the settings that the site gives to SQLite; header and body of each
opened with one prepared key, and so compared with their tags; both folded as a search
folds them, by the quickest way there is for their letters, and looked through for every
word and phrase until one is missing. It counts, and both have to count the same.

Both leave out what a search owes beyond that: no version byte and no padding is looked
at; trash and the keys of JSON count as words; nothing is put in order, and no page of
hits is compared with the list, cut and marked. And both open every body, where a search
opens none whose header holds the words already.

The last ratio is to less still: rows fetched and opened, and nothing looked for.
"""

import sqlite3
from functools import partial

from tests.benchmarks.measuring import Run, costs, journal_of, main, most_memory, show

SIZES = (1_000, 10_000)
ASCII = "A line of words. " * 120 + "Then a willow. "
ACCENTS = "Une ligne de mots, déjà vus là-bas – “peut-être” l’été. " * 35
CYRILLIC = "Строка из обычных слов. " * 45
TAG = "harbour"  # of every entry
GAP = b"\n\0\n"
KEY = "trusted"  # stands in every header, and in no words
CASES = (
    ("none of them", ASCII, "heron"),
    ("all of them", ASCII, "words"),
    ("all of them, far into the text", ASCII, "willow"),
    ("three words in all of them", ASCII, "words line of"),
    ("a phrase in all of them", ASCII, '"of words"'),
    ("no such phrase, but its words", ASCII, '"words line"'),
    ("all titles and no text", ASCII, "entry"),
    ("a word in titles, one in texts", ASCII, "entry words"),
    ("all tags and no text", ASCII, TAG),
    ("a tag of every tenth", ASCII, "river"),
    ("none of them, but all their keys", ASCII, KEY),
    ("none of them, with accents", ACCENTS, "heron"),
    ("all of them, with accents", ACCENTS, "mots déjà"),
    ("none of them, Cyrillic", CYRILLIC, "цапля"),
    ("all of them, Cyrillic", CYRILLIC, "слов"),
)


def opener(journal, *, is_tuned: bool = True):
    """Return what yields every header and body of a journal, opened by hand."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from django.db import connection

    from journal.crypto.contexts import Context, associated_data
    from journal.crypto.keys import Purpose, subkey
    from journal.domain import manifest

    decrypt = AESGCM(subkey(journal.key, Purpose.RECORD).material).decrypt
    header_place, body_place = (
        associated_data(context, vault=journal.vault_id, record=journal.vault_id,
                        revision=1)[:-28]
        for context in (Context.RECORD_HEADER, Context.RECORD_BODY)
    )  # fmt: skip
    raw = sqlite3.connect(connection.settings_dict["NAME"], uri=True)
    if is_tuned:
        raw.executescript(connection.settings_dict["OPTIONS"]["init_command"])
    query = (
        "SELECT id, revision, header, body FROM journal_record"
        " WHERE vault_id = ? AND id != ?"
    )
    own = [journal.vault_id.hex, manifest.read_head(journal).settings.hex]
    eight = (8).to_bytes(4, "big")

    def opened():
        for record, revision, head, body in raw.execute(query, own):
            end = bytes.fromhex(record) + eight + revision.to_bytes(8, "big")
            one = decrypt(head[1:13], head[13:], header_place + end)
            two = decrypt(body[1:13], body[13:], body_place + end)
            yield (
                one[4 : 4 + int.from_bytes(one[:4], "big")],
                two[4 : 4 + int.from_bytes(two[:4], "big")],
            )

    return opened


def floor(journal, typed: str) -> Run:
    """Return a search for one word or phrase as it would be written by hand."""
    opened, wanted = opener(journal, is_tuned=False), typed.strip('"').casefold()

    def run() -> int:
        found = 0
        for header, body in opened():
            beside, text = header.decode().casefold(), body.decode().casefold()
            found += (wanted in text) | (wanted in beside)
        return found

    return run


def least(journal, query) -> Run:
    """Return the least that the same search can cost; it counts what it finds."""
    from journal.domain.folding import fold, latin_fold

    opened = opener(journal)
    patterns = query._patterns  # noqa: SLF001 -- the very same test
    is_ascii = "".join(word for each in query.phrases for word in each).isascii()

    def folded(data: bytes) -> str:
        text = data.decode()
        quick = latin_fold(text) if is_ascii else None
        return fold(text) if quick is None else quick

    def run() -> int:
        found = 0
        for header, body in opened():
            text = folded(body + GAP + header)
            for pattern in patterns:
                if not pattern.search(text):
                    break
            else:
                found += 1
        return found

    return run


def compare(journal, name: str, typed: str) -> None:
    """Measure one search beside its floor, and print."""
    from journal.domain.query import Query
    from journal.domain.searching import search

    query = Query.of(typed)
    runs = floor(journal, typed), least(journal, query), partial(search, journal, query)
    _, counted, found = (run() for run in runs)
    if counted != found.total and typed != KEY:
        message = f"{name}: {counted} by hand and {found.total} by the search."
        raise SystemExit(message)
    by_hand, cheapest, cost = costs(*runs)
    if " " not in typed or typed.startswith('"'):
        show(name, cost, floor=by_hand)
    show(f"{name}, to the least", cost, floor=cheapest)


def measure(count: int) -> None:
    """Measure and print."""
    from journal.domain.query import Query
    from journal.domain.searching import search

    names = {ASCII: "plain", ACCENTS: "accents", CYRILLIC: "cyrillic"}
    journals = {
        text: journal_of(name, count, text=text, tags=(TAG,))
        for text, name in names.items()
    }
    for name, text, typed in CASES:
        compare(journals[text], f"{count} entries, {name}", typed)
    opened, plain = opener(journals[ASCII]), partial(search, journals[ASCII])
    bare, ours = costs(
        lambda: list(map(len, opened())), lambda: plain(Query.of("words"))
    )
    show(f"{count} entries, opened", bare)
    show(f"{count} entries, all of them, beside that", ours, floor=bare)
    for size in SIZES:
        some = journal_of(f"size {size}", size, text=ASCII)
        most = most_memory(lambda some=some: search(some, Query.of("words")))
        print(f"{size:6} entries, most memory at a time {most:6.2f} MiB")


if __name__ == "__main__":
    main(measure)
