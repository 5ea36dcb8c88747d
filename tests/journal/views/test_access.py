"""Every address of the journal: signed out, locked, another person's, and open.

The addresses come from the journal's own list, so that a new page cannot be forgotten.
"""

import uuid

import pytest
from django.urls import reverse

from journal.models import Record
from journal.urls import urlpatterns
from tests.journal.views.pages import begin, lock_behind_her_back, save, typed

# Open to somebody who is not signed in: a code is asked, or a ticket, or a status told.
WITHOUT_SIGN_IN = {"journal-recover", "journal-keep", "journal-stay"}
# Of use to somebody who is signed in while the journal is locked or not begun.
WITHOUT_JOURNAL = {
    *("journal-start", "journal-unlock", "journal-unlock-passkey"),
    *("journal-lock", "journal-lock-everywhere"),
    *("journal-lost", "journal-drop", "journal-erase-later", "journal-call-off"),
    *("journal-closed", "journal-closed-one", "journal-closed-erase"),
}
NAMES = {pattern.name: str(pattern.pattern) for pattern in urlpatterns}
GUARDED = sorted(NAMES.keys() - WITHOUT_SIGN_IN)
OPEN_ONLY = sorted(NAMES.keys() - WITHOUT_SIGN_IN - WITHOUT_JOURNAL)
OF_AN_ENTRY = sorted(name for name, path in NAMES.items() if "<uuid:pk>" in path)
OF_A_VERSION = {name for name, path in NAMES.items() if "<int:revision>" in path}
NOT_ALLOWED = 405

# Whose door it is, the tests of the domain ask PostgreSQL; here the addresses are many.
pytestmark = pytest.mark.alike
each_method = pytest.mark.parametrize("method", ["get", "post"])


def address_of(name, pk=None):
    if name in OF_A_VERSION:
        return reverse(name, args=[pk or uuid.uuid4(), 1])
    if name in OF_AN_ENTRY:
        return reverse(name, args=[pk or uuid.uuid4()])
    return reverse(name)


def escaped(address):
    return address.replace("/", "%2F")


@each_method
@pytest.mark.parametrize("name", GUARDED)
def test_signed_out_leads_to_sign_in_and_back(client, db, name, method):
    address, pressed_on = address_of(name), reverse("journal-keys")

    response = getattr(client, method)(
        address, headers={"referer": f"http://testserver{pressed_on}?page=2"}
    )

    if response.status_code != NOT_ALLOWED:
        back = address if method == "get" else pressed_on
        assert response.status_code == 302
        assert response["Location"] == f"/account/login/?next={back}"


@each_method
@pytest.mark.parametrize("name", OPEN_ONLY)
def test_locked_leads_to_unlock_and_back(open_client, name, method):
    entry = save(open_client, text="One line.").split("/")[2]
    lock_behind_her_back()
    address, pressed_on = address_of(name, entry), reverse("journal-keys")

    response = getattr(open_client, method)(
        address, headers={"referer": f"http://testserver{pressed_on}?page=2"}
    )

    if response.status_code != NOT_ALLOWED:
        back = address if method == "get" else pressed_on
        where = f"{reverse('journal-unlock')}?next={escaped(back)}"
        assert (response.status_code, response["Location"]) == (302, where)
    assert Record.objects.filter(id=entry).exists()


@pytest.mark.parametrize("page", ["", "https://elsewhere.example/journal/", "/about/"])
def test_press_from_nowhere_leads_to_the_journal(open_client, page):
    lock_behind_her_back()

    response = open_client.post(
        reverse("journal-new-keys-go-on"), headers={"referer": page}
    )

    home = escaped(reverse("journal-home"))
    assert response["Location"] == f"{reverse('journal-unlock')}?next={home}"


@each_method
@pytest.mark.parametrize("name", OPEN_ONLY)
def test_no_journal_leads_to_the_start(alice_client, name, method):
    response = getattr(alice_client, method)(address_of(name))

    if response.status_code != NOT_ALLOWED:
        assert response["Location"] == reverse("journal-start")


@each_method
@pytest.mark.parametrize("name", OF_AN_ENTRY)
def test_another_persons_entry_is_404(open_client, carol_client, name, method):
    address = save(open_client, text="One line.")
    entry = address.split("/")[2]
    before = Record.objects.get(id=entry)
    begin(carol_client)
    assert open_client.get(address).status_code == 200

    response = getattr(carol_client, method)(address_of(name, entry))

    if response.status_code != NOT_ALLOWED:
        assert response.status_code == 404
    after = Record.objects.get(id=entry)
    assert (after.revision, after.vault_id) == (before.revision, before.vault_id)


@each_method
@pytest.mark.parametrize("name", OF_AN_ENTRY)
def test_entry_that_never_was_is_404(open_client, name, method):
    response = getattr(open_client, method)(address_of(name))

    assert response.status_code in {404, NOT_ALLOWED}


@pytest.mark.parametrize("name", OF_AN_ENTRY)
def test_ticket_for_my_entry_opens_nobody_elses(open_client, carol_client, name):
    begin(carol_client)
    theirs = save(carol_client, text="Carol's line.").split("/")[2]
    mine = save(open_client, text="One line.")
    sent = typed(open_client, f"{mine}edit/", text="Changed.")

    response = open_client.post(address_of(name, theirs), sent)

    assert response.status_code in {404, NOT_ALLOWED}
    assert Record.objects.get(id=theirs).revision == 1


def test_another_browser_of_the_same_account_is_locked(open_client, alice, client):
    client.force_login(alice)

    response = client.get(reverse("journal-home"))

    assert response["Location"].startswith(reverse("journal-unlock"))


def test_cookie_of_an_open_journal_opens_in_no_other_session(open_client, carol_client):
    begin(carol_client)
    cookie = open_client.cookies["open"].value

    carol_client.cookies["open"] = cookie

    response = carol_client.get(reverse("journal-home"))
    assert response["Location"].startswith(reverse("journal-unlock"))
    assert open_client.get(reverse("journal-home")).status_code == 200


@pytest.mark.parametrize("value", ["", "x", "A" * 64, "\u00e9", '"', "=" * 9])
def test_malformed_cookie_is_locked_and_no_error(open_client, value):
    open_client.cookies["open"] = value

    response = open_client.get(reverse("journal-home"))

    assert response["Location"].startswith(reverse("journal-unlock"))


@pytest.mark.parametrize("name", ["journal-home", "journal-keys", "journal-write"])
def test_private_page_is_for_no_store_and_no_index(open_client, name):
    response = open_client.get(reverse(name))

    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_reading_page_goes_to_unlock_by_itself_and_a_writing_page_does_not(open_client):
    home = open_client.get(reverse("journal-home"))
    write = open_client.get(reverse("journal-write"))

    seconds, address = home["Refresh"].split("; url=")
    assert 0 < int(seconds) <= 16 * 60 + 10
    assert address.startswith(f"{reverse('journal-unlock')}?next=%2Fjournal%2F")
    assert "Refresh" not in write
