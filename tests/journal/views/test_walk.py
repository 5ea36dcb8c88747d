"""The main job through Django's test client; the browser tests do it again for real."""

import re

from django.urls import reverse

from journal.models import Note, Record

WORDS = {
    "title": "The lift",
    "text": "I took the stairs.",
    "time_zone": "Europe/Berlin",
}


def hidden(response, name):
    html = response.content.decode()
    return re.search(rf'name="{name}" value="([^"]*)"', html).group(1)


def written(client, **words):
    page = client.get(reverse("journal-write"))
    seal = {name: hidden(page, name) for name in ("ticket", "origin")}
    return {**WORDS, **words, **seal}


def save(client, **words):
    response = client.post(reverse("journal-write"), written(client, **words))
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def test_writes_reads_edits_and_deletes(open_client):
    address = save(open_client)

    page = open_client.get(address).content.decode()
    assert "The lift" in page
    assert "I took the stairs." in page
    assert "The lift" in open_client.get(reverse("journal-home")).content.decode()

    edit = open_client.get(address + "edit/")
    seal = {name: hidden(edit, name) for name in ("ticket", "origin")}
    response = open_client.post(
        address + "edit/", {"title": "The stairs", "text": "Down too.", **seal}
    )
    assert response["Location"] == address
    assert "Down too." in open_client.get(address).content.decode()

    assert "The stairs" in open_client.get(address + "erase/").content.decode()
    response = open_client.post(address + "erase/")
    assert response["Location"] == reverse("journal-home")
    assert open_client.get(address).status_code == 404


def test_lock_then_unlock_leads_back(open_client, passphrase):
    address = save(open_client)
    open_client.post(reverse("journal-lock"))

    closed = open_client.get(address)
    assert closed["Location"] == f"{reverse('journal-unlock')}?next=" + address.replace(
        "/", "%2F"
    )

    response = open_client.post(
        reverse("journal-unlock"), {"passphrase": passphrase, "next": address}
    )
    assert response["Location"] == address
    assert open_client.get(address).status_code == 200


def test_wrong_passphrase_says_so_and_opens_nothing(open_client):
    open_client.post(reverse("journal-lock"))

    response = open_client.post(reverse("journal-unlock"), {"passphrase": "not these"})

    assert response.status_code == 422
    assert "did not open it" in response.content.decode()
    assert open_client.get(reverse("journal-home")).status_code == 302


def test_words_posted_to_a_locked_journal_are_kept_and_come_back(
    open_client, passphrase
):
    save(open_client)
    sent = written(open_client, text="Typed while it locked.")
    open_client.post(reverse("journal-lock"))

    kept = open_client.post(reverse("journal-write"), sent)

    assert kept["Location"] == f"{reverse('journal-unlock')}?kept=1"
    (note,) = Note.objects.all()
    assert b"Typed while" not in bytes(note.sealed)
    open_client.post(reverse("journal-unlock"), {"passphrase": passphrase})
    assert "Typed while it locked." in open_client.get("/journal/").content.decode()
    assert Note.objects.count() == 0
    assert "Written while locked" not in open_client.get("/journal/").content.decode()


def test_leaving_with_words_on_the_page_keeps_them(open_client, alice, passphrase):
    sent = written(open_client, text="In the middle of a")

    left = open_client.post(reverse("leave"), sent)

    assert left.status_code in {200, 303}
    assert Note.objects.count() == 1
    assert open_client.get("/journal/").status_code == 302
    open_client.force_login(alice)
    open_client.post(reverse("journal-unlock"), {"passphrase": passphrase})
    assert "In the middle of a" in open_client.get("/journal/").content.decode()


def test_another_persons_entry_is_404(open_client, carol_client):
    address = save(open_client)
    carol_client.post(
        "/journal/start/", {"offered": "x", "choice": "own", "own": "carols own words"}
    )

    for tail in ("", "edit/", "erase/"):
        assert carol_client.get(address + tail).status_code == 404
        assert carol_client.post(address + tail).status_code in {404, 405}
    assert Record.objects.filter(id=address.split("/")[2]).exists()


def test_signed_out_leads_to_sign_in(client, db):
    response = client.get(reverse("journal-home"))

    assert response["Location"] == "/account/login/?next=/journal/"
