"""Links: random, hashed, for some days, and dead when one says so."""

import re
from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from resources.sharing.domain import links, lists, roles
from resources.sharing.domain.ports import NoteError
from resources.sharing.domain.reading import opened_by
from resources.sharing.domain.tokens import hash_of, new_token
from resources.sharing.models import Counselor, Link, State
from tests.resources.sharing.factories import (
    ITEMS,
    NAME,
    NOTE,
    a_counselor,
    a_link,
    a_list,
)

pytestmark = pytest.mark.django_db


def later(monkeypatch, days):
    """Let the clock of the links stand some days on."""
    day = timezone.localdate() + timedelta(days=days)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: day)


def test_token_has_128_random_bits():
    tokens = {new_token() for _number in range(64)}

    assert len(tokens) == 64
    assert all(re.fullmatch(r"[\w-]{22}", token) for token in tokens)


def test_row_holds_the_hash_and_not_the_token(bob):
    made = a_link(bob)

    row = Link.objects.values().get()
    assert row["token_hash"] == hash_of(made.token)
    assert [cell for cell in row.values() if made.token in str(cell)] == []


def test_row_has_no_column_for_what_a_reader_does():
    names = {field.column for field in Link._meta.concrete_fields}  # noqa: SLF001 -- Django's documented API

    assert names == {
        *("id", "reading_list_id", "counselor_id", "number", "token_hash"),
        *("created_on", "expires_on", "ended_on"),
    }


def test_link_opens_the_list_for_thirty_days(bob, monkeypatch):
    made = a_link(bob)

    found = opened_by(made.token)
    assert (found.from_whom, found.matter.note) == (NAME, NOTE)
    assert found.matter.items == ITEMS
    assert found.open_until == timezone.localdate() + timedelta(days=30)
    later(monkeypatch, 30)
    assert opened_by(made.token) is not None
    later(monkeypatch, 1)
    assert opened_by(made.token) is None


@pytest.mark.parametrize("days", [0, -1, 91])
def test_link_opens_for_ninety_days_at_most(bob, days):
    with pytest.raises(ValueError, match=str(days)):
        a_link(bob, days=days)


def test_name_is_shown_only_if_the_list_says_so(bob):
    made = a_link(bob, pk=a_list(bob, shows_name=False))

    assert opened_by(made.token).from_whom == ""


def test_list_is_read_as_it_is_now(bob):
    pk = a_list(bob)
    made = a_link(bob, pk=pk)

    lists.change_list(bob, pk, change=lambda old: lists.without(old, str(ITEMS[0])))

    assert opened_by(made.token).matter.items == ITEMS[1:]


def test_ended_link_opens_nothing_and_the_others_still_open(bob):
    pk = a_list(bob)
    one, two = a_link(bob, pk=pk), a_link(bob, pk=pk)

    links.end_link(bob, one.link.pk)

    assert opened_by(one.token) is None
    assert opened_by(two.token) is not None


def test_token_that_never_was_opens_nothing(bob):
    made = a_link(bob)

    for token in (new_token(), "", made.token[:-1], made.token.swapcase(), "é" * 22):
        assert opened_by(token) is None


@pytest.mark.parametrize("state", [State.WAITING, State.DECLINED, State.WITHDRAWN])
def test_links_are_dead_as_soon_as_the_role_is_not_confirmed(bob, state):
    made = [a_link(bob), a_link(bob)]
    assert [opened_by(each.token) is None for each in made] == [False, False]

    Counselor.objects.update(state=state)

    assert [opened_by(each.token) for each in made] == [None, None]


def test_withdrawing_the_role_ends_every_link(bob):
    made = [a_link(bob), a_link(bob)]

    roles.decide(Counselor.objects.get().pk, state=State.WITHDRAWN, reason="x")

    assert [opened_by(each.token) for each in made] == [None, None]


def test_links_of_an_account_that_may_not_sign_in_are_dead(bob):
    made = a_link(bob)
    bob.is_active = False
    bob.save()

    assert opened_by(made.token) is None


def test_link_opens_nothing_after_a_lost_secret(bob, settings):
    made = a_link(bob)
    settings.SECRET_KEY = "another secret" * 5

    assert opened_by(made.token) is None


