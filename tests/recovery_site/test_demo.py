"""The trial copy: marked samples, loaded once, and never among people."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from journal.domain import timeline, unlocking
from journal.domain.check_in import Mood
from journal.domain.examining import examine
from journal.domain.tags import names_in_use
from journal.models import Record, Slot, Vault
from recovery_site import pages
from recovery_site.accounts.models import User
from recovery_site.demo import accounts, plenty
from resources.directory.models import Listing
from tests.journal.unlocked import unlock_with_passphrase

PUBLIC = ("home", "safety", "what-we-can-see", "privacy", "about", "steady",
          "article-list", "help-lines", "therapists")  # fmt: skip
ACCOUNT = ("account_login", "account_signup", "account_reset_password",
           "account_inactive")  # fmt: skip
SIGNED_IN = ("home", "journal-home", "journal-write", "journal-keys", "mfa_index",
             "account_change_password", "account_logout")  # fmt: skip
ERRORS = ("400.html", "403.html", "404.html", "413.html", "429.html", "500.html")


def load(*arguments: str) -> str:
    out = io.StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def demo(settings, db) -> str:
    """A trial copy; the value is what the command printed."""
    settings.DEMO = True
    return load()


def timeline_of(sample: accounts.Sample):
    """Return the first page of a sample's timeline."""
    user = User.objects.get(username=sample.name)
    return timeline.page(
        unlocking.open_with_passphrase(user, passphrase=sample.passphrase)
    )


def leaves(sample: accounts.Sample) -> list:
    """Return everything on a sample's timeline, opened with its passphrase."""
    journal = unlock_with_passphrase(
        User.objects.get(username=sample.name),
        passphrase=sample.passphrase,
        session_key="k" * 32,
    ).journal
    first = timeline.page(journal)
    rest = timeline.page(journal, number=2) if first.has_earlier else None
    return [*first.leaves, *(rest.leaves if rest else [])]


def test_samples_are_forty_entries_marked_as_such(demo):
    found = [*leaves(accounts.WRITER), *leaves(accounts.COUNSELOR)]

    titles = [leaf.header.title for leaf in found]
    assert len(set(titles)) == 40
    assert [title for title in titles if not title.startswith("Sample: ")] == []
    assert [leaf.trouble for leaf in found if leaf.trouble] == []


def test_samples_are_spread_over_months(demo):
    months = {leaf.at.strftime("%Y-%m") for leaf in leaves(accounts.WRITER)}

    assert len(months) >= 5


def test_long_journal_is_marked_and_spread_over_years(demo):
    call_command("load_demo", entries=300, stdout=io.StringIO())

    user = User.objects.get(username=accounts.WRITER.name)
    journal = unlocking.open_with_passphrase(
        user, passphrase=accounts.WRITER.passphrase
    )
    found = [
        leaf for n in range(1, 16) for leaf in timeline.page(journal, number=n).leaves
    ]
    titles = {leaf.header.title for leaf in found}
    assert (len(found), len(titles)) == (300, 300)
    assert [title for title in titles if not title.startswith("Sample: ")] == []
    assert len({leaf.at.year for leaf in found}) >= 10
    assert {leaf.header.check_in.mood for leaf in found} == set(Mood)
    assert set(names_in_use(journal)) == set(plenty.TAGS)
    assert examine(journal) == []


def test_journal_that_is_long_enough_stays_as_it_is(demo):
    said = [load("--entries", str(number)) for number in (60, 60, 5)]

    assert ["more pages" in each for each in said] == [True, False, False]
    assert timeline_of(accounts.WRITER).total == 60


def test_sample_writer_with_other_words_gets_no_pages(demo):
    Slot.objects.all().delete()

    with pytest.raises(CommandError, match="another passphrase"):
        load("--entries", "60")


