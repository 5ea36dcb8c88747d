"""The check-in, tags and the moment: on their page, on an entry's, and on the way."""

import unicodedata

import pytest
from django.urls import reverse

from journal.domain.check_in import MAX_NAME, MAX_TAGS
from journal.models import Note, Record, Vault
from tests.journal.views.pages import (
    entries_of,
    is_unsaved,
    lock_behind_her_back,
    save,
    seal_of,
    text_on,
    typed,
    unlock,
)

pytestmark = pytest.mark.alike  # domain/test_check_ins.py asks PostgreSQL
CHECK_IN = reverse("journal-check-in")
NOTED = {
    "mood": "2",
    "feelings": ["worried", "far away"],
    "own_feelings": "seasick, like fog",
    "sleep": "hardly",
    "body": "hurting",
    "tags": "work, river",
}
SEEN = ("hard", "worried, far away", "seasick", "Sleep: hardly", "Body: hurting")
NO_WORDS = {"title": "", "text": ""}


def sent(client, address=CHECK_IN, **words):
    return typed(client, address, **words)


def page_of(client, address):
    return client.get(address).content.decode()


def test_check_in_alone_is_saved_and_shown(open_client):
    response = open_client.post(CHECK_IN, sent(open_client, **NOTED))

    page = page_of(open_client, response["Location"])
    for words in SEEN:
        assert words in page, words
    assert "Check-in" in page
    home = page_of(open_client, reverse("journal-home"))
    assert home.count('class="leaf"') == 1
    assert '<span class="tag">river</span>' in home


@pytest.mark.parametrize("mood", ["6", "1"])
def test_one_mark_is_enough(open_client, mood):
    response = open_client.post(CHECK_IN, sent(open_client, mood=mood))

    assert response.status_code == 302


@pytest.mark.parametrize("mood", ["", "0", "7", "x", "²"])
def test_nothing_said_is_refused_with_a_sentence(open_client, mood):
    response = open_client.post(CHECK_IN, sent(open_client, mood=mood))

    assert response.status_code == 422
    assert is_unsaved(response)
    assert 'class="summary"' in response.content.decode()
    assert entries_of(open_client) == []


def test_entry_keeps_what_was_noted_through_editing(open_client):
    address = save(open_client, title="The lift", text="Words.", **NOTED)
    page = page_of(open_client, f"{address}edit/")

    assert page.count(" checked") == 3
    for value in ("seasick, like fog", "work, river"):
        assert f'value="{value}"' in page
    assert '<option value="hardly" selected>' in page


def test_check_in_sent_twice_is_one(open_client):
    once = sent(open_client, **NOTED)

    first, second = (open_client.post(CHECK_IN, once) for _ in "ab")

    assert first["Location"] == second["Location"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tags", ", ".join(f"tag {number}" for number in range(300))),
        ("tags", "x" * (MAX_NAME + 1)),
        ("own_feelings", "x" * (MAX_NAME + 1)),
        ("tags", "a\0b"),
        ("own_feelings", "a\0b"),
        ("day", "2026-02-30"),
        ("day", "0000-01-01"),
        ("time", "25:00"),
        ("sleep", "badly"),
        ("feelings", ["rage"]),
    ],
)
def test_what_cannot_be_stored_is_refused_and_the_words_stay(open_client, name, value):
    words = {"text": "An hour of work.", name: value}

    page = open_client.post(reverse("journal-write"), typed(open_client, **words))

    assert page.status_code == 422
    assert text_on(page) == "An hour of work."
    html = page.content.decode()
    assert "<details" in html
    assert '<details class="more" open>' in html
    if name in {"tags", "own_feelings"}:
        assert f'value="{value}"' in html


def test_sixteen_tags_are_as_many_as_fit(open_client):
    tags = [f"tag {number}" for number in range(MAX_TAGS)]

    address = save(open_client, text="x", tags=",".join(tags))

    assert page_of(open_client, address).count('class="tag"') == MAX_TAGS


def test_tag_with_markup_is_shown_as_text(open_client):
    address = save(open_client, text="x", tags="<b>loud</b>")

    for place in (address, reverse("journal-home"), reverse("journal-filter")):
        page = page_of(open_client, place)
        assert "&lt;b&gt;loud&lt;/b&gt;" in page
        assert "<b>loud" not in page


# --- When it was ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "told"),
    [("2019-02-03", "Sunday, 3 February 2019"), ("0001-01-01", "1 January 0001"),
     ("9999-12-31", "31 December 9999")],
)  # fmt: skip
def test_entry_stands_on_the_day_that_was_chosen(open_client, day, told):
    address = save(open_client, text="Long ago.", day=day, time="23:15")

    assert f"{told}, at 23:15" in page_of(open_client, address)
    page = page_of(open_client, f"{address}edit/")
    assert f'value="{day}"' in page
    assert 'value="23:15"' in page


def test_day_can_be_changed_later(open_client):
    address = save(open_client, text="Words.")
    edit = f"{address}edit/"

    moved = typed(open_client, edit, text="Words.", day="2019-02-03", time="04:05")
    open_client.post(edit, moved)

    assert "3 February 2019, at 04:05" in page_of(open_client, address)


