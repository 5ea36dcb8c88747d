"""The page one writes on: whatever is typed is saved, or stands there still."""

import re
import unicodedata
from uuid import uuid4

import pytest
from django.urls import reverse

from journal.forms.entry import MAX_TEXT, MAX_TITLE
from journal.models import Note, Record
from tests.journal.views.pages import (
    begin,
    entries_of,
    hidden,
    save,
    seal_of,
    stored,
    text_on,
    title_on,
    typed,
)

KEPT_WORDS = {
    "emoji": "\U0001f469\u200d\U0001f680 \U0001f1e9\U0001f1ea \U0001f44d\U0001f3fd",
    "right to left": "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc \u202eabc\u202c",
    "combining": "e\u0301 " + "a" + "\u0301" * 60 + " \u1112\u1161\u11ab",
    "composed": unicodedata.normalize("NFC", "e\u0301 \u1112\u1161\u11ab"),
    "markup": "<script>alert(1)</script> & &amp; \"'` {{ x }} {% now %}",
    "separators": "a\u2028b\u2029c\u00a0d\u200be\ufefff\tg",
    "spaces": "  two before\n\n\n  and after  \n ",
    "control": "a\x01b\x1bc\x7fd",
    "astral": "\U00010348\U0002a6d6",
    "one letter": "a",
    "like a field": "ticket=abc&origin=def\r--boundary",
}  # fmt: skip
# What is another in every answer: the form's seal and the token against forgery.
CHANGING = re.compile(r'name="(?:ticket|origin|csrfmiddlewaretoken)" value="[^"]*"')
MEGABYTE = "All work and a little play. " * 37_500
ARABIC = "\u0645" * 1_000_000


@pytest.mark.parametrize("text", KEPT_WORDS.values(), ids=KEPT_WORDS)
def test_words_come_back_as_they_were_typed(open_client, text):
    address = save(open_client, title="T", text=text)

    assert stored(open_client, address) == ("T", text)
    assert open_client.get(address).status_code == 200
    assert entries_of(open_client) == [("T", text)]


@pytest.mark.parametrize("title", KEPT_WORDS.values(), ids=KEPT_WORDS)
def test_title_comes_back_but_for_the_space_around_it(open_client, title):
    if title == KEPT_WORDS["spaces"]:
        title = "  spaces around  "
    address = save(open_client, title=title, text="x")

    assert stored(open_client, address) == (title.strip(), "x")


LONG_WORDS = {
    "megabyte": MEGABYTE,
    "arabic": ARABIC,
    "emoji": "\U0001f469\u200d\U0001f680" * 100_000,
    "combining": "a" + "\u0301" * 500_000,
}


@pytest.mark.parametrize("text", LONG_WORDS.values(), ids=LONG_WORDS)
def test_long_words_are_saved_whole(open_client, text):
    address = save(open_client, text=text)

    assert stored(open_client, address)[1] == text


def test_line_endings_become_one_kind(open_client):
    address = save(open_client, text="one\r\ntwo\nthree\r\n\r\nfour")

    assert stored(open_client, address)[1] == "one\ntwo\nthree\n\nfour"


REFUSED = {
    "nothing at all": {"title": "", "text": ""},
    "only spaces": {"title": " ", "text": " \n\u00a0 "},
    "null byte": {"title": "Before", "text": "a\x00b"},
    "null byte in title": {"title": "a\x00b", "text": "The words."},
    "long title": {"title": "t" * 10_000, "text": "The words."},
    "long text": {"title": "Long", "text": "w" * (MAX_TEXT + 1)},
    "unknown zone": {"title": "T", "text": "x", "time_zone": "Mars/Olympus"},
}


@pytest.mark.parametrize("sent", REFUSED.values(), ids=REFUSED)
def test_bad_input_says_so_and_the_words_stand_there_still(open_client, sent):
    response = open_client.post(reverse("journal-write"), typed(open_client, **sent))

    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert (title_on(response), text_on(response)) == (sent["title"], sent["text"])
    assert entries_of(open_client) == []


