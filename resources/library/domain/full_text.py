"""Asking the database's own full-text search, best first: FTS5 or PostgreSQL's.

Migration 0002 made what is asked here. Words hold letters and digits alone
(``domain.words`` sees to it), so that no sign of either query language can come from
what somebody typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from resources.library.domain.words import MIN_PREFIX, Word


@dataclass(frozen=True)
class _Dialect:
    """How one database is asked.

    Args:
        query: The statement; its one parameter is what is asked for.
        form: A word as it is.
        prefix: A word's beginning.
        one: Stands between words of which one must be there.
        every: Stands between words that must all be there.
    """

    query: str
    form: str
    prefix: str
    one: str
    every: str


# A title weighs twice a summary, and eight or ten times the text.
_DIALECTS = {
    "sqlite": _Dialect(
        query=(
            "SELECT rowid FROM library_searchindex WHERE library_searchindex MATCH %s "
            "ORDER BY bm25(library_searchindex, 8.0, 4.0, 1.0), rowid"
        ),
        form='"{}"',
        prefix='"{}" *',
        one=" OR ",
        every=" AND ",
    ),
    "postgresql": _Dialect(
        query=(
            "SELECT article_id "
            "FROM library_searchtext, to_tsquery('simple', %s) AS asked "
            "WHERE vector @@ asked "
            "ORDER BY ts_rank('{0.1, 0.2, 0.5, 1.0}', vector, asked) DESC, article_id"
        ),
        form="'{}'",
        prefix="'{}':*",
        one=" | ",
        every=" & ",
    ),
}


def matching_articles(words: Sequence[Word], *, is_every: bool) -> list[int]:
    """Return the ids of articles that hold every word, or any of them, best first."""
    if not words:
        return []
    dialect = _DIALECTS[connection.vendor]
    joined_by = dialect.every if is_every else dialect.one
    asked = joined_by.join(_asked(word, dialect) for word in words)
    with connection.cursor() as cursor:
        cursor.execute(dialect.query, [asked])
        return [row[0] for row in cursor.fetchall()]


def _asked(word: Word, dialect: _Dialect) -> str:
    """Ask for the stem, or for a word that begins as it was typed."""
    forms = [dialect.form.format(word.stem)]
    if len(word.folded) >= MIN_PREFIX:
        forms.append(dialect.prefix.format(word.folded))
    return f"({dialect.one.join(forms)})"
