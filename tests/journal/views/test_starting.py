"""Beginning a journal: drawn words, words of one's own, and words that will not do."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from journal.models import Slot, Vault
from tests.conftest import PASSWORD
from tests.journal.views.pages import hidden, unlock

HOME = "/journal/"


def drawn_words(client):
    return hidden(client.get(reverse("journal-start")), "offered")


def test_six_drawn_words_open_the_journal(alice_client):
    words = drawn_words(alice_client)
    sent = {"offered": words, "choice": "offered", "own": ""}

    response = alice_client.post(reverse("journal-start"), sent)

    assert len(words.split()) == 6
    assert response["Location"] == reverse("journal-code")
    alice_client.post(reverse("journal-lock"))
    assert unlock(alice_client, words)["Location"] == HOME
    assert alice_client.get(HOME).status_code == 200


def test_words_are_drawn_anew_each_time(alice_client):
    assert drawn_words(alice_client) != drawn_words(alice_client)


@pytest.mark.parametrize(
    "sent",
    [
        {"choice": "offered", "offered": "six words that nobody drew here"},
        {"choice": "offered", "offered": ""},
        {"choice": "own", "offered": "x", "own": ""},
        {"choice": "own", "offered": "x", "own": "short"},
        {"choice": "own", "offered": "x", "own": "            "},
        {"choice": "own", "offered": "x", "own": "a" * 1025},
        pytest.param(
            {"choice": "own", "offered": "x", "own": "qwerty123456"},
        ),
        {"choice": "own", "offered": "x", "own": PASSWORD},
        {"choice": "own", "offered": "x", "own": "a\x00bcdefghijklm"},
        {"choice": "none", "offered": "x", "own": "twelve letters or more"},
        {},
    ],
)
def test_weak_or_changed_words_begin_nothing(alice_client, sent):
    response = alice_client.post(reverse("journal-start"), sent)

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert Vault.objects.count() == 0


def test_page_is_no_place_to_guess_the_password_at(alice_client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "2/m/user"}
    cache.clear()
    sent = {"choice": "own", "offered": ""}  # so that nothing begins, whatever is tried

    pages = [
        alice_client.post(reverse("journal-start"), {**sent, "own": tried})
        for tried in ("the first guess", "the second guess", PASSWORD)
    ]

    told = [page.content.decode() for page in pages]
    assert ["try again in a minute" in each for each in told] == [False, False, True]
    assert ["you sign in with. Please" in each for each in told] == [False] * 3


def test_name_is_no_passphrase(client, django_user_model):
    client.force_login(
        django_user_model.objects.create_user("marigold-in-june", password=PASSWORD)
    )

    response = client.post(
        reverse("journal-start"),
        {"offered": "x", "choice": "own", "own": "Marigold-in-June"},
    )

    assert response.status_code == 422


def test_journal_is_begun_once(open_client):
    slots = list(Slot.objects.order_by("pk").values_list("sealed", flat=True))

    for send in (open_client.get, open_client.post):
        assert send(reverse("journal-start"))["Location"] == HOME

    assert list(Slot.objects.order_by("pk").values_list("sealed", flat=True)) == slots
