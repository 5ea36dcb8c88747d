"""A copy of the database holds no usable session."""

import json
from datetime import UTC, datetime

from django.db import connection
from django.test import Client

from recovery_site.accounts.models import Session
from recovery_site.accounts.sessions import SessionStore, rounded_up, row_key


def test_row_names_no_cookie_and_shows_no_body(alice_client, alice):
    value = alice_client.cookies["session"].value
    store = SessionStore(value)
    store["words"] = "a sentence that could leak"
    store.save()

    row = Session.objects.get(user=alice)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_session")
        dump = json.dumps([str(cell) for cell in cursor.fetchone()])

    assert SessionStore(value)["words"] == "a sentence that could leak"
    assert row.session_key == row_key(value)
    assert value not in dump
    assert "sentence" not in dump


def test_length_of_a_body_does_not_tell_what_is_in_it(alice_client):
    store = SessionStore(alice_client.cookies["session"].value)
    lengths = set()

    for words in ("", "a", "a prompt that waits " * 10):
        store["words"] = words
        lengths.add(len(store.encode(dict(store.items()))))

    assert len(lengths) == 1
    assert store.decode(store.encode({"words": "a"})) == {"words": "a"}


def test_stored_key_as_cookie_opens_nothing(alice_client, alice):
    stolen = Session.objects.get(user=alice).session_key

    thief = Client()
    thief.cookies["session"] = stolen

    assert thief.get("/account/2fa/").status_code == 302


def test_body_moved_to_another_row_is_an_empty_session(alice_client, carol_client):
    mine = alice_client.cookies["session"].value
    theirs = carol_client.cookies["session"].value
    row = Session.objects.get(session_key=row_key(theirs))
    row.session_data = Session.objects.get(session_key=row_key(mine)).session_data
    row.save()

    assert SessionStore(theirs).load() == {}


def test_expiry_is_rounded_up_to_ten_minutes(alice_client, alice):
    moment = datetime(2026, 5, 3, 10, 1, 7, tzinfo=UTC)

    assert rounded_up(moment) == datetime(2026, 5, 3, 10, 10, tzinfo=UTC)
    row = Session.objects.get(user=alice)
    assert (row.expire_date.minute % 10, row.expire_date.second) == (0, 0)


def test_deleting_a_session_ends_it(alice_client, alice):
    Session.objects.filter(user=alice).delete()

    response = alice_client.get("/account/2fa/")

    assert response.status_code == 302
