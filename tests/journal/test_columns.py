"""The journal's tables hold what they are allowed to, and no column more.

Whoever adds a column decides here, in sight of this list, that it tells no kind of
record from another, no time, and nothing of what was written.
"""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models

ALLOWED = {
    "journal_vault": {
        *("id", "owner_id", "is_current", "generation", "key_id", "manifest_head"),
        *("inbox_public_key", "inbox_private_key", "inbox_mac", "erase_after"),
        *("pending_key",),
    },
    "journal_slot": {
        *("id", "vault_id", "generation", "kind", "salt", "pepper_id"),
        *("argon2_time", "argon2_memory_kib", "argon2_lanes"),
        *("locator_hash", "credential", "sealed"),
    },
    "journal_record": {
        *("id", "generation", "vault_id", "revision", "header", "body"),
    },
    "journal_version": {
        *("record", "revision", "generation", "vault_id", "header", "body"),
    },
    "journal_manifestblock": {"id", "vault_id", "revision", "sealed"},
    "journal_note": {
        *("id", "vault_id", "generation", "sequence", "sealed"),
        *("earlier_sequence", "earlier"),
    },
    "journal_unlock": {
        *("id_hash", "user_id", "vault_id", "generation", "sealed"),
        *("idle_until", "deadline"),
    },
}
# By what rows can be found. None is on anything that a writer chose.
INDEXES = {
    "journal_vault": {("id",), ("owner_id",)},
    "journal_slot": {("id",), ("vault_id",), ("pepper_id",), ("locator_hash",)},
    "journal_record": {("id", "generation"), ("vault_id",)},
    "journal_version": {("record", "revision", "generation"), ("vault_id",)},
    "journal_manifestblock": {("id",), ("vault_id",)},
    "journal_note": {("id",), ("vault_id",)},
    "journal_unlock": {("id_hash",), ("user_id",), ("vault_id",), ("idle_until",)},
}
UNIQUE = {
    *(("journal_slot", "locator_hash"), ("journal_vault", "owner_id")),
}
TIMES = {("journal_unlock", "idle_until"), ("journal_unlock", "deadline")}
DAYS = {("journal_vault", "erase_after")}  # null until somebody asks for erasing
NUMBERS = {  # small numbers that are no times, and what they count
    ("journal_vault", "generation"),
    ("journal_slot", "generation"),
    ("journal_slot", "kind"),
    ("journal_slot", "argon2_time"),
    ("journal_slot", "argon2_memory_kib"),
    ("journal_slot", "argon2_lanes"),
    ("journal_record", "generation"),
    ("journal_record", "revision"),
    ("journal_version", "generation"),
    ("journal_version", "revision"),
    ("journal_manifestblock", "revision"),
    ("journal_note", "generation"),
    ("journal_note", "sequence"),
    ("journal_note", "earlier_sequence"),
    ("journal_unlock", "generation"),
}
TEXTS = {("journal_slot", "pepper_id"), ("journal_unlock", "id_hash")}


@pytest.fixture
def cursor(db):
    with connection.cursor() as cursor:
        yield cursor


def journal_fields(*kinds):
    """Return table and column of every field of some kinds."""
    found = apps.get_app_config("journal").get_models()
    fields = [(each, f) for each in found for f in each._meta.fields]  # noqa: SLF001 -- Django's documented API
    return {
        (each._meta.db_table, f.column)  # noqa: SLF001 -- Django's documented API
        for each, f in fields
        if isinstance(f, kinds)
    }


def test_tables_of_the_database_have_the_allowed_columns(cursor):
    names = connection.introspection.table_names(cursor)
    found = {
        name: {
            column.name
            for column in connection.introspection.get_table_description(cursor, name)
        }
        for name in names
        if name.startswith("journal")
    }

    assert found == ALLOWED


def test_tables_have_the_expected_indexes(cursor):
    found = {
        name: {
            tuple(each["columns"])
            for each in connection.introspection.get_constraints(cursor, name).values()
            if each["index"] or each["unique"] or each["primary_key"]
        }
        for name in ALLOWED
    }

    assert found == INDEXES


def test_uniqueness_tells_no_more_than_it_must(cursor):
    found = {
        (name, *each["columns"])
        for name in ALLOWED
        for each in connection.introspection.get_constraints(cursor, name).values()
        if each["unique"] and not each["primary_key"]
    }

    assert found == UNIQUE


def test_times_stand_in_unlock_rows_alone():
    kinds = (models.DateField, models.TimeField, models.DurationField)

    assert journal_fields(models.DateTimeField) == TIMES
    assert journal_fields(*kinds) == TIMES | DAYS


def test_numbers_and_texts_are_those_that_were_allowed():
    assert journal_fields(models.IntegerField, models.FloatField) == NUMBERS
    assert journal_fields(models.CharField, models.TextField) == TEXTS


def test_nothing_of_a_journal_is_registered_at_the_desk():
    registered = {model._meta.app_label for model in admin.site._registry}  # noqa: SLF001 -- what could show rows

    assert "library" in registered
    assert "journal" not in registered
