"""A prompt to begin with: the gentlest unless another is chosen, and no word lost."""

import re
from itertools import pairwise

import pytest
from django.urls import reverse

from journal.domain.matter import Prompt as Brought
from journal.domain.matter import Words
from journal.domain.preferences import Preferences
from journal.domain.prompts import Depth
from journal.forms.entry import EntryForm, initial_for
from journal.models import Note, Record, Version
from journal.views.prompting import timer_of
from resources.library.models import Prompt, State
from tests.journal.views.pages import (
    begin,
    entries_of,
    hidden,
    is_unsaved,
    lock_behind_her_back,
    save,
    seal_of,
    stored,
    text_on,
    title_on,
    typed,
    unlock,
)
from tests.resources.library.factories import make_own_prompt

pytestmark = pytest.mark.alike  # domain/test_prompts.py asks PostgreSQL
RULE = "Before you go deeper"
STOP_LINE = "If it gets worse, stop"
CLOSING = "To close"
ENOUGH = "minutes are enough"
NOT_KEPT = "<li>Not kept just now. Your words are still on this page.</li>"
NO_OTHER = "There is no other prompt of this kind now."
WORDS = {"title": "The lift", "text": "I took\nthe stairs."}
DEEP = {"prompt_text": "What lies under?", "prompt_depth": "deeper"}


@pytest.fixture(autouse=True)
def offered(db):
    """Three prompts of each depth, told apart by their first word."""
    for depth in Depth:
        for name in ("one", "two", "three"):
            make_own_prompt(f"{depth}-{name}", depth=depth, text=f"{depth}: {name}?")


def prompt_on(page) -> str:
    """Return the prompt that a page carries along."""
    return hidden(page, "prompt_text")


def ask(client, wish, **sent):
    """Press one of the buttons for a prompt, with words on the page."""
    sent = {**typed(client, **{**WORDS, **sent}), "prompt": wish}
    return client.post(reverse("journal-write"), sent)


# --- From the journal's first page --------------------------------------------------


def test_first_page_leads_to_three_choices_with_the_gentlest_chosen(open_client):
    home = open_client.get(reverse("journal-home")).content.decode()
    page = open_client.get(reverse("journal-prompt")).content.decode()

    assert f'href="{reverse("journal-prompt")}"' in home
    assert re.findall(r'name="depth"[^>]*value="(\w+)"( checked)?', page) == [
        ("steady", " checked"),
        ("describe", ""),
        ("deeper", ""),
    ]


@pytest.mark.parametrize("depth", ["steady", "describe"])
def test_chosen_prompt_waits_on_the_page_one_writes_on(open_client, depth):
    chosen = {"prompt": "ask", "depth": depth}

    response = open_client.post(reverse("journal-prompt"), chosen)

    page = open_client.get(reverse("journal-write"))
    assert (response.status_code, response["Location"]) == (303, "/journal/write/")
    assert prompt_on(page).startswith(f"{depth}: ")
    assert hidden(page, "prompt_depth") == depth
    assert STOP_LINE not in page.content.decode()


def test_deep_prompt_comes_after_the_rule_for_stopping(open_client):
    chosen = {"prompt": "ask", "depth": "deeper"}

    rule = open_client.post(reverse("journal-prompt"), chosen)

    assert RULE in rule.content.decode()
    assert "deeper: " not in rule.content.decode()
    assert prompt_on(open_client.get(reverse("journal-write"))) == ""
    open_client.post(reverse("journal-prompt"), {"prompt": "deeper"})
    page = open_client.get(reverse("journal-write"))
    assert prompt_on(page).startswith("deeper: ")
    assert STOP_LINE in page.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"prompt": "ask"},
        {"prompt": "ask", "depth": ""},
        {"prompt": "ask", "depth": "deepest"},
        {"prompt": "ask", "depth": ["deeper", "steady"]},
        {"prompt": "another", "prompt_depth": "deeper"},
        {"prompt": "steady", "depth": "deeper"},
    ],
)
def test_what_names_no_depth_gives_a_steady_prompt(open_client, sent):
    open_client.post(reverse("journal-prompt"), sent)

    page = open_client.get(reverse("journal-write"))
    assert prompt_on(page).startswith("steady: ")


