"""A passkey opens the journal in a real browser, with each kind of device there is."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from journal.crypto.encoding import from_text
from journal.domain import recovering
from journal.models import Slot, Vault
from tests.browser import passkeys, person
from tests.browser.journal import cookies_of, written
from tests.browser.look import violations
from tests.browser.passkeys import AT_ONCE, NEITHER, WHEN_ASKED, Device
from tests.browser.traces import stored

pytestmark = pytest.mark.browser

LIST, UNLOCK = reverse("journal-passkeys"), reverse("journal-unlock")
OPEN = reverse("journal-unlock-passkey")
TITLE = "Zinnober im Treppenhaus"
TEXT = "Marker 71 – the copper kettle."
FIELD = re.compile(r'name="(\w+)"\r\n\r\n(.*?)\r\n')


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


@pytest.fixture
def site(live_server):
    """The site under the one name for this machine that WebAuthn takes."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def sit_down(new_context, site, alice_client, journal):
    """Open Alice's journal, its code confirmed, in a browser with some device."""

    def sit_down(abilities=None, **options):
        code = recovering.pending_code(journal)
        recovering.confirm_code(journal, text=code)
        context = new_context(base_url=site, **options)
        context.add_cookies(cookies_of(alice_client, site))
        page = context.new_page()
        device = Device(page, abilities) if abilities is not None else None
        page.goto(LIST)
        return page, device

    return sit_down


class Posts:
    """What a page sends, and all that it asks for."""

    def __init__(self, page):
        self.sent, self.addresses = [], []
        page.on("request", self._hear)

    def _hear(self, request):
        self.addresses.append(request.url)
        if request.method == "POST" and request.post_data:
            fields = dict(FIELD.findall(request.post_data))
            self.sent.append((request.url, request.headers, fields))

    def of(self, address):
        (found,) = (each for each in self.sent if each[0].endswith(address))
        return found


def slots():
    return Slot.objects.filter(kind=Slot.Kind.PASSKEY)


def told(page):
    return page.locator("form[data-ceremony] [role=status]")


@pytest.mark.parametrize(
    ("abilities", "is_asked"),
    [(AT_ONCE, False), (WHEN_ASKED, True)],
    ids=["at-creation", "when-asked"],
)
def test_passkey_opens_until_it_is_taken_away(sit_down, journal, abilities, is_asked):
    entry = written(journal, title=TITLE, text=TEXT)
    page, device = sit_down(abilities)

    passkeys.to_passkeys(page)
    passkeys.add(page, "Phone")
    expect(page.get_by_text("This passkey opens your journal now.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Phone")).to_have_count(1)
    (held,) = device.credentials()
    assert (held["signCount"] > 1) == is_asked  # making it counts once
    person.lock(page)
    page.goto(entry)
    passkeys.open_journal(page)
    expect(page.get_by_text(TEXT)).to_be_visible()
    assert page.url.endswith(entry)

    passkeys.to_passkeys(page)
    page.get_by_role("button", name="Take away Phone").click()
    expect(page.get_by_text("It opens your journal no more")).to_be_visible()
    person.lock(page)
    expect(page.get_by_label("Passphrase")).to_be_visible()
    expect(page.get_by_role("button", name="Open with a passkey")).to_have_count(0)


def test_passkey_taken_away_elsewhere_opens_nothing(sit_down):
    page, _device = sit_down(AT_ONCE)
    passkeys.added(page, "Phone")
    person.lock(page)
    slots().delete()

    passkeys.open_journal(page)

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("This passkey does not open your journal.")
    expect(page.get_by_label("Passphrase")).to_be_visible()


def test_two_passkeys_have_salts_of_their_own_and_the_right_one_is_asked(sit_down):
    page, first = sit_down(AT_ONCE)
    passkeys.added(page, "Phone")
    first.unplug()
    Device(page, WHEN_ASKED)
    passkeys.added(page, "Key ring")
    person.lock(page)

    passkeys.open_journal(page)

    expect(page.get_by_role("heading", name="Entries")).to_be_visible()
    salts = {bytes(salt) for salt in slots().values_list("salt", flat=True)}
    assert sorted(map(len, salts)) == [32, 32]


