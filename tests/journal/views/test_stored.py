"""The page that shows a row beside its words."""

from django.urls import reverse

from journal.models import Record
from tests.journal.views.test_walk import save


def stored_page(client, address):
    return client.get(f"{address}stored/")


def test_page_shows_the_row_beside_the_words(open_client):
    address = save(open_client)

    html = stored_page(open_client, address).content.decode()

    row = Record.objects.get(id=address.split("/")[2])
    for shown in (
        "The lift",
        "I took the stairs.",
        str(row.id),
        str(row.vault_id),
        bytes(row.header)[:512].hex(" ", -4),
        bytes(row.body)[:512].hex(" ", -4),
    ):
        assert shown in html
    assert f'href="{address}stored/"' in open_client.get(address).content.decode()


def test_page_of_a_changed_entry_says_that_it_does_not_open(open_client):
    address = save(open_client)
    Record.objects.filter(id=address.split("/")[2]).update(header=b"nothing")

    assert stored_page(open_client, address).status_code == 409


def test_page_is_closed_with_the_journal(open_client):
    address = save(open_client)
    open_client.post(reverse("journal-lock"))

    response = stored_page(open_client, address)

    assert response["Location"].startswith(reverse("journal-unlock"))


def test_page_of_another_writer_is_404(open_client, carol_client):
    address = save(open_client)
    carol_client.post(
        "/journal/start/", {"offered": "x", "choice": "own", "own": "carols own words"}
    )

    assert stored_page(carol_client, address).status_code == 404


def test_page_for_somebody_signed_out_leads_to_sign_in(open_client, client):
    address = save(open_client)

    response = stored_page(client, address)

    assert response["Location"] == f"/account/login/?next={address}stored/"
