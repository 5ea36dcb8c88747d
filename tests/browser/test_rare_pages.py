"""Pages that answer to something rare: kept words, damage, recovery, an end."""

import pytest
from django.test import Client
from django.urls import reverse

from journal.domain.preferences import read_preferences
from journal.models import Record
from recovery_site.accounts.models import User
from resources.library.models import Article
from resources.sharing.models import State
from tests.browser.house import (
    counselor,
    furnish,
    keeper,
    locked_out,
    newcomer,
    writer,
)
from tests.browser.journal import PASSPHRASE, opened_by
from tests.browser.look import Onlooker
from tests.browser.test_pages import wrong_with
from tests.conftest import PASSWORD
from tests.journal.views.pages import hidden
from tests.journal.views.test_keys import groups_on
from tests.resources.library.factories import make_own_prompt
from tests.resources.sharing.factories import a_counselor, a_list

pytestmark = pytest.mark.browser

WORDS = {"title": "", "text": "Words that came late."}
NEW_WORDS = "amber willow north paper grain bell"


@pytest.fixture
def onlooker(live_server, new_context) -> Onlooker:
    context = new_context(base_url=live_server.url, reduced_motion="reduce")
    return Onlooker(context, live_server.url)


def kept():
    client, _values = writer()
    page = client.get(reverse("journal-write"))
    sent = {**WORDS, **{name: hidden(page, name) for name in ("ticket", "origin")}}
    stranger = Client(enforce_csrf_checks=True)
    return reverse("journal-write"), stranger.post(reverse("journal-write"), sent), 200


def not_kept():
    stranger = Client(enforce_csrf_checks=True)
    sent = {**WORDS, "ticket": "none of ours"}
    return reverse("journal-write"), stranger.post(reverse("journal-write"), sent), 409


def dropped():
    client, _values = locked_out()
    page = client.get(reverse("journal-drop"))
    sent = {**WORDS, "ticket": hidden(page, "ticket")}
    return reverse("journal-drop"), client.post(reverse("journal-drop"), sent), 200


def recovered():
    client = Client()
    client.force_login(User.objects.create_user("alice", password=PASSWORD))
    journal = opened_by(User.objects.get(), client)
    sent = {"code": code_of(journal), "passphrase": NEW_WORDS}
    address = reverse("journal-recover")
    return address, Client().post(address, sent), 200


def damaged():
    client, values = writer()
    Record.objects.filter(id=values["entry"]["pk"]).update(body=b"nothing")
    address = reverse("entry", kwargs=values["entry"])
    return address, client.get(address), 409


def findings():
    client, values = writer()
    Record.objects.filter(id=values["entry"]["pk"]).delete()
    address = reverse("journal-check")
    return address, client.get(address), 200


def a_missing_entry():
    client, values = writer()
    Record.objects.filter(id=values["entry"]["pk"]).delete()
    address = reverse("journal-home")
    return address, client.get(address), 200


def resting():
    client, _values = writer()
    address = reverse("journal-unlock")
    return address, client.get(f"{address}?rest=1"), 200


def erased():
    client, _values = writer()
    sent = {"passphrase": PASSPHRASE, "sure": "on"}
    address = reverse("journal-erase")
    return address, client.post(address, sent, follow=True), 200


def new_code():
    client, _values = writer()
    own = {"old": PASSPHRASE, "offered": "x", "choice": "own", "own": NEW_WORDS}
    address = reverse("journal-new-keys")
    return address, client.post(address, own, follow=True), 200


def new_keys_half_way():
    client, _values = writer()
    own = {"old": PASSPHRASE, "offered": "x", "choice": "same"}
    address = reverse("journal-new-keys")
    code = groups_on(client.post(address, own, follow=True))
    client.post(reverse("journal-new-keys-code"), {"code": code})
    answer = client.get(address)
    # The script presses the button at once; here the page is to be looked at.
    answer.content = answer.content.replace(b" data-go-on", b"")
    return address, answer, 200


def before_a_deep_prompt():
    client, _values = writer()
    address = reverse("journal-prompt")
    return address, client.post(address, {"prompt": "ask", "depth": "deeper"}), 200


def before_a_deep_prompt_with_words():
    client, _values = writer()
    sent = {**WORDS, "prompt": "ask", "depth": "deeper"}
    address = reverse("journal-write")
    return address, client.post(address, sent), 200


def a_deep_prompt():
    client, _values = writer()
    make_own_prompt(depth="deeper")
    address = reverse("journal-write")
    return address, client.post(address, {**WORDS, "prompt": "deeper"}), 200


def a_deep_entry_just_saved():
    client, _values = writer()
    sent = {**WORDS, "prompt_text": "What lies under?", "prompt_depth": "deeper"}
    saved = client.post(reverse("journal-write"), sent)
    return saved["Location"], client.get(saved["Location"]), 200


def dead_link():
    address = reverse("shared-list", args=["A" * 22])
    return address, Client().get(address), 404


def a_card():
    client, values = counselor()
    address = reverse("link-make", kwargs=values["list"])
    return address, client.post(address, {"days": "30"}), 200


def refused_role():
    client, _values = newcomer()
    alice = User.objects.get(username="alice")
    a_counselor(alice, state=State.DECLINED, reason="No such number.")
    address = reverse("counselor")
    return address, client.get(address), 200


def list_that_waits():
    client, _values = newcomer()
    alice = User.objects.get(username="alice")
    a_counselor(alice, state=State.WAITING)
    address = reverse("list", args=[a_list(alice, items=())])
    return address, client.get(address), 200


def found_in_the_library():
    furnish()
    address = reverse("article-list")
    return address, Client().post(address, {"words": "sleep"}, follow=True), 200


def not_found_in_the_library():
    furnish()
    address = reverse("article-list")
    return address, Client().post(address, {"words": "zzz"}, follow=True), 200


def code_of(journal) -> str:
    return read_preferences(journal).pending_code


def article_held_back():
    furnish()
    Article.objects.filter(slug="work-options").update(review_by="2020-01-01")
    address = reverse("article", args=["work-options"])
    return address, Client().get(address), 200


def step_refused():
    furnish()
    client, _values = keeper()
    User.objects.update(is_staff=True, is_superuser=True)
    address = reverse(
        "admin:library_article_preview", args=[Article.objects.all()[0].pk]
    )
    sent = {"step": "publish", "read": "", "reason": "My words."}
    return address, client.post(address, sent), 200


RARE = (
    kept,
    not_kept,
    dropped,
    recovered,
    damaged,
    findings,
    a_missing_entry,
    resting,
    erased,
    new_code,
    new_keys_half_way,
    before_a_deep_prompt,
    before_a_deep_prompt_with_words,
    a_deep_prompt,
    a_deep_entry_just_saved,
    dead_link,
    a_card,
    refused_role,
    list_that_waits,
    article_held_back,
    step_refused,
    found_in_the_library,
    not_found_in_the_library,
)


@pytest.mark.parametrize(
    "number", range(len(RARE)), ids=[each.__name__ for each in RARE]
)
def test_rare_page_is_whole(onlooker, number):
    address, answer, status = RARE[number]()
    assert answer.status_code == status, answer.content.decode()
    onlooker.show(address, answer)

    found = wrong_with(onlooker, address, number=2 * number + 1, status=status)

    assert found == []
