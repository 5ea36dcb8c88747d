"""Rows that come a batch at a time, so that a large journal never fills the memory."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, TypeVar

from django.db.models import QuerySet

Row = TypeVar("Row")


@contextmanager
def streamed(rows: QuerySet[Any, Row], *, at_once: int) -> Iterator[Iterator[Row]]:
    """Give the rows of a query, and close the database's cursor at the end.

    Do not call ``iterator`` without this. An iterator that is left half-way, as by an
    error, lives on in the error's traceback. On PostgreSQL its cursor is closed when
    the garbage collector comes by, in whatever transaction is then under way, and
    that one fails as a whole: "cursor does not exist". It may be somebody's save.

    Args:
        rows: The query.
        at_once: How many rows are fetched, and held, together.
    """
    with closing(rows.iterator(chunk_size=at_once)) as each:  # type: ignore[type-var]  # -- it is a generator
        yield each