@pytest.mark.parametrize("sent", REFUSED.values(), ids=REFUSED)
def test_bad_edit_says_so_and_the_words_stand_there_still(open_client, sent):
    address = save(open_client, title="First", text="Words.")
    sent = {name: text for name, text in sent.items() if name != "time_zone"}
    if sent["text"] == "x":
        return

    response = open_client.post(
        f"{address}edit/", typed(open_client, f"{address}edit/", **sent)
    )

    assert response.status_code == 422
    assert (title_on(response), text_on(response)) == (sent["title"], sent["text"])
    assert f'action="{address}edit/"' in response.content.decode()
    assert stored(open_client, address) == ("First", "Words.")


def test_refused_page_can_be_mended_and_saved_as_one_entry(open_client):
    sent = typed(open_client, title="t" * (MAX_TITLE + 1), text="The words.")
    page = open_client.post(reverse("journal-write"), sent)

    mended = {"title": "t", "text": text_on(page), **seal_of(page)}
    response = open_client.post(reverse("journal-write"), mended)

    assert response.status_code == 302
    assert entries_of(open_client) == [("t", "The words.")]


def test_form_sent_twice_is_one_entry(open_client):
    sent = typed(open_client, title="Once", text="One line.")

    first, second = (open_client.post(reverse("journal-write"), sent) for _ in "ab")

    assert first["Location"] == second["Location"]
    assert entries_of(open_client) == [("Once", "One line.")]


def test_page_without_any_ticket_is_saved_nevertheless(open_client):
    response = open_client.post(reverse("journal-write"), {"text": "No ticket."})

    assert response.status_code == 302
    assert entries_of(open_client) == [("", "No ticket.")]


def test_save_and_go_on_stays_on_the_page(open_client):
    sent = typed(open_client, text="More to come.", go="on")

    response = open_client.post(reverse("journal-write"), sent)

    assert response["Location"].endswith("/edit/")
    assert text_on(open_client.get(response["Location"])) == "More to come."


@pytest.mark.parametrize("zone", ["Asia/Kolkata", ""], ids=["told", "not told"])
def test_zone_is_asked_once_and_settings_go_on_offering_it(open_client, zone):
    pages = reverse("journal-write"), reverse("journal-check-in")
    for page in pages:
        assert 'name="time_zone"' in open_client.get(page).content.decode()

    save(open_client, text="x", time_zone=zone)

    for page in pages:
        assert 'name="time_zone"' not in open_client.get(page).content.decode()
    settings = open_client.get(reverse("journal-settings")).content.decode()
    assert f'<option value="{zone}" selected>' in settings


def test_zone_that_another_device_chose_is_not_taken_back(open_client):
    sent = typed(open_client, text="x", time_zone="")
    save(open_client, text="y", time_zone="Asia/Kolkata")

    open_client.post(reverse("journal-write"), sent)

    settings = open_client.get(reverse("journal-settings")).content.decode()
    assert '<option value="Asia/Kolkata" selected>' in settings


def two_tabs(client):
    """Open one entry in two tabs, and save in the second."""
    address = save(client, title="First", text="Words.")
    edit = f"{address}edit/"
    one = typed(client, edit, title="Tab one", text="From tab one.")
    two = typed(client, edit, title="Tab two", text="From tab two.")
    assert client.post(edit, two).status_code == 302
    return address, edit, one


def test_two_tabs_show_both_versions_and_overwrite_nothing(open_client):
    address, edit, one = two_tabs(open_client)

    response = open_client.post(edit, one)

    assert response.status_code == 409
    assert (title_on(response), text_on(response)) == ("Tab one", "From tab one.")
    assert "<p>From tab two.</p>" in response.content.decode()
    assert stored(open_client, address) == ("Tab two", "From tab two.")