def test_opening_is_one_query(bob, django_assert_num_queries):
    made = a_link(bob)

    with django_assert_num_queries(1):
        opened_by(made.token)
    links.end_link(bob, made.link.pk)
    with django_assert_num_queries(1):
        opened_by(made.token)
    with django_assert_num_queries(1):
        opened_by(new_token())


@pytest.mark.parametrize(
    "state", [None, State.WAITING, State.DECLINED, State.WITHDRAWN]
)
def test_link_needs_a_confirmed_role(alice, state):
    if state:
        a_counselor(alice, state=state)

    with pytest.raises(links.NotConfirmedError):
        a_link(alice)


def test_link_to_another_persons_list_is_not_made(bob, carol):
    a_counselor(carol)

    with pytest.raises(Http404):
        links.make_link(carol, a_list(bob))


def test_another_persons_link_is_not_found(bob, carol):
    made = a_link(bob)

    for attempt in (links.link_of, links.end_link, links.extend_link):
        with pytest.raises(Http404):
            attempt(carol, made.link.pk)
    assert opened_by(made.token) is not None


def test_link_is_extended_to_ninety_days_at_most(bob):
    made = a_link(bob)
    first = made.link.created_on

    ends = [links.extend_link(bob, made.link.pk).expires_on for _time in range(3)]

    assert [(end - first).days for end in ends] == [60, 90, 90]
    (listed,) = links.links_of(made.link.reading_list_id)
    assert (listed.closed_on, listed.can_extend) == (None, False)


def test_dead_link_is_not_extended(bob, monkeypatch):
    ended, expired = a_link(bob), a_link(bob, days=7)
    links.end_link(bob, ended.link.pk)
    later(monkeypatch, 8)

    for made in (ended, expired):
        with pytest.raises(Http404):
            links.extend_link(bob, made.link.pk)


def test_links_are_numbered_and_listed_newest_first(bob):
    pk = a_list(bob)
    for _time in range(3):
        a_link(bob, pk=pk)

    assert [each.link.number for each in links.links_of(pk)] == [3, 2, 1]


def test_closed_links_say_since_when(bob, monkeypatch):
    pk, today = a_list(bob), timezone.localdate()
    a_link(bob, pk=pk, days=7)
    links.end_link(bob, a_link(bob, pk=pk).link.pk)
    a_link(bob, pk=pk)

    def since():
        return [each.closed_on for each in links.links_of(pk)]

    assert since() == [None, today, None]
    later(monkeypatch, 8)
    assert since() == [None, today, today + timedelta(days=8)]
    roles.decide(Counselor.objects.get().pk, state=State.WITHDRAWN, reason="x")
    later(monkeypatch, 1)
    assert since() == [today + timedelta(days=8), today, today + timedelta(days=8)]


def test_ending_twice_keeps_the_first_day(bob, monkeypatch):
    made = a_link(bob)
    links.end_link(bob, made.link.pk)
    first = Link.objects.get().ended_on
    later(monkeypatch, 2)

    links.end_link(bob, made.link.pk)

    assert Link.objects.get().ended_on == first


def test_link_that_could_not_be_noted_still_opens(bob, settings, tmp_path):
    made = a_link(bob)
    settings.LEDGER_FILE = tmp_path  # a folder

    with pytest.raises(NoteError):
        links.end_link(bob, made.link.pk)

    assert opened_by(made.token) is not None


def test_links_of_one_list_are_limited(bob, monkeypatch):
    monkeypatch.setattr(links, "LINKS_MAXIMUM", 1)
    pk = a_list(bob)
    a_link(bob, pk=pk)

    with pytest.raises(links.TooManyLinksError):
        a_link(bob, pk=pk)


def test_dead_links_are_forgotten_after_a_while(bob, monkeypatch):
    pk = a_list(bob)
    a_link(bob, pk=pk, days=7)
    a_link(bob, pk=pk, days=90)
    later(monkeypatch, 37)
    links.forget_dead_links()
    assert Link.objects.count() == 2

    later(monkeypatch, 1)
    links.forget_dead_links()

    assert [link.number for link in Link.objects.all()] == [2]


def test_made_link_does_not_print_its_token(bob):
    made = a_link(bob)

    assert made.token not in repr(made)
    assert isinstance(made.link.created_on, date)
