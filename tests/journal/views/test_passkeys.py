"""The pages of passkeys: added while open, opening when locked, and taken away."""

import json
import re
import uuid

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from journal.domain.attempts import FREE_BY_BOTH
from journal.domain.passkeys import MOST
from journal.models import Slot, Unlock, Vault
from tests.journal.passkeys import Device
from tests.journal.views.pages import begin, entries_of, hidden, save

LIST, KEYS = reverse("journal-passkeys"), reverse("journal-keys")
UNLOCK, OPEN = reverse("journal-unlock"), reverse("journal-unlock-passkey")
HOME = reverse("journal-home")


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


@pytest.fixture
def confirmed(open_client):
    """Alice's browser, after she has confirmed her code."""
    page = open_client.get(reverse("journal-code")).content.decode()
    code = "".join(re.findall(r"</span> ([0-9A-Z]{2,4})</li>", page))
    assert open_client.post(KEYS, {"code": code}).status_code == 302
    return open_client


@pytest.fixture
def device():
    return Device()


def options_on(page):
    found = re.search(
        r'<script id="passkey-options" type="application/json">(.*?)</script>',
        page.content.decode(),
    )
    return json.loads(found[1]) if found else None


def add(client, device, **more):
    """Answer what the page asks, as its script does."""
    salt = options_on(client.get(LIST))["extensions"]["prf"]["eval"]["first"]
    return client.post(LIST, {**device.fields(salt), "salt": salt, **more})


def answer(client, device):
    """Return what the script sends from the page that asks."""
    options = options_on(client.get(UNLOCK))
    salt = options["extensions"]["prf"]["evalByCredential"][device.id]["first"]
    return device.fields(salt)


def lock(client):
    client.post(reverse("journal-lock"))
    return client


def is_open(client):
    return client.get(HOME).status_code == 200


def remove_address():
    slot = Slot.objects.get(kind=Slot.Kind.PASSKEY)
    return reverse("journal-passkey-remove", args=[slot.pk])


def wrong():
    return Device().fields("A" * 43)


def test_passkey_is_added_and_opens_the_journal(confirmed, device):
    save(confirmed, title="Before", text="One line.")

    response = add(confirmed, device, name="Phone")

    assert response["Location"] == LIST
    html = confirmed.get(LIST).content.decode()
    assert "This passkey opens your journal now." in html
    assert "Phone" in html
    sent = answer(lock(confirmed), device)
    assert confirmed.post(OPEN, sent)["Location"] == HOME
    assert entries_of(confirmed) == [("Before", "One line.")]


def test_opening_with_a_passkey_does_what_the_passphrase_does(confirmed, device):
    add(confirmed, device)
    sent = answer(lock(confirmed), device)
    before = confirmed.cookies[site.SESSION_COOKIE_NAME].value
    change = {"next": KEYS}

    response = confirmed.post(OPEN, {**sent, **change})

    assert response["Location"] == KEYS
    assert confirmed.cookies[site.SESSION_COOKIE_NAME].value != before
    cookies = response.cookies
    assert {site.UNLOCK_COOKIE_NAME, site.DEVICE_COOKIE_NAME} <= set(cookies)
    assert cookies[site.UNLOCK_COOKIE_NAME]["samesite"] == "Strict"
    assert Unlock.objects.count() == 1


def test_something_changed_is_said_first(confirmed, device):
    add(confirmed, device)
    sent = answer(lock(confirmed), device)
    Slot.objects.filter(kind=Slot.Kind.RECOVERY).delete()

    response = confirmed.post(OPEN, sent)

    assert response["Location"] == reverse("journal-check")


def test_options_name_nobody_and_the_host(confirmed, alice, device):
    first, second = (options_on(confirmed.get(LIST)) for _ in range(2))

    assert first["rp"] == {"id": "testserver", "name": site.SITE_NAME}
    assert first["user"]["name"] == first["user"]["displayName"] == site.SITE_NAME
    assert first["user"]["id"] != second["user"]["id"]
    assert first["challenge"] != second["challenge"]
    assert first["extensions"] != second["extensions"]
    assert first["authenticatorSelection"] == {
        "residentKey": "discouraged",
        "userVerification": "required",
    }
    text = json.dumps(first)
    assert ("alice" in text, str(alice.pk) in text) == (False, False)


def test_options_name_what_is_there_already(confirmed, device):
    add(confirmed, device)

    others = options_on(confirmed.get(LIST))["excludeCredentials"]

    assert others == [{"type": "public-key", "id": device.id}]


def test_unlock_page_asks_for_passkeys_only_where_there_are_some(confirmed, device):
    html = lock(confirmed).get(UNLOCK).content.decode()

    assert "Open with a passkey" not in html
    assert "journal-passkey.js" not in html


