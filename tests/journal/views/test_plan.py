"""The plan's pages: to begin, to read, to change, and never to lose a word."""

import html
import re

import pytest
from django.urls import reverse

from journal.models import Vault
from tests.journal.views.pages import (
    begin,
    entries_of,
    is_unsaved,
    lock_behind_her_back,
    seal_of,
    unlock,
)

pytestmark = pytest.mark.alike  # domain/test_plan.py asks PostgreSQL
PLAN, EDIT = map(reverse, ("journal-plan", "journal-plan-edit"))
PARTS = {"part_1": "My jaw sets.", "part_3": "Mira. \U0001f33f", "part_6": "The dog."}


def filled(client, address=EDIT, **parts):
    """Open the form, and return what Save sends with these words in its parts."""
    page = client.get(address)
    assert page.status_code == 200, page
    return {"is_plan": "yes", **parts_on(page), **seal_of(page), **parts}


def parts_on(page):
    """Return what stands in the six fields; a first newline is the markup."""
    found = re.findall(
        r'<textarea[^>]*name="(part_\d)"[^>]*>\r?\n(.*?)</textarea>',
        page.content.decode(),
        re.DOTALL,
    )
    return {name: html.unescape(text) for name, text in found}


def write(client, **parts):
    """Write a plan, and return the address of its page."""
    response = client.post(EDIT, filled(client, **parts or PARTS))
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def shown(client, address=PLAN):
    page = client.get(address)
    assert page.status_code == 200
    return html.unescape(page.content.decode())


def test_without_a_plan_the_page_says_what_one_is(open_client):
    page = shown(open_client)

    assert f'href="{EDIT}"' in page
    assert "Stanley" not in page


def test_plan_is_written_and_shows_the_parts_that_say_something(open_client):
    write(open_client)

    page = shown(open_client)

    for words in ("Signs that it is building", "My jaw sets.", "Reasons", "\U0001f33f"):
        assert words in page
    assert "What helps me on my own" not in page
    assert "Paper can be found" in page


def test_home_leads_to_it_in_one_step(open_client):
    assert f'href="{PLAN}"' in shown(open_client, reverse("journal-home"))
    assert f'href="{PLAN}"' in shown(open_client, reverse("home"))


def test_steady_page_leads_to_it_and_names_nothing_private(client, db):
    page = client.get(reverse("steady")).content.decode()

    assert f'href="{PLAN}">Your own plan, if you wrote one</a>' in page


def test_edit_leads_to_the_plan_there_is_and_changes_it(open_client):
    address = write(open_client)
    edit = open_client.get(EDIT)["Location"]
    assert not is_unsaved(open_client.get(edit))
    assert edit == f"{address}edit/"
    assert parts_on(open_client.get(edit))["part_3"] == PARTS["part_3"]

    sent = filled(open_client, edit, part_1="", part_2="Cold water.")
    open_client.post(edit, sent)

    page = shown(open_client)
    assert ("Cold water." in page, "My jaw sets." in page) == (True, False)
    assert "Earlier versions (1)" in page
    version = shown(open_client, f"{address}history/1/")
    assert "My jaw sets." in version
    open_client.post(f"{address}history/1/restore/", {"base": "2"})
    assert "My jaw sets." in shown(open_client)


def test_two_first_plans_meet_on_a_page_that_shows_both(open_client):
    sent = filled(open_client, part_1="Mine.")
    address = write(open_client, part_1="Theirs.")

    response = open_client.post(EDIT, sent)

    assert (response.status_code, parts_on(response)["part_1"]) == (409, "Mine.")
    assert is_unsaved(response)
    page = response.content.decode()
    assert ("Theirs." in page, f'action="{address}edit/"' in page) == (True, True)
    again = {**sent, **seal_of(response)}
    assert open_client.post(f"{address}edit/", again).status_code == 302
    assert "Mine." in shown(open_client)
    assert "Theirs." in shown(open_client, f"{address}history/1/")


def test_plan_changed_on_two_devices_shows_both(open_client):
    address = write(open_client)
    sent = filled(open_client, f"{address}edit/", part_1="Mine.")
    other = filled(open_client, f"{address}edit/", part_1="Other.")
    open_client.post(f"{address}edit/", other)

    response = open_client.post(f"{address}edit/", sent)

    assert (response.status_code, parts_on(response)["part_1"]) == (409, "Mine.")
    assert is_unsaved(response)
    assert "Other." in response.content.decode()


def test_plan_deleted_while_it_was_changed_is_written_anew(open_client):
    address = write(open_client)
    sent = filled(open_client, f"{address}edit/", part_1="Still here.")
    open_client.post(f"{address}erase/")

    response = open_client.post(f"{address}edit/", sent)

    assert response.status_code == 302
    assert "Still here." in shown(open_client)


