"""Words that arrive at a closed door, or that no entry takes: none is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from journal.forms.entry import MAX_TEXT
from journal.models import Record
from tests.journal.views.pages import (
    entries_of,
    hidden,
    lock_behind_her_back,
    save,
    seal_of,
    text_on,
    title_on,
    typed,
    unlock,
)

TOO_MUCH = {
    "null byte": {"title": "Before", "text": "a\x00b"},
    "null byte in title": {"title": "a\x00b", "text": "The words."},
    "long title": {"title": "t" * 10_000, "text": "The words."},
    "long text": {"title": "Long", "text": "w" * (MAX_TEXT + 1)},
}


@pytest.mark.parametrize("sent", TOO_MUCH.values(), ids=TOO_MUCH)
def test_words_that_no_entry_takes_are_not_lost_when_it_had_locked(
    open_client, passphrase, sent
):
    sent = typed(open_client, **sent)
    lock_behind_her_back()

    response = open_client.post(reverse("journal-write"), sent)

    if response.status_code == 302:
        unlock(open_client, passphrase)
        ((title, text),) = entries_of(open_client)
        # A title that is too long goes on in the text; no word is lost.
        assert squeezed(sent["title"]) in squeezed(title + text)
        assert text.endswith(sent["text"])
    else:
        assert (title_on(response), text_on(response)) == (sent["title"], sent["text"])


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("sent", TOO_MUCH.values(), ids=TOO_MUCH)
def test_dropping_the_prompt_leaves_every_word(open_client, sent):
    prompt = {"prompt_text": "A step?", "prompt_source": "", "prompt_depth": "steady"}
    sent = typed(open_client, **sent, **prompt, prompt="none")

    response = open_client.post(reverse("journal-write"), sent)

    assert (title_on(response), text_on(response)) == (sent["title"], sent["text"])
    assert "A step?" not in response.content.decode()


def strict(client):
    """Return the same browser, with Django's CSRF check as in earnest."""
    checked = Client(enforce_csrf_checks=True)
    checked.cookies = client.cookies
    return checked


def test_wrong_token_with_a_ticket_keeps_the_words(open_client, passphrase):
    sent = typed(open_client, text="After an hour.", csrfmiddlewaretoken="x" * 64)

    response = strict(open_client).post(reverse("journal-write"), sent)

    assert response["Location"] == f"{reverse('journal-unlock')}?kept=1"
    open_client.post(reverse("journal-waiting"))
    assert entries_of(open_client) == [("", "After an hour.")]


def test_wrong_token_without_a_ticket_is_refused(open_client):
    response = strict(open_client).post(reverse("journal-write"), {"text": "x"})

    assert response.status_code == 403
    assert entries_of(open_client) == []


def test_wrong_token_and_ticket_show_the_words_and_write_nothing(open_client):
    sent = {"text": "After an hour.", "title": "T", "ticket": "stale"}

    response = strict(open_client).post(reverse("journal-write"), sent)

    assert entries_of(open_client) == []
    assert response.status_code == 409
    assert (title_on(response), text_on(response)) == ("T", "After an hour.")


def test_right_token_is_let_in(open_client):
    page = open_client.get(reverse("journal-write"))
    token = hidden(page, "csrfmiddlewaretoken")

    response = strict(open_client).post(
        reverse("journal-write"),
        {"text": "x", "csrfmiddlewaretoken": token, **seal_of(page)},
    )

    assert response.status_code == 302


@pytest.mark.parametrize("target", ["journal-write", "journal-lock", "journal-keep"])
def test_session_that_ended_meanwhile_keeps_the_words(
    open_client, alice, passphrase, target
):
    page = open_client.get(reverse("journal-write"))
    token = hidden(page, "csrfmiddlewaretoken")
    sent = {"text": "Late.", "csrfmiddlewaretoken": token, **seal_of(page)}
    alice.sessions.all().delete()

    response = strict(open_client).post(reverse(target), sent)

    assert response.status_code in {200, 204}
    open_client.force_login(alice)
    unlock(open_client, passphrase)
    assert entries_of(open_client) == [("", "Late.")]


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("journal-write", "journal-write"),
        ("journal-write", "journal-lock"),
        ("journal-write", "journal-unlock"),
        ("journal-drop", "journal-drop"),
        ("journal-drop", "journal-lock"),
    ],
)
def test_password_changed_on_another_device_keeps_the_words(
    open_client, alice, passphrase, page, target
):
    form = open_client.get(reverse(page))
    token = hidden(form, "csrfmiddlewaretoken")
    sent = {"text": "Late.", "csrfmiddlewaretoken": token, **seal_of(form)}
    # The session's row stays, so the token is right; who has signed in is nobody.
    alice.set_password("eight louder herons")
    alice.save()

    response = strict(open_client).post(reverse(target), sent)

    assert response.status_code == 200
    assert "is sealed and waits inside" in response.content.decode()
    open_client.force_login(alice)
    unlock(open_client, passphrase)
    assert entries_of(open_client) == [("", "Late.")]


def test_signing_in_again_in_another_tab_keeps_the_words(
    open_client, alice, passphrase
):
    page = open_client.get(reverse("journal-write"))
    token = hidden(page, "csrfmiddlewaretoken")
    sent = {"text": "Late.", "csrfmiddlewaretoken": token, **seal_of(page)}
    open_client.post(reverse("account_logout"))
    open_client.force_login(alice)

    response = strict(open_client).post(reverse("journal-write"), sent)

    assert response["Location"] == f"{reverse('journal-unlock')}?kept=1"
    unlock(open_client, passphrase)
    assert entries_of(open_client) == [("", "Late.")]


@pytest.mark.parametrize(
    "damage", [{"ticket": ""}, {"ticket": "stale"}, {"ticket": "A" * 202}]
)
def test_locked_and_without_a_ticket_that_holds_the_words_stay_on_the_page(
    open_client, damage
):
    sent = {**typed(open_client, title="T", text="An hour."), **damage}
    lock_behind_her_back()

    response = open_client.post(reverse("journal-write"), sent)

    assert response.status_code == 409
    assert (title_on(response), text_on(response)) == ("T", "An hour.")


def test_full_inbox_leaves_the_words_on_the_page(open_client, settings):
    settings.JOURNAL_NOTES_MAXIMUM = 0
    sent = typed(open_client, title="T", text="An hour.")
    lock_behind_her_back()

    response = open_client.post(reverse("journal-write"), sent)

    assert response.status_code == 409
    assert text_on(response) == "An hour."


def test_edit_after_the_lock_comes_back_as_the_edit_it_was(open_client, passphrase):
    address = save(open_client, title="First", text="Words.")
    sent = typed(open_client, f"{address}edit/", title="First", text="Later words.")
    lock_behind_her_back()

    response = open_client.post(f"{address}edit/", sent)

    assert response["Location"] == f"{reverse('journal-unlock')}?kept=1"
    unlock(open_client, passphrase)
    assert entries_of(open_client) == [("First", "Later words.")]


def test_prompt_travels_with_the_words_through_the_lock(open_client, passphrase):
    prompt = {"prompt_text": "A step?", "prompt_source": "On waking"}
    sent = typed(open_client, text="An answer.", **prompt)
    lock_behind_her_back()
    open_client.post(reverse("journal-write"), sent)
    unlock(open_client, passphrase)

    every = Record.objects.values_list("id", flat=True)
    pages = [open_client.get(reverse("entry", args=[pk])) for pk in every]
    assert ["A step?" in page.content.decode() for page in pages].count(True) == 1