@pytest.mark.parametrize("wish", ["stay", "none", "", "untimed", "x\x00"])
def test_no_wish_leads_back_to_the_choice(open_client, wish):
    response = open_client.post(reverse("journal-prompt"), {"prompt": wish})

    assert response["Location"] == reverse("journal-prompt")
    assert prompt_on(open_client.get(reverse("journal-write"))) == ""


def test_rule_for_stopping_lets_one_stop(open_client):
    response = open_client.post(reverse("journal-prompt"), {"stop": "1"})

    assert (response.status_code, response["Location"]) == (303, reverse("steady"))


def test_nothing_offered_is_said_and_the_page_is_there(open_client):
    Prompt.objects.update(state=State.RETIRED)

    page = open_client.post(reverse("journal-prompt"), {"prompt": "ask"}, follow=True)

    assert prompt_on(page) == ""
    assert NO_OTHER in page.content.decode()


# --- On the page one writes on ------------------------------------------------------


def test_first_prompt_is_a_steady_one_and_every_word_stays(open_client):
    more = {"feelings": ["worried", "sad"], "mood": "2", "tags": "work", "day": "2019"}

    page = ask(open_client, "ask", **more)

    html = page.content.decode()
    assert page.status_code == 200
    assert prompt_on(page).startswith("steady: ")
    assert (title_on(page), text_on(page)) == (WORDS["title"], WORDS["text"])
    assert len(re.findall(r'name="feelings"[^>]*checked', html)) == 2
    assert re.search(r'name="mood" value="2"[^>]*checked', html)
    assert 'value="work"' in html
    assert 'value="2019"' in html
    assert 'role="alert"' not in html


def test_prompt_can_be_asked_for_before_a_word_is_written(open_client):
    page = ask(open_client, "ask", title="", text="")

    assert prompt_on(page).startswith("steady: ")
    assert 'role="alert"' not in page.content.decode()
    assert Note.objects.count() == 0


@pytest.mark.parametrize("depth", Depth)
def test_another_one_is_of_the_same_depth_and_not_the_same(open_client, depth):
    page = ask(open_client, depth if depth != "describe" else "ask", depth=depth)
    seen = [prompt_on(page)]

    for _ in range(6):
        sent = {**WORDS, **seal_of(page), "prompt": "another", "sequence": "0"}
        sent |= {name: hidden(page, name) for name in ("prompt_text", "prompt_depth")}
        page = open_client.post(reverse("journal-write"), sent)
        seen.append(prompt_on(page))
        assert text_on(page) == WORDS["text"]

    assert [text for text in seen if not text.startswith(f"{depth}: ")] == []
    assert [one for one, after in pairwise(seen) if one == after] == []


def test_another_one_than_an_article_s_is_drawn(open_client):
    article = {"prompt_text": "Whose clock?", "prompt_source": "No timetable"}

    page = ask(open_client, "another", **article, prompt_depth="describe")

    assert prompt_on(page).startswith("describe: ")
    assert hidden(page, "prompt_source") == ""


def test_deep_one_shows_the_rule_first_and_keeps_page_and_prompt(open_client):
    page = ask(open_client, "ask", depth="deeper", prompt_text="Mine?")

    html = page.content.decode()
    assert RULE in html
    assert "last weeks" in html
    assert "therapist" in html
    assert (prompt_on(page), text_on(page)) == ("Mine?", WORDS["text"])
    back = ask(open_client, "stay", prompt_text="Mine?")
    assert prompt_on(back) == "Mine?"
    assert RULE not in back.content.decode()


def test_skip_leaves_the_words_and_forgets_the_prompt(open_client):
    ask(open_client, "ask")

    page = ask(open_client, "none", prompt_text="steady: one?")

    assert prompt_on(page) == ""
    assert text_on(page) == WORDS["text"]
    assert prompt_on(open_client.get(reverse("journal-write"))) == ""


@pytest.mark.parametrize("wish", ["", "deepest", "x" * 5000, "\x00", "ask\n"])
def test_unknown_wish_changes_nothing_on_the_page(open_client, wish):
    page = ask(open_client, wish, prompt_text="Mine?", prompt_depth="odd")

    assert page.status_code == 200
    assert (prompt_on(page), text_on(page)) == ("Mine?", WORDS["text"])


def test_when_there_is_no_other_the_prompt_stays_and_it_is_said(open_client):
    shown = prompt_on(ask(open_client, "steady"))
    Prompt.objects.exclude(text=shown).update(state=State.RETIRED)

    page = ask(open_client, "another", prompt_text=shown, prompt_depth="steady")

    assert prompt_on(page) == shown
    assert NO_OTHER in page.content.decode()