def test_what_is_printed_opens_what_it_names(demo):
    for sample in accounts.SAMPLES:
        assert f"{sample.name}, password: {sample.password}\n" in demo
        assert User.objects.get(username=sample.name).check_password(sample.password)
        assert (f"passphrase: {sample.passphrase}\n" in demo) == bool(sample.passphrase)
    assert accounts.curator_secret() in demo


def test_only_the_curator_may_enter_the_desk(demo):
    staff = User.objects.filter(is_staff=True)

    assert [user.username for user in staff] == ["sample-curator"]
    assert not staff[0].is_superuser


def test_curator_signs_in_with_the_printed_secret(demo, digits):
    client = Client()
    client.post(
        f"{reverse('account_login')}?next=/manage/",
        {"login": accounts.CURATOR.name, "password": accounts.CURATOR.password},
    )

    code = digits(accounts.curator_secret())
    client.post(reverse("mfa_authenticate"), {"code": code})

    desk = client.get("/manage/")
    assert desk.status_code == 200
    assert "Articles" in desk.content.decode()


def test_sample_listings_are_loaded(demo):
    assert Listing.objects.filter(is_sample=True).count() == 12
    assert Listing.objects.filter(is_sample=False).count() == 0


def test_second_run_changes_nothing_and_says_the_same(demo):
    def state() -> list:
        rows = (Vault.objects.values(), Record.objects.values(), User.objects.values())
        return [list(each.order_by("pk")) for each in rows]

    before = state()

    again = load()

    assert state() == before
    assert again.splitlines()[1:] == demo.splitlines()[1:]


def test_real_site_refuses_samples(db):
    with pytest.raises(CommandError, match="Set DEMO=True"):
        load()

    assert (User.objects.count(), Vault.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["mara", "sample-writer"])
def test_database_with_an_account_in_it_refuses_samples(db, settings, name):
    settings.DEMO = True
    User.objects.create_user(name)

    with pytest.raises(CommandError, match="it may be a real site"):
        load()

    assert [user.username for user in User.objects.all()] == [name]
    assert Listing.objects.count() == 0


def test_trial_copy_that_had_a_visitor_starts_again(demo, alice):
    before = Record.objects.count()

    load()

    assert Record.objects.count() == before
    assert User.objects.filter(username="alice").exists()


def test_half_loaded_trial_copy_is_impossible(db, settings, monkeypatch):
    def fail() -> None:
        raise OSError

    settings.DEMO = True
    monkeypatch.setattr(accounts, "make_curator", fail)

    with pytest.raises(OSError):  # noqa: PT011 -- any failure will do
        load()

    assert (User.objects.count(), Vault.objects.count()) == (0, 0)


def banners(html: str) -> int:
    return html.count('class="demo wrap"')


@pytest.mark.parametrize("name", [*PUBLIC, *ACCOUNT])
def test_banner_stands_on_open_pages(client, db, settings, name):
    settings.DEMO = True

    assert banners(client.get(reverse(name)).content.decode()) == 1


def test_banner_stands_on_the_pages_of_somebody_signed_in(demo):
    client = Client()
    client.force_login(User.objects.get(username=accounts.WRITER.name))
    client.post(reverse("journal-unlock"), {"passphrase": accounts.WRITER.passphrase})

    shown = {
        name: client.get(reverse(name), follow=True).content.decode()
        for name in SIGNED_IN
    }

    assert {name: banners(html) for name, html in shown.items()} == dict.fromkeys(
        SIGNED_IN, 1
    )
    assert "Sample: This evening" in shown["journal-home"]


@pytest.mark.parametrize("template", ERRORS)
def test_banner_stands_on_error_pages(settings, template):
    settings.DEMO = True

    response = pages.render(RequestFactory().get("/x/"), template)

    assert banners(response.content.decode()) == 1


@pytest.mark.parametrize("name", [*PUBLIC, *ACCOUNT])
def test_real_site_has_no_banner(client, db, name):
    assert banners(client.get(reverse(name)).content.decode()) == 0