def test_second_save_after_both_were_shown_keeps_mine(open_client):
    address, edit, one = two_tabs(open_client)
    page = open_client.post(edit, one)

    mine = {"title": title_on(page), "text": text_on(page), **seal_of(page)}
    assert open_client.post(edit, mine).status_code == 302

    assert stored(open_client, address) == ("Tab one", "From tab one.")


def test_page_that_showed_both_drops_its_drafts_once_it_is_saved(open_client):
    _address, edit, one = two_tabs(open_client)
    draft = {**one, "text": "From ta", "sequence": "1"}
    assert open_client.post(reverse("journal-keep"), draft).status_code == 204
    page = open_client.post(edit, {**one, "sequence": "2"})
    mine = {"title": title_on(page), "text": text_on(page), **seal_of(page)}

    open_client.post(edit, {**mine, "sequence": hidden(page, "sequence")})

    assert Note.objects.count() == 0
    open_client.post(reverse("journal-keep"), {**draft, "sequence": "1"})
    open_client.post(reverse("journal-waiting"))
    assert entries_of(open_client) == [("Tab one", "From tab one.")]


def test_draft_that_goes_on_beside_a_changed_entry_is_one_entry(open_client):
    _address, _edit, one = two_tabs(open_client)

    for number in ("1", "2", "3"):
        state = {**one, "text": f"From tab one, {number}.", "sequence": number}
        open_client.post(reverse("journal-keep"), state)
        open_client.post(reverse("journal-waiting"))

    assert entries_of(open_client) == [
        ("Tab one", "From tab one, 3."),
        ("Tab two", "From tab two."),
    ]


def test_edit_without_a_ticket_overwrites_nothing_unseen(open_client):
    address = save(open_client, title="First", text="Words.")

    response = open_client.post(f"{address}edit/", {"title": "", "text": "Mine."})

    assert response.status_code == 409
    assert text_on(response) == "Mine."
    assert stored(open_client, address) == ("First", "Words.")


def survives(client, response, text):
    """Tell whether words are on the page that answers, or in the journal by now."""
    if text in response.content.decode():
        return True
    client.post(reverse("journal-waiting"))
    return text in [words for _title, words in entries_of(client)]


@pytest.mark.parametrize("number", ["9" * 5_000, "-1", "1e5", "\u0663", "", "x"])
def test_number_that_no_page_sends_keeps_no_words_from_being_kept(open_client, number):
    sent = typed(open_client, title="", text="An hour of work.", sequence=number)

    kept = open_client.post(reverse("journal-keep"), sent)
    saved = open_client.post(reverse("journal-write"), sent)

    assert kept.status_code == 204
    assert survives(open_client, saved, "An hour of work.")


@pytest.mark.parametrize("name", ["journal-home", "journal-search"])
def test_page_of_a_number_that_none_has_is_shown(open_client, name):
    address = reverse(name)

    assert open_client.get(address, {"page": "9" * 5_000}).status_code == 200


def test_edit_of_an_entry_erased_in_another_tab_loses_no_word(open_client):
    address = save(open_client, title="First", text="Words.")
    sent = typed(open_client, f"{address}edit/", title="", text="An hour of work.")
    open_client.post(f"{address}erase/")

    response = open_client.post(f"{address}edit/", sent)

    assert survives(open_client, response, "An hour of work.")


def test_edit_of_an_erased_entry_that_nothing_vouches_for_loses_no_word(open_client):
    """Its ticket holds for a day, and a page may lie open for longer."""
    address = save(open_client, title="First", text="Words.")
    sent = typed(open_client, f"{address}edit/", title="", text="An hour of work.")
    open_client.post(f"{address}erase/")

    response = open_client.post(f"{address}edit/", {**sent, "ticket": ""})

    assert response.status_code == 404
    assert text_on(response) == "An hour of work."
    assert f'action="{reverse("journal-write")}"' in response.content.decode()
    again = {**sent, **seal_of(response)}
    assert open_client.post(reverse("journal-write"), again).status_code == 302
    assert entries_of(open_client) == [("", "An hour of work.")]