def test_words_are_sealed_when_a_prompt_is_asked_for(open_client, passphrase):
    page = ask(open_client, "ask")
    for text in ("I took the stairs. Twice.", "I took the stairs. Three times."):
        sent = {**seal_of(page), "sequence": hidden(page, "sequence")}
        sent |= {"title": "", "text": text, "prompt": "another"}
        page = open_client.post(reverse("journal-write"), sent)

    assert Note.objects.count() == 1
    lock_behind_her_back()
    unlock(open_client, passphrase)
    assert entries_of(open_client) == [("", "I took the stairs. Three times.")]


def test_page_that_was_sealed_on_the_way_counts_as_kept(open_client):
    page = ask(open_client, "steady")

    assert not is_unsaved(page)
    assert NOT_KEPT not in page.content.decode()


@pytest.mark.parametrize("wish", ["ask", "another", "none", "untimed", "deeper"])
def test_words_that_found_no_room_are_said_to_be_on_the_page_alone(
    open_client, settings, wish
):
    settings.JOURNAL_NOTES_MAXIMUM = 0

    page = ask(open_client, wish)

    assert (page.status_code, Note.objects.count()) == (200, 0)
    assert text_on(page) == WORDS["text"]
    assert is_unsaved(page)
    assert NOT_KEPT in page.content.decode()


def test_page_whose_ticket_no_longer_counts_gets_one_that_does(open_client):
    page = open_client.post(
        reverse("journal-write"), {**WORDS, "ticket": "old", "prompt": "steady"}
    )

    assert is_unsaved(page)
    again = {**WORDS, "sequence": "2", **seal_of(page)}
    assert open_client.post(reverse("journal-keep"), again).status_code == 204


def test_page_with_a_prompt_is_saved_as_one_entry_with_it(open_client):
    page = ask(open_client, "ask")
    names = ("prompt_text", "prompt_depth", "sequence")
    sent = {**WORDS, **seal_of(page), **{name: hidden(page, name) for name in names}}

    response = open_client.post(reverse("journal-write"), sent)

    shown = open_client.get(response["Location"]).content.decode()
    assert f'class="prompt__text soft after">{sent["prompt_text"]}</p>' in shown
    assert Note.objects.count() == 0
    assert entries_of(open_client) == [(WORDS["title"], WORDS["text"])]
    assert prompt_on(open_client.get(reverse("journal-write"))) == ""


def test_prompt_asked_for_at_a_locked_door_keeps_the_words(open_client, passphrase):
    sent = {**typed(open_client, **WORDS), "prompt": "ask"}
    lock_behind_her_back()

    response = open_client.post(reverse("journal-write"), sent)

    assert response["Location"] == f"{reverse('journal-unlock')}?kept=1"
    unlock(open_client, passphrase)
    assert entries_of(open_client) == [(WORDS["title"], WORDS["text"])]


def test_foreign_ticket_seals_nothing_in_another_journal(open_client, carol_client):
    begin(carol_client)
    theirs = seal_of(carol_client.get(reverse("journal-write")))

    page = open_client.post(
        reverse("journal-write"), {**WORDS, **theirs, "prompt": "ask"}
    )

    assert text_on(page) == WORDS["text"]
    carol_client.get(reverse("journal-home"))
    assert entries_of(carol_client) == []


# --- Stopping, and closing ----------------------------------------------------------


def test_stop_keeps_the_words_and_leads_to_the_exercises(open_client):
    sent = typed(open_client, **WORDS, **DEEP, stop="1")

    response = open_client.post(reverse("journal-write"), sent)

    assert (response.status_code, response["Location"]) == (303, reverse("steady"))
    assert entries_of(open_client) == [(WORDS["title"], WORDS["text"])]


def test_stop_before_a_word_is_written_leads_there_and_keeps_nothing(open_client):
    open_client.post(reverse("journal-prompt"), {"prompt": "ask"})
    before = Record.objects.count()
    sent = typed(open_client, title="", text="", stop="1")

    response = open_client.post(reverse("journal-write"), sent)

    assert response["Location"] == reverse("steady")
    assert (Record.objects.count(), Note.objects.count()) == (before, 0)
    assert prompt_on(open_client.get(reverse("journal-write"))) == ""