def test_unlock_page_asks_for_verification_and_each_salt(confirmed, device):
    add(confirmed, device)
    add(confirmed, Device())

    options = options_on(lock(confirmed).get(UNLOCK))

    assert (options["rpId"], options["userVerification"]) == ("testserver", "required")
    ids = {each["id"] for each in options["allowCredentials"]}
    salts = options["extensions"]["prf"]["evalByCredential"]
    assert ids == set(salts)
    assert len({salt["first"] for salt in salts.values()}) == 2


def test_form_is_hidden_until_a_script_shows_it(confirmed, device):
    adding = confirmed.get(LIST).content.decode()
    add(confirmed, device)
    opening = lock(confirmed).get(UNLOCK).content.decode()

    for html in (adding, opening):
        assert re.search(r"<form[^>]*data-ceremony[^>]* hidden>", html)
    assert "you need a browser that knows passkeys, with scripts on" in adding


def test_code_that_waits_comes_first(open_client, device):
    page = open_client.get(LIST)
    salt = "A" * 43
    sent = {**device.fields(salt), "salt": salt}

    response = open_client.post(LIST, sent)

    assert options_on(page) is None
    assert f'<a href="{KEYS}">Confirm it under Keys</a>' in page.content.decode()
    assert response.status_code == 422
    assert "Please confirm your recovery code first." in response.content.decode()
    assert not Slot.objects.filter(kind=Slot.Kind.PASSKEY).exists()


def test_full_list_takes_no_more(confirmed):
    for _ in range(MOST):
        assert add(confirmed, Device()).status_code == 302
    page = confirmed.get(LIST)
    salt = "A" * 43

    response = confirmed.post(LIST, {**Device().fields(salt), "salt": salt})

    assert options_on(page) is None
    assert "There is room for eight." in page.content.decode()
    assert response.status_code == 422
    assert "Please take one of your passkeys away" in response.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"output": ""},
        {"output": "A" * 42},
        {"output": "A" * 44},
        {"output": "A" * 2000},
        {"output": "a\x00b"},
        {"credential": ""},
        {"credential": "A" * 1365},
        {"salt": "AAAA"},
        {"salt": ""},
    ],
)
def test_malformed_answer_adds_nothing(confirmed, device, change):
    response = add(confirmed, device, **change)

    assert response.status_code == 422
    html = response.content.decode()
    assert html.count("did not arrive whole") == 1
    assert not Slot.objects.filter(kind=Slot.Kind.PASSKEY).exists()


def test_too_long_a_name_adds_nothing(confirmed, device):
    response = add(confirmed, device, name="n" * 41)

    assert response.status_code == 422
    assert "did not arrive whole" not in response.content.decode()
    assert not Slot.objects.filter(kind=Slot.Kind.PASSKEY).exists()


@pytest.mark.parametrize(
    "change", [{"output": ""}, {"output": "A" * 44}, {"credential": "A" * 1365}]
)
def test_malformed_answer_opens_nothing_and_counts_as_no_guess(
    confirmed, device, change
):
    add(confirmed, device)
    sent = answer(lock(confirmed), device)

    statuses = {confirmed.post(OPEN, {**sent, **change}).status_code for _ in range(20)}

    assert statuses == {422}
    assert not is_open(confirmed)
    assert confirmed.post(OPEN, sent).status_code == 302


def test_wrong_passkey_says_so_and_opens_nothing(confirmed, device):
    add(confirmed, device)
    lock(confirmed)

    response = confirmed.post(OPEN, {**wrong(), "next": KEYS})

    html = response.content.decode()
    assert response.status_code == 422
    assert "This passkey does not open your journal. Your passphrase does." in html
    assert html.count('role="alert"') == 1
    assert hidden(response, "next") == KEYS
    assert not is_open(confirmed)


def test_answer_stands_on_no_page(confirmed, device):
    add(confirmed, device)
    sent = answer(lock(confirmed), device)
    bad = {**sent, "output": wrong()["output"][:-1] + "0"}

    for fields in (bad, {**sent, "credential": "AAAA"}, {**sent, "credential": "="}):
        html = confirmed.post(OPEN, fields).content.decode()
        assert (fields["output"] in html, "does not open" in html) == (False, True)


def test_guessing_is_slowed_and_the_passphrase_is_not(
    confirmed, alice, device, passphrase
):
    add(confirmed, device)
    sent = answer(lock(confirmed), device)
    stranger = Client()
    stranger.force_login(alice)
    tries = [stranger.post(OPEN, wrong()).status_code for _ in range(FREE_BY_BOTH)]

    refusal = stranger.post(OPEN, sent)

    assert tries == [422] * FREE_BY_BOTH
    assert refusal.status_code == 429
    assert 0 < int(refusal["Retry-After"]) <= 60
    html = refusal.content.decode()
    before, _, after = html.partition('data-ceremony="get"')
    assert ('name="stamp"' in before, 'name="stamp"' in after) == (False, True)
    assert stranger.post(UNLOCK, {"passphrase": passphrase}).status_code == 302
    assert confirmed.post(OPEN, sent).status_code == 302