def test_forms_carry_no_more_than_they_must_and_the_device_nothing_of_the_account(
    sit_down,
):
    page, device = sit_down(AT_ONCE)
    posts = Posts(page)

    passkeys.added(page, "Phone")
    person.lock(page)
    passkeys.open_journal(page)
    expect(page.get_by_role("heading", name="Entries")).to_be_visible()

    _, headers, added = posts.of(LIST)
    _, _, opened = posts.of(OPEN)
    assert headers["content-type"].startswith("multipart/form-data")
    bare = {"csrfmiddlewaretoken", "credential", "output"}
    assert (set(added), set(opened)) == (bare | {"name", "salt"}, bare | {"next"})
    assert added["output"] == opened["output"]
    assert [each for each in posts.addresses if added["output"] in each] == []
    assert added["output"] not in repr(page.context.storage_state())
    (held,) = device.credentials()
    assert held["rpId"] == "localhost"
    assert [each for each in ("alice", "Phone") if each in repr(held)] == []


def test_pages_with_passkeys_have_nothing_that_shuts_anybody_out(sit_down):
    page, _device = sit_down(AT_ONCE)
    passkeys.added(page, "Phone")
    faults = violations(page)
    person.lock(page)
    expect(page.get_by_role("button", name="Open with a passkey")).to_be_visible()

    faults += violations(page)

    assert faults == []


@pytest.mark.journey
def test_answer_lies_nowhere_once_the_journal_was_opened(sit_down, journal):
    page, _device = sit_down(AT_ONCE)
    posts = Posts(page)
    passkeys.added(page, "Phone")
    person.lock(page)
    passkeys.open_journal(page)
    expect(page.get_by_role("heading", name="Entries")).to_be_visible()
    text = posts.of(OPEN)[2]["output"]
    output = from_text(text)

    before = places(output, text)
    Vault.objects.filter(pk=journal.vault_id).update(inbox_mac=output)
    after = places(output, text)

    assert before == set()
    assert {"table journal_vault"} <= after


def places(output, text):
    forms = (output, output.hex().encode(), text.encode())
    return {
        name for name, data in stored().items() if any(form in data for form in forms)
    }


def test_device_without_prf_adds_nothing_and_that_is_said(sit_down):
    page, _device = sit_down(NEITHER)

    passkeys.add(page, "Phone")

    expect(told(page)).to_contain_text("This passkey cannot open a journal")
    assert not slots().exists()
    assert page.url.endswith(LIST)


@pytest.mark.parametrize("abilities", [AT_ONCE, WHEN_ASKED])
def test_refused_verification_is_said_calmly_and_adds_nothing(sit_down, abilities):
    page, device = sit_down(abilities)
    device.refuse()

    passkeys.add(page, "Phone")

    expect(told(page)).to_contain_text("nothing has changed")
    assert not slots().exists()


def test_refused_verification_opens_nothing_and_leaves_the_passphrase(sit_down):
    page, device = sit_down(AT_ONCE)
    passkeys.added(page, "Phone")
    person.lock(page)
    device.refuse()

    passkeys.open_journal(page)

    expect(told(page)).to_contain_text("Your passphrase works as always.")
    assert page.url.endswith(UNLOCK)


def test_same_device_twice_is_told_and_adds_nothing(sit_down):
    page, _device = sit_down(AT_ONCE)
    passkeys.added(page, "Phone")

    passkeys.add(page, "Phone again")

    expect(told(page)).to_contain_text("has a passkey for your journal already")
    assert slots().count() == 1


def test_without_scripts_a_sentence_stands_in_its_place(sit_down):
    page, _device = sit_down(java_script_enabled=False)

    expect(page.get_by_text("you need a browser that knows passkeys")).to_be_visible()
    expect(page.get_by_role("button", name="Add a passkey")).to_be_hidden()


def test_without_support_a_sentence_stands_in_its_place(sit_down):
    page, _device = sit_down()
    page.add_init_script("delete window.PublicKeyCredential")

    page.reload()

    expect(page.get_by_text("you need a browser that knows passkeys")).to_be_visible()
    expect(page.get_by_role("button", name="Add a passkey")).to_be_hidden()
