"""Nothing readable on disk, not for a moment: each file that is opened is seen."""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from tests.journal.views.test_walk import save, written

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
FOUR_MEGABYTES = 4 * 1024 * 1024
TEXT = "A long night. " * (1_400_000 // 14)  # characters; the form takes two million

watched: list[str] | None = None


def _watch(event, arguments):
    if watched is not None and event == "open" and isinstance(arguments[2], int):
        path, _mode, flags = arguments
        if flags & WRITING:
            watched.append(str(path))


sys.addaudithook(_watch)  # stays for the life of the process, and sees all of it


@pytest.fixture
def opened():
    """What was opened for writing, the database's own files left out."""
    global watched  # noqa: PLW0603 -- the hook cannot be given anything
    watched = []
    yield lambda: [path for path in watched or [] if not is_database(path)]
    watched = None


def is_database(path):
    name = Path(str(connection.settings_dict["NAME"])).name
    return Path(path).name in {name, f"{name}-wal", f"{name}-shm", f"{name}-journal"}


def test_watch_sees_a_temporary_file(opened):
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x")

    assert opened()[-1] == file.name


def test_big_save_opens_no_file(open_client, opened):
    arabic = "ليلة طويلة " * 180_000  # four megabytes as UTF-8

    for text in (TEXT, arabic):
        address = save(open_client, text=text)
        assert open_client.get(address).status_code == 200

    assert len(arabic.encode()) > 3.4 * 1024 * 1024
    assert opened() == []


def test_big_text_that_arrives_late_opens_no_file(open_client, opened):
    sent = written(open_client, text=TEXT)
    open_client.post(reverse("journal-lock"))

    open_client.post(reverse("journal-write"), sent)

    assert opened() == []


def test_file_that_nobody_asked_for_is_not_laid_on_the_disk(open_client, opened):
    sent = written(open_client, text="Short.")
    big = SimpleUploadedFile("night.txt", b"x" * FOUR_MEGABYTES)

    response = open_client.post(reverse("journal-write"), {**sent, "upload": big})

    assert response.status_code == 302
    assert opened() == []


def test_text_beyond_the_limit_opens_no_file(open_client, opened):
    sent = written(open_client, text="x" * (25 * 1024 * 1024))

    response = open_client.post(reverse("journal-write"), sent)

    assert response.status_code == 413
    assert opened() == []


@pytest.mark.django_db
def test_database_keeps_its_own_scratch_in_memory():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's scratch files are the server's")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA temp_store")

        assert cursor.fetchone() == (2,)
