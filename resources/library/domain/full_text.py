"""Asking the database's own full-text search, best first: FTS5 or PostgreSQL's.

Words hold letters and digits alone (``domain.words`` sees to it), so that no sign of
either query language can come from what somebody typed.
"""

from collections.abc import Sequence

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import connection

from resources.library.domain.words import MIN_PREFIX, Word
from resources.library.models import SearchText

# Migration 0002 made an index from this expression: PostgreSQL uses it for no other.
VECTOR = (
    SearchVector("title", weight="A", config="simple")
    + SearchVector("about", weight="B", config="simple")
    + SearchVector("text", weight="D", config="simple")
)
_SQLITE = """
SELECT rowid FROM library_searchindex WHERE library_searchindex MATCH %s
ORDER BY bm25(library_searchindex, 8.0, 4.0, 1.0), rowid
"""


def matching_articles(words: Sequence[Word], *, is_every: bool) -> list[int]:
    """Return the ids of articles that hold every word, or any of them, best first."""
    if not words:
        return []
    if connection.vendor == "postgresql":
        return _on_postgresql(words, joined_by=" & " if is_every else " | ")
    return _on_sqlite(words, joined_by=" AND " if is_every else " OR ")


def _on_postgresql(words: Sequence[Word], *, joined_by: str) -> list[int]:
    asked = joined_by.join(
        _forms(word, form="'{}'", prefix="'{}':*", either=" | ") for word in words
    )
    query = SearchQuery(asked, config="simple", search_type="raw")
    found = SearchText.objects.annotate(vector=VECTOR).filter(vector=query)
    ranked = found.order_by(SearchRank(VECTOR, query).desc(), "pk")
    return list(ranked.values_list("pk", flat=True))


def _on_sqlite(words: Sequence[Word], *, joined_by: str) -> list[int]:
    asked = joined_by.join(
        _forms(word, form='"{}"', prefix='"{}" *', either=" OR ") for word in words
    )
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE, [asked])
        return [row[0] for row in cursor.fetchall()]


def _forms(word: Word, *, form: str, prefix: str, either: str) -> str:
    """Ask for the stem, or for a word that begins as it was typed."""
    asked = [form.format(word.stem)]
    if len(word.folded) >= MIN_PREFIX:
        asked.append(prefix.format(word.folded))
    return f"({either.join(asked)})"
