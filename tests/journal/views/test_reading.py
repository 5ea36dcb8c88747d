"""The timeline, one entry, and the page that names what changed."""

from itertools import chain

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.models import ManifestBlock, Record, Slot, Vault
from tests.journal.plenty import fill
from tests.journal.views.pages import entries_of, save

HOME_QUERIES = 10  # session, account, unlock row, two blocks, a page of rows, ...


@pytest.fixture
def still_clock(monkeypatch):
    """Stop Django's clock: touching the open row, once a minute, is a query more."""
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.mark.parametrize("count", [1, 30])
def test_timeline_costs_the_same_for_one_entry_and_for_thirty(
    still_clock, open_client, alices, django_assert_num_queries, count
):
    fill(alices, count)
    open_client.get(reverse("journal-home"))  # the messages of saving are shown once

    with django_assert_num_queries(HOME_QUERIES):
        response = open_client.get(reverse("journal-home"))

    assert response.content.decode().count('class="leaf"') == min(count, 20)


def test_pages_of_the_timeline_hold_every_entry_once(open_client):
    texts = [f"Line {number:02}" for number in range(25)]
    for text in texts:
        save(open_client, text=text)

    pages = [
        open_client.get(reverse("journal-home"), {"page": number}).content.decode()
        for number in (1, 2)
    ]

    found = [[text for text in texts if text in page] for page in pages]
    assert [len(each) for each in found] == [20, 5]
    assert sorted(chain.from_iterable(found)) == texts
    assert ["?page=2" in pages[0], "?page=3" in pages[1]] == [True, False]


@pytest.mark.parametrize(
    "number", ["0", "-1", "x", "", "1.5", "99999999999999999999", "\u0662", "1" * 5000]
)
def test_strange_page_number_is_no_error(open_client, number):
    save(open_client, text="One line.")

    response = open_client.get(reverse("journal-home"), {"page": number})

    assert response.status_code == 200


def test_empty_journal_invites_to_write(open_client):
    page = open_client.get(reverse("journal-home")).content.decode()

    assert "One line is enough to begin." in page


def test_entry_shows_its_words_escaped(open_client):
    address = save(
        open_client, title="<b>T</b>", text="<script>x</script>\n\nTwo & three"
    )

    page = open_client.get(address).content.decode()

    assert "<script>x" not in page
    assert "<b>T</b>" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<p>Two &amp; three</p>" in page


def test_titles_stand_in_no_address_and_in_no_page_title(open_client):
    address = save(open_client, title="Ochre", text="x")

    page = open_client.get(address).content.decode()

    assert "<title>Entry" in page
    assert "Ochre" not in address


def test_missing_and_changed_entries_are_named_on_the_timeline(open_client):
    missing, changed, _kept = (save(open_client, title=t, text="x") for t in "abc")
    Record.objects.filter(id=missing.split("/")[2]).delete()
    Record.objects.filter(id=changed.split("/")[2]).update(header=b"nothing")

    page = open_client.get(reverse("journal-home")).content.decode()

    assert page.count("An entry of this day is missing") == 1
    assert page.count("This entry does not open") == 1
    assert page.count('class="leaf"') == 3


def remove_block():
    ManifestBlock.objects.all().delete()


def spoil_head():
    Vault.objects.update(manifest_head=b"nothing")


def remove_slot():
    Slot.objects.filter(kind=Slot.Kind.RECOVERY).delete()


def remove_settings():
    Record.objects.order_by("revision").all().delete()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (remove_block, "The list itself was changed"),
        (spoil_head, "The list itself was changed"),
        (remove_slot, "A way to open this journal was added or removed"),
        (remove_settings, "is missing"),
    ],
)
def test_check_names_what_changed_and_is_silent_once_it_was_seen(
    open_client, harm, words
):
    save(open_client, text="One line.")
    harm()

    page = open_client.get(reverse("journal-check"))
    assert page.status_code == 200
    assert words in page.content.decode()

    assert open_client.post(reverse("journal-check"))["Location"] == "/journal/"
    assert (
        "All is as you left it" in open_client.get("/journal/check/").content.decode()
    )


def test_check_says_that_all_is_well(open_client):
    page = open_client.get(reverse("journal-check")).content.decode()

    assert "All is as you left it" in page


@pytest.mark.parametrize("harm", [remove_block, spoil_head])
def test_changed_list_leads_to_the_check_and_reading_and_writing_go_on(
    open_client, harm
):
    address = save(open_client, title="Before", text="One line.")
    harm()

    assert open_client.get(reverse("journal-home"))["Location"] == "/journal/check/"
    assert "One line." in open_client.get(address).content.decode()
    after = save(open_client, title="After", text="Two lines.")
    assert "Two lines." in open_client.get(after).content.decode()
    open_client.post(reverse("journal-check"))
    assert entries_of(open_client) == [("After", "Two lines."), ("Before", "One line.")]


@pytest.mark.parametrize("name", ["journal-home", "journal-code"])
def test_reading_page_takes_no_post(open_client, name):
    assert open_client.post(reverse(name)).status_code == 405
