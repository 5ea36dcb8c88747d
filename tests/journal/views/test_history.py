"""Pages of earlier versions: list, one, put back, undo, drop."""

import html
import re

import pytest
from django.urls import reverse

from journal.models import Version
from tests.journal.views.pages import begin, save, stored, typed, unlock

pytestmark = pytest.mark.alike  # domain/test_history.py asks PostgreSQL
TEXTS = ["I took the stairs.", "I took the lift.", "I took the lift, twice."]


@pytest.fixture
def address(open_client):
    """Save an entry three times; return its address."""
    address = save(open_client, title="The lift", text=TEXTS[0])
    for text in TEXTS[1:]:
        change(open_client, address, text)
    return address


def change(client, address, text):
    sent = typed(client, f"{address}edit/", title="The lift", text=text)
    return client.post(f"{address}edit/", sent)


def shown(client, address):
    return html.unescape(client.get(address).content.decode())


def restore(client, address, revision, base):
    return client.post(f"{address}history/{revision}/restore/", {"base": base})


def test_entry_leads_to_its_versions_newest_first(open_client, address):
    assert "Earlier versions (2)" in shown(open_client, address)

    page = shown(open_client, f"{address}history/")

    found = re.findall(rf'href="{address}history/(\d+)/"', page)
    assert found == ["2", "1"]


def test_entry_without_versions_offers_none(open_client):
    address = save(open_client, text="One line.")

    assert "Earlier versions" not in shown(open_client, address)
    assert "There are none." in shown(open_client, f"{address}history/")
    assert open_client.get(f"{address}history/drop/").status_code == 404


def test_version_is_readable_and_compared(open_client, address):
    page = shown(open_client, f"{address}history/1/")

    assert TEXTS[0] in page
    assert re.search(r"<del><span[^>]*>\(taken out: </span>stairs\.", page)
    assert re.search(r"<ins><span[^>]*>\(added: </span>lift, twice\.", page)


def test_version_of_markup_is_shown_as_words(open_client, address):
    change(open_client, address, "<b>bold</b>")

    change(open_client, address, "plain")

    page = open_client.get(f"{address}history/4/").content.decode()
    assert "<b>bold" not in page
    assert "&lt;b&gt;bold" in page


def test_version_that_never_was_is_404(open_client, address):
    for number in (0, 3, 10**30):
        assert open_client.get(f"{address}history/{number}/").status_code == 404
        assert restore(open_client, address, number, 3).status_code == 404


def test_restored_version_is_the_entry_and_can_be_undone(open_client, address):
    response = restore(open_client, address, 1, 3)

    assert response["Location"] == address
    page = shown(open_client, address)
    assert "Put back." in page
    assert TEXTS[0] in page
    assert f'action="{address}history/3/restore/"' in page
    restore(open_client, address, 3, 4)
    assert stored(open_client, address) == ("The lift", TEXTS[2])


def test_undo_stands_beside_the_message_after_saving_alone(open_client, address):
    open_client.get(address)
    change(open_client, address, "By mistake.")

    first, second = shown(open_client, address), shown(open_client, address)

    assert "Saved and sealed." in first
    assert f'action="{address}history/3/restore/"' in first
    assert ">Undo<" not in second
    restore(open_client, address, 3, 4)
    assert stored(open_client, address) == ("The lift", TEXTS[2])


def test_new_entry_offers_no_undo(open_client):
    address = save(open_client, text="One line.")

    assert ">Undo<" not in shown(open_client, address)


@pytest.mark.parametrize("base", ["2", "", "x", "9" * 40])
def test_restoring_over_a_change_from_elsewhere_says_so(open_client, address, base):
    response = restore(open_client, address, 1, base)

    assert response["Location"] == f"{address}history/"
    assert "nothing was put back" in shown(open_client, f"{address}history/")
    assert stored(open_client, address) == ("The lift", TEXTS[2])


def test_later_save_keeps_what_another_device_saved(open_client, address):
    late = typed(open_client, f"{address}edit/", title="The lift", text="From here.")
    change(open_client, address, "From there.")
    conflict = open_client.post(f"{address}edit/", late)
    assert conflict.status_code == 409
    seal = {
        name: re.search(rf'name="{name}" value="([^"]*)"', conflict.content.decode())[1]
        for name in ("ticket", "origin")
    }

    open_client.post(f"{address}edit/", {**late, **seal})

    assert stored(open_client, address) == ("The lift", "From here.")
    assert "From there." in shown(open_client, f"{address}history/4/")


def test_versions_are_deleted_after_a_question(open_client, address):
    assert "Delete 2 versions" in shown(open_client, f"{address}history/drop/")
    assert Version.objects.count() == 2

    response = open_client.post(f"{address}history/drop/")

    assert response["Location"] == address
    assert Version.objects.count() == 0
    assert stored(open_client, address) == ("The lift", TEXTS[2])


def test_removed_and_changed_versions_are_told_calmly(open_client, address):
    Version.objects.filter(revision=1).delete()
    Version.objects.filter(revision=2).update(header=b"nothing", body=b"nothing")

    page = shown(open_client, f"{address}history/")

    assert "A version is missing" in page
    assert "This version does not open" in page
    for number in (1, 2):
        assert open_client.get(f"{address}history/{number}/").status_code == 302
        assert restore(open_client, address, number, 3).status_code == 302
    assert stored(open_client, address) == ("The lift", TEXTS[2])


def test_another_writer_sees_and_changes_nothing(open_client, carol_client, address):
    begin(carol_client)

    for tail in ("history/", "history/1/", "history/drop/"):
        assert carol_client.get(address + tail).status_code == 404
    assert restore(carol_client, address, 1, 3).status_code == 404
    assert carol_client.post(f"{address}history/drop/").status_code == 404
    assert Version.objects.count() == 2


def test_locked_journal_shows_and_changes_nothing(open_client, address, passphrase):
    open_client.post(reverse("journal-lock"))

    for response in (
        open_client.get(f"{address}history/1/"),
        restore(open_client, address, 1, 3),
        open_client.post(f"{address}history/drop/"),
    ):
        assert response["Location"].startswith(reverse("journal-unlock"))
    unlock(open_client, passphrase)
    assert stored(open_client, address) == ("The lift", TEXTS[2])
    assert Version.objects.count() == 2