@pytest.mark.parametrize("first", [True, False])
def test_plan_typed_as_it_locked_is_there_after_unlocking(
    open_client, passphrase, first
):
    address = EDIT if first else f"{write(open_client, part_1='Old.')}edit/"
    sent = filled(open_client, address, part_1="New.", part_6="The dog.")
    lock_behind_her_back()

    open_client.post(address, sent)

    unlock(open_client, passphrase)
    page = shown(open_client)
    assert ("New." in page, "The dog." in page) == (True, True)
    assert entries_of(open_client) == []


@pytest.mark.parametrize("way", ["journal-keep", "journal-lock", "leave"])
def test_plan_arrives_by_autosave_lock_and_exit(open_client, alice, passphrase, way):
    sent = {**filled(open_client, part_2="Cold water."), "sequence": "1"}

    open_client.post(reverse(way), sent)

    open_client.force_login(alice)
    unlock(open_client, passphrase)
    assert "Cold water." in shown(open_client)


def test_plan_of_a_page_that_met_another_is_a_page_of_its_own(open_client, passphrase):
    sent = filled(open_client, part_1="Mine.", part_4="Dr Okafor.")
    write(open_client, part_1="Theirs.")
    lock_behind_her_back()

    open_client.post(EDIT, sent)

    unlock(open_client, passphrase)
    assert "Theirs." in shown(open_client)
    assert entries_of(open_client) == [("", "Mine.\n\nDr Okafor.")]


def test_plan_that_could_not_be_sealed_stays_on_the_page(open_client):
    sent = filled(open_client, part_1="Mine.", part_4="Dr Okafor.")
    lock_behind_her_back()
    Vault.objects.update(inbox_mac=b"x" * 32)

    response = open_client.post(EDIT, sent)

    assert response.status_code == 409
    assert "Mine.\n\nDr Okafor." in html.unescape(response.content.decode())


BAD = {"null": "a\x00b", "long": "\u6f6e" * 100_001}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_words_that_no_plan_takes_stay_on_the_page(open_client, text):
    response = open_client.post(EDIT, filled(open_client, part_2=text, part_3="Mira."))

    assert response.status_code == 422
    found = parts_on(response)
    assert (found["part_2"], found["part_3"]) == (text, "Mira.")
    assert is_unsaved(response)


@pytest.mark.parametrize("text", ["", " \r\n ", "\f"])
def test_empty_plan_is_not_saved(open_client, text):
    response = open_client.post(EDIT, filled(open_client, part_2=text))

    assert response.status_code == 422
    assert f'href="{EDIT}"' in shown(open_client)


def test_plan_of_a_megabyte_in_any_script_is_kept(open_client):
    parts = {f"part_{number}": "\U0001f33f\u0633 " * 30_000 for number in range(1, 7)}

    address = write(open_client, **parts)

    assert parts_on(open_client.get(f"{address}edit/")) == parts


def test_trash_leads_back_here_and_is_undone(open_client):
    address = write(open_client)

    assert open_client.post(f"{address}trash/")["Location"] == PLAN

    page = shown(open_client)
    assert ("It is in the trash." in page, "Undo" in page) == (True, True)
    assert "Your plan" in shown(open_client, reverse("journal-trash"))
    open_client.post(f"{address}put-back/")
    assert "My jaw sets." in shown(open_client)


def test_older_plan_from_the_trash_is_named_and_can_be_opened(open_client):
    older = write(open_client, part_1="Older.")
    open_client.post(f"{older}trash/")
    write(open_client, part_1="Newer.")
    open_client.post(f"{older}put-back/")

    page = shown(open_client)

    assert "There is another plan here" in page
    assert ("Older." in page, "Newer." in page) in ((True, False), (False, True))


def test_plan_is_found_by_search_and_in_the_file(open_client):
    address = write(open_client)
    found = open_client.post(reverse("journal-search"), {"words": "jaw"})

    assert f'href="{address}"' in shown(open_client, found["Location"])
    file = open_client.post(reverse("journal-export")).getvalue().decode()
    words = ("Your plan", "Reasons", "The dog.")
    assert [each for each in words if each not in file] == []


def test_another_persons_plan_is_404(open_client, carol_client):
    address = write(open_client)
    begin(carol_client)

    assert carol_client.get(address).status_code == 404
    assert "My jaw sets." not in shown(carol_client)


@pytest.mark.parametrize("address", [PLAN, EDIT])
def test_damaged_list_leads_to_the_check(open_client, address):
    write(open_client)
    Vault.objects.update(manifest_head=b"x")

    assert open_client.get(address)["Location"] == reverse("journal-check")