def alike(page, address):
    """Return a page without its seals, and without the entry that was asked for."""
    return CHANGING.sub("", page.content.decode()).replace(address.split("/")[2], "")


def test_edit_of_what_is_not_ones_own_is_answered_as_if_it_were_not_there(
    open_client, carol_client
):
    begin(carol_client)
    theirs = save(carol_client, title="Hers", text="Not for Alice.")
    nobodys = reverse("entry", args=[uuid4()])

    there, nowhere = (
        open_client.post(f"{address}edit/", {"title": "", "text": "x"})
        for address in (theirs, nobodys)
    )

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert alike(there, theirs) == alike(nowhere, nobodys)
    assert stored(carol_client, theirs) == ("Hers", "Not for Alice.")


def test_edit_of_an_erased_entry_sent_twice_is_one_entry(open_client):
    address = save(open_client, title="First", text="Words.")
    sent = typed(open_client, f"{address}edit/", title="", text="An hour of work.")
    draft = {**sent, "text": "An hour of", "sequence": "1"}
    open_client.post(f"{address}erase/")
    open_client.post(reverse("journal-keep"), draft)
    open_client.post(reverse("journal-waiting"))

    for _ in range(2):
        open_client.post(f"{address}edit/", {**sent, "sequence": "2"})

    assert entries_of(open_client) == [("", "An hour of work.")]


def test_edit_of_an_entry_damaged_meanwhile_loses_no_word(open_client):
    address = save(open_client, title="First", text="Words.")
    sent = typed(open_client, f"{address}edit/", title="", text="An hour of work.")
    Record.objects.filter(id=address.split("/")[2]).update(body=b"nothing")

    response = open_client.post(f"{address}edit/", sent)

    assert survives(open_client, response, "An hour of work.")


def test_damaged_entry_is_said_calmly(open_client):
    address = save(open_client, title="First", text="Words.")
    Record.objects.filter(id=address.split("/")[2]).update(body=b"nothing")

    for tail in ("", "edit/"):
        page = open_client.get(address + tail)
        assert page.status_code == 409
        assert "This entry does not open" in page.content.decode()
    assert open_client.get(f"{address}erase/").status_code == 200
    assert open_client.post(f"{address}erase/").status_code == 302
    assert Record.objects.filter(id=address.split("/")[2]).count() == 0


def test_foreign_ticket_saves_my_words_in_my_journal(open_client, carol_client):
    begin(carol_client)
    theirs = seal_of(carol_client.get(reverse("journal-write")))

    response = open_client.post(reverse("journal-write"), {"text": "Mine.", **theirs})

    assert response.status_code == 302
    assert entries_of(open_client) == [("", "Mine.")]
    assert entries_of(carol_client) == []
    assert Note.objects.count() == 0


@pytest.mark.parametrize("sequence", ["-1", "x", "", "0" * 40, "9" * 40, str(2**31)])
def test_strange_sequence_number_loses_no_word(open_client, sequence):
    sent = typed(open_client, text="Counted oddly.", sequence=sequence)

    response = open_client.post(reverse("journal-write"), sent)

    assert survives(open_client, response, "Counted oddly.")


@pytest.mark.parametrize("text", ["", " \n "])
def test_empty_page_is_not_told_that_its_words_are_still_there(open_client, text):
    page = open_client.post(reverse("journal-write"), {"title": "", "text": text})

    html = page.content.decode()
    assert "There is nothing on the page yet." in html
    assert "<p>Your words are still on this page.</p>" not in html


def test_page_with_a_fault_says_that_its_words_are_still_there(open_client):
    sent = {"title": "t" * 501, "text": "A line."}

    html = open_client.post(reverse("journal-write"), sent).content.decode()

    assert "<p>Your words are still on this page.</p>" in html
