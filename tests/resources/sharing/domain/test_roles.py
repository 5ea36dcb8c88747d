"""The role: asked for, decided on, and withdrawn for good."""

import pytest
from django.http import Http404

from recovery_site.accounts.models import User
from resources.sharing.domain import roles
from resources.sharing.domain.ports import NoteError
from resources.sharing.models import Counselor, State
from tests.resources.sharing.factories import NAME, SAID, a_counselor, a_link

pytestmark = pytest.mark.django_db


def test_request_waits(alice):
    row = a_counselor(alice, state=State.WAITING)

    assert (row.state, roles.waiting_requests()) == (State.WAITING, 1)
    assert roles.credentials_of(row) == SAID
    assert not roles.is_confirmed(alice)


def test_row_holds_no_name_profession_or_proof(alice):
    row = a_counselor(alice, state=State.WAITING)

    for words in (SAID.name, SAID.profession, SAID.proof):
        assert words.encode() not in bytes(row.sealed)
        assert words not in str(row)


def test_keeper_confirms(alice):
    row = a_counselor(alice)

    assert roles.is_confirmed(alice)
    assert roles.confirmed_name(row) == NAME
    assert row.decided_on is not None


def test_keeper_declines_with_a_reason(alice):
    row = a_counselor(alice, state=State.DECLINED, reason="No such number.")

    assert roles.credentials_of(row).reason == "No such number."
    assert not roles.is_confirmed(alice)
    assert roles.confirmed_name(row) == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.WAITING, State.WITHDRAWN),
        (State.CONFIRMED, State.DECLINED),
        (State.CONFIRMED, State.CONFIRMED),
        (State.DECLINED, State.CONFIRMED),
        (State.WITHDRAWN, State.CONFIRMED),
        (State.WAITING, "anything"),
    ],
)
def test_decision_that_does_not_follow_is_refused(alice, before, after):
    row = a_counselor(alice, state=before)

    with pytest.raises(roles.DecisionError):
        roles.decide(row.pk, state=after, reason="x")

    assert Counselor.objects.get().state == before


def test_decision_on_nobody_is_not_found(alice):
    with pytest.raises(Http404):
        roles.decide(alice.pk, state=State.CONFIRMED, reason="")


def test_withdrawal_that_could_not_be_noted_changes_nothing(bob, settings, tmp_path):
    settings.LEDGER_FILE = tmp_path  # a folder
    row = Counselor.objects.get()

    with pytest.raises(NoteError):
        roles.decide(row.pk, state=State.WITHDRAWN, reason="x")

    assert roles.is_confirmed(bob)


def test_asking_again_is_another_request(alice):
    first = a_counselor(alice, state=State.DECLINED)

    second = a_counselor(alice, state=State.WAITING)

    assert first.pk != second.pk
    assert Counselor.objects.count() == 1


def test_links_of_a_withdrawn_role_are_not_revived_by_a_new_one(bob):
    made = a_link(bob)
    role = Counselor.objects.get()
    roles.decide(role.pk, state=State.WITHDRAWN, reason="x")

    a_counselor(bob)

    assert roles.is_confirmed(bob)
    assert not type(made.link).objects.filter(pk=made.link.pk).exists()


def test_confirmed_counselor_does_not_ask_again(bob):
    with pytest.raises(roles.DecisionError):
        roles.ask_for_role(bob, said=SAID)


def test_request_after_a_lost_secret_is_empty(bob, settings):
    settings.SECRET_KEY = "another secret" * 5

    assert roles.confirmed_name(Counselor.objects.get()) == ""


def test_nobody_has_no_name_and_no_role(alice):
    assert roles.role_of(alice) is None
    assert roles.confirmed_name(None) == ""


def test_erased_role_takes_its_links_along(bob):
    a_link(bob)

    roles.erase_role(Counselor.objects.get().pk)

    assert roles.role_of(User.objects.get(pk=bob.pk)) is None
    assert not bob.reading_lists.get().links.exists()