@pytest.mark.parametrize("tail", ["", "edit/"])
def test_time_that_the_clocks_skipped_is_refused_and_the_words_stay(open_client, tail):
    address = save(open_client, text="x", time_zone="Europe/Berlin")
    where = f"{address}edit/" if tail else reverse("journal-write")
    gap = {"text": "An hour of work.", "day": "2026-03-29", "time": "02:30"}

    page = open_client.post(where, typed(open_client, where, **gap))

    assert page.status_code == 422
    assert "put forward past this time" in page.content.decode()
    assert text_on(page) == "An hour of work."
    later = {**gap, "time": "03:30", **seal_of(page)}
    assert open_client.post(where, later).status_code == 302


@pytest.mark.parametrize(
    ("zone", "day", "time"),
    [
        ("Pacific/Kiritimati", "0001-01-01", "00:00"),
        ("Pacific/Pago_Pago", "9999-12-31", "23:59"),
        ("Europe/Berlin", "2026-10-25", "02:30"),  # twice on that night
        ("Asia/Kolkata", "1900-01-01", "00:00"),  # an offset with seconds in it
    ],
)
def test_odd_times_are_kept_and_an_edit_does_not_move_them(
    open_client, zone, day, time
):
    address = save(open_client, text="x", day=day, time=time, time_zone=zone)
    edit = f"{address}edit/"

    for text in ("y", "z"):
        page = page_of(open_client, edit)
        assert (f'value="{day}"' in page, f'value="{time}"' in page) == (True, True)
        sent = typed(open_client, edit, text=text, day=day, time=time)
        assert open_client.post(edit, sent).status_code == 302

    assert f"at {time}" in page_of(open_client, address)
    month = page_of(open_client, reverse("journal-home"))
    assert day[:4] in month


@pytest.mark.parametrize(
    "tag",
    [
        "\u0645\u0631\u062d\u0628\u0627",
        "e\u0301t\u00e9",
        "\U0001f469\u200d\U0001f680",
        "\u202eabc\u202c",
    ],
)
def test_tags_of_any_script_are_kept(open_client, tag):
    address = save(open_client, text="x", tags=tag, own_feelings=tag)

    page = page_of(open_client, f"{address}edit/")

    composed = unicodedata.normalize("NFC", tag)  # one spelling for each name
    assert page.count(f'value="{composed}"') == 2


# --- On the way -----------------------------------------------------------------------


def test_check_in_that_arrives_after_the_lock_is_kept_whole(open_client, passphrase):
    late = sent(open_client, **NOTED, day="2019-02-03", time="04:05")
    lock_behind_her_back()

    response = open_client.post(CHECK_IN, late)

    assert response["Location"].startswith(reverse("journal-unlock"))
    unlock(open_client, passphrase)
    home = page_of(open_client, reverse("journal-home"))
    address = home.split('class="leaf__title"><a href="')[1].split('"')[0]
    page = page_of(open_client, address)
    for words in (*SEEN, "3 February 2019, at 04:05"):
        assert words in page, words
    assert "Written while locked" not in page


def test_autosaved_check_in_is_an_entry_like_the_saved_one(open_client):
    draft = sent(open_client, **NOTED, sequence="1")
    assert open_client.post(reverse("journal-keep"), draft).status_code == 204
    assert Note.objects.count() == 1

    open_client.post(CHECK_IN, {**draft, "sequence": "2"})

    assert Note.objects.count() == 0
    assert entries_of(open_client) == [("", "")]


def test_skipped_time_on_leaving_without_an_inbox_is_written_beside_it(open_client):
    save(open_client, text="x", time_zone="Europe/Berlin")
    gap = {"text": "An hour of work.", "day": "2026-03-29", "time": "02:30"}
    left = typed(open_client, **gap)
    Vault.objects.update(inbox_mac=b"")

    open_client.post(reverse("leave"), left)

    assert Record.objects.count() == 3  # the settings, and two entries


def test_what_cannot_be_kept_is_shown_with_all_that_was_noted(open_client):
    late = sent(open_client, **NOTED, day="2019-02-03")
    Vault.objects.update(inbox_mac=b"")
    lock_behind_her_back()

    response = open_client.post(CHECK_IN, late)

    assert response.status_code == 409
    for words in (*SEEN, "river", "3 February 2019"):
        assert words in response.content.decode(), words


def test_page_that_shows_both_versions_shows_what_was_noted_in_both(open_client):
    edit = save(open_client, text="x", **NOTED) + "edit/"
    one = typed(open_client, edit, text="One.", tags="mine")
    open_client.post(edit, typed(open_client, edit, text="Two.", mood="5", tags="sun"))

    page = open_client.post(edit, one).content.decode()

    assert 'value="mine"' in page
    assert '<span class="tag">sun</span>' in page


def test_page_without_a_mark_is_no_note(open_client):
    open_client.post(reverse("leave"), sent(open_client, mood="0", tags=" , "))

    assert Note.objects.count() == 0