def test_passkey_of_another_writer_opens_nothing(confirmed, carol_client, device):
    begin(carol_client)
    add(confirmed, device)
    sent = answer(lock(confirmed), device)
    lock(carol_client)

    assert device.id not in carol_client.get(UNLOCK).content.decode()
    assert carol_client.post(OPEN, sent).status_code == 422
    assert not is_open(carol_client)


def test_typed_address_leads_to_the_page_that_asks(confirmed):
    assert confirmed.get(OPEN)["Location"] == UNLOCK


def test_signed_out_opens_nothing(confirmed, client, device):
    add(confirmed, device)
    sent = answer(lock(confirmed), device)

    response = client.post(OPEN, sent)

    # Back to where the button stood; this browser says of no page that it was there.
    assert response["Location"] == f"/account/login/?next={reverse('journal-home')}"


def test_form_from_another_site_is_refused(confirmed, alice, device):
    add(confirmed, device)
    sent = answer(lock(confirmed), device)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)

    for address in (OPEN, LIST, remove_address()):
        assert browser.post(address, sent).status_code == 403


def test_passkey_taken_away_opens_nothing(confirmed, device):
    add(confirmed, device, name="Phone")
    lock(confirmed)
    sent = answer(confirmed, device)
    confirmed.post(OPEN, sent)

    response = confirmed.post(remove_address())

    assert response["Location"] == LIST
    html = confirmed.get(LIST).content.decode()
    assert ("It opens your journal no more" in html, "Phone" in html) == (True, False)
    assert lock(confirmed).post(OPEN, sent).status_code == 422


def test_taking_away_leaves_this_browser_open_and_locks_others(
    confirmed, alice, passphrase, device
):
    add(confirmed, device)
    other = Client()
    other.force_login(alice)
    other.post(UNLOCK, {"passphrase": passphrase})

    confirmed.post(remove_address())

    assert (is_open(confirmed), is_open(other)) == (True, False)


def test_passkey_of_another_is_404(confirmed, carol_client, device):
    add(confirmed, device)
    begin(carol_client)

    response = carol_client.post(remove_address())

    assert response.status_code == 404
    assert Slot.objects.filter(kind=Slot.Kind.PASSKEY).count() == 1
    missing = reverse("journal-passkey-remove", args=[uuid.uuid4()])
    assert confirmed.post(missing).status_code == 404


def test_passkey_is_not_taken_away_by_a_link(confirmed, device):
    add(confirmed, device)

    assert confirmed.get(remove_address()).status_code == 405


def test_locked_adds_and_takes_away_nothing(confirmed, device):
    add(confirmed, device)
    address = remove_address()
    lock(confirmed)

    for where in (LIST, address):
        response = confirmed.post(where, {**wrong(), "salt": "A" * 43})
        assert response["Location"].startswith(UNLOCK)
    assert Slot.objects.filter(kind=Slot.Kind.PASSKEY).count() == 1


def test_damaged_list_is_looked_at_first(confirmed, device):
    add(confirmed, device)
    page, address = confirmed.get(LIST), remove_address()
    salt = options_on(page)["extensions"]["prf"]["eval"]["first"]
    Vault.objects.update(manifest_head=b"")

    adding = confirmed.post(LIST, {**Device().fields(salt), "salt": salt})
    removing = confirmed.post(address)

    assert adding["Location"] == removing["Location"] == reverse("journal-check")


def test_pages_of_keys_say_that_passkeys_open_too(confirmed, device):
    changing = reverse("journal-passphrase")
    before = [confirmed.get(each).content.decode() for each in (KEYS, changing)]

    add(confirmed, device)

    after = [confirmed.get(each).content.decode() for each in (KEYS, changing)]
    told = ("the passkeys you added", "Passkeys go on")
    assert [words in html for words, html in zip(told, before, strict=True)] == [
        False,
        False,
    ]
    assert [words in html for words, html in zip(told, after, strict=True)] == [
        True,
        True,
    ]


def test_name_is_escaped(confirmed, device):
    add(confirmed, device, name="<b>Phone</b>")

    assert "<b>Phone" not in confirmed.get(LIST).content.decode()


def test_passkey_without_a_name_is_listed(confirmed, device):
    add(confirmed, device)

    assert "Passkey without a name" in confirmed.get(LIST).content.decode()
