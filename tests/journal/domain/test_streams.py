"""Rows that come a batch at a time, and the cursor that goes with them."""

import ast
import gc
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DatabaseError

from journal.domain.streams import streamed
from recovery_site.accounts.models import User

DOMAIN = Path(settings.BASE_DIR) / "journal"
ON_POSTGRES = "sqlite" not in settings.DATABASES["default"]["ENGINE"]


@pytest.fixture
def people(db):
    User.objects.bulk_create(User(username=f"somebody-{n}") for n in range(5))
    return User.objects.order_by("username")


def test_rows_come_in_order(people):
    with streamed(people, at_once=2) as each:
        names = [user.username for user in each]

    assert names == [f"somebody-{n}" for n in range(5)]


@pytest.mark.django_db
def test_error_in_the_middle_leaves_no_cursor_behind(people):
    with pytest.raises(ValueError, match="half-way") as kept:
        fail_half_way(people)

    assert open_cursors() == 0
    del kept


def fail_half_way(people):
    with streamed(people, at_once=2) as each:
        next(each)
        raise ValueError("half-way")


@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite has no cursors that outlive a row")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.django_db(transaction=True)
def test_without_it_another_transaction_fails(people):
    leave_in_a_circle(people)

    with pytest.raises(DatabaseError, match="aborted"):
        count_twice()


def count_twice():
    with transaction.atomic():
        User.objects.count()
        gc.collect()
        User.objects.count()


def leave_in_a_circle(people):
    with transaction.atomic():
        rows = people.iterator(chunk_size=2)
        next(rows)
        circle = [rows]
        circle.append(circle)


def test_journal_opens_no_stream_in_another_way():
    found = [
        f"{path.name}:{node.lineno}"
        for path in DOMAIN.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "iterator"
    ]

    assert len(found) == 1
    assert found[0].startswith("streams.py")


def open_cursors():
    if not ON_POSTGRES:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors")
        return cursor.fetchone()[0]
