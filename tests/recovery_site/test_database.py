"""One address becomes Django's settings for the database, or is refused."""

from contextlib import closing
from pathlib import Path

import pytest
from django.db import ConnectionHandler

from recovery_site import database
from recovery_site.env import SettingError

DEFAULT = Path("/data/db.sqlite3")


def test_no_address_means_sqlite_in_the_data_folder():
    settings = database.from_url("", default_path=DEFAULT)

    assert settings["ENGINE"] == "django.db.backends.sqlite3"
    assert settings["NAME"] == DEFAULT
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_sqlite_address_names_its_file():
    settings = database.from_url("sqlite:///srv/a%20b/site.db", default_path=DEFAULT)

    assert settings["NAME"] == Path("/srv/a b/site.db")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgres_address_is_taken_apart(scheme):
    settings = database.from_url(
        f"{scheme}://wri%40ter:se%2Fcret@db.example:5433/site?sslmode=verify-full",
        default_path=DEFAULT,
    )

    assert settings == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "site",
        "USER": "wri@ter",
        "PASSWORD": "se/cret",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"pool": True, "sslmode": "verify-full"},
    }


def test_several_hosts_are_passed_on_and_the_writing_one_is_sought():
    settings = database.from_url(
        "postgres://u:p@one:5432,two:5433/site", default_path=DEFAULT
    )

    assert (settings["HOST"], settings["PORT"]) == ("one,two", "5432,5433")
    assert settings["OPTIONS"]["target_session_attrs"] == "read-write"


def test_socket_folder_can_be_the_host():
    settings = database.from_url("postgres://u@%2Frun%2Fpg/site", default_path=DEFAULT)

    assert (settings["HOST"], settings["PORT"]) == ("/run/pg", "")


@pytest.mark.parametrize("url", ["mysql://u:se-cret@h/n", "site.db", "postgre://h/n"])
def test_another_address_is_refused_without_repeating_it(url):
    with pytest.raises(SettingError, match=r"^DATABASE_URL must begin with") as refusal:
        database.from_url(url, default_path=DEFAULT)

    assert url not in str(refusal.value)


def test_sqlite_loses_nothing_and_keeps_nothing_erased(db, tmp_path):
    settings = database.from_url("", default_path=tmp_path / "db.sqlite3")
    connection = ConnectionHandler({"default": settings})["default"]
    names = ("journal_mode", "synchronous", "secure_delete", "temp_store")

    with closing(connection), connection.temporary_connection() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "secure_delete": 1,
        "temp_store": 2,  # MEMORY
    }