def test_stop_is_not_held_up_by_what_cannot_be_saved(open_client, passphrase):
    sent = typed(open_client, title="t" * 501, text="The words.", stop="1")

    response = open_client.post(reverse("journal-write"), sent)

    assert response["Location"] == reverse("steady")
    lock_behind_her_back()
    unlock(open_client, passphrase)
    ((title, text),) = entries_of(open_client)
    assert (title, text) == ("t" * 500, "t\n\nThe words.")


def test_stop_without_a_ticket_keeps_the_words_all_the_same(open_client):
    sent = {"title": "t" * 501, "text": "The words.", "stop": "1"}

    response = open_client.post(reverse("journal-write"), sent)

    assert response["Location"] == reverse("steady")
    assert entries_of(open_client) == [("t" * 500, "t\n\nThe words.")]


def test_stop_while_editing_keeps_the_new_words(open_client):
    address = save(open_client, **WORDS, **DEEP)
    sent = typed(open_client, f"{address}edit/", title="", text="Less.", stop="1")

    response = open_client.post(f"{address}edit/", sent)

    assert response["Location"] == reverse("steady")
    assert stored(open_client, address) == ("", "Less.")


def test_deep_entry_closes_with_a_step_once_it_is_saved(open_client):
    address = save(open_client, **WORDS, **DEEP)

    pages = [open_client.get(address).content.decode() for _ in range(2)]

    assert [CLOSING in page for page in pages] == [True, False]
    edited = typed(open_client, f"{address}edit/", **DEEP, title="", text="More.")
    open_client.post(f"{address}edit/", edited)
    assert CLOSING in open_client.get(address).content.decode()


@pytest.mark.parametrize("depth", ["steady", "describe", "", "odd"])
def test_other_entries_close_without_a_step(open_client, depth):
    address = save(open_client, **WORDS, prompt_text="A?", prompt_depth=depth)

    assert CLOSING not in open_client.get(address).content.decode()


# --- The timer ----------------------------------------------------------------------


def test_ten_minutes_are_said_to_be_enough_while_a_prompt_is_answered(open_client):
    without = open_client.get(reverse("journal-write")).content.decode()

    page = ask(open_client, "ask").content.decode()

    assert ENOUGH not in without
    assert "data-minutes" not in without
    assert f"10 {ENOUGH}" in page
    assert 'data-minutes="10"' in page


def test_timer_can_be_turned_off_and_stays_so(open_client):
    page = ask(open_client, "untimed", prompt_text="Mine?")

    again = ask(open_client, "ask")

    for each in (page, again):
        assert ENOUGH not in each.content.decode()
        assert "data-minutes" not in each.content.decode()
        assert text_on(each) == WORDS["text"]
    assert prompt_on(page) == "Mine?"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [(10, 10), (15, 15), (0, 0), (12, 0), (-1, 0), ("10", 0), (None, 0), ([], 0)],
)
def test_timer_is_one_of_the_choices_and_of_prompts_alone(chosen, said):
    prompted = EntryForm(initial=initial_for(Words("", "", Brought("Mine?"))))
    preferences = Preferences(timer_minutes=chosen)

    assert timer_of(preferences, prompted) == said
    assert timer_of(preferences, EntryForm(initial=initial_for(Words("", "")))) == 0


def test_page_brought_back_past_two_prompts_leaves_what_it_saved(
    open_client, passphrase
):
    write = reverse("journal-write")
    first = typed(open_client, text="A", sequence="0")
    asked = open_client.post(write, {**first, "prompt": "ask", "depth": "steady"})
    other = {**first, **seal_of(asked), "sequence": hidden(asked, "sequence")}
    other |= {"prompt_text": prompt_on(asked), "prompt_depth": "steady"}
    open_client.post(write, {**other, "prompt": "another"})
    saved = open_client.post(write, {**first, "text": "B and all the rest of it"})

    lock_behind_her_back()
    unlock(open_client, passphrase)

    # The older note counts further, and takes the page's place; nothing is gone.
    record = saved["Location"].split("/")[2]
    versions = Version.objects.filter(record=record)
    page = open_client.get(reverse("entry-history", args=[record])).content.decode()
    assert versions.count() == 1
    address = re.search(rf"/journal/{record}/history/\d+/", page)[0]
    assert "B and all the rest of it" in open_client.get(address).content.decode()
