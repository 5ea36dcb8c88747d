"""Asking for the role, and reading what became of it."""

import pytest
from django.urls import reverse

from resources.sharing.domain import roles
from resources.sharing.models import Counselor, State
from tests.resources.sharing.factories import SAID, a_counselor

pytestmark = pytest.mark.django_db

SENT = {"name": SAID.name, "profession": SAID.profession, "proof": SAID.proof}


def page(client) -> str:
    return client.get(reverse("counselor")).content.decode()


def test_request_is_sent_and_shown(alice, alice_client):
    alice_client.post(reverse("counselor"), SENT)

    role = roles.role_of(alice)
    assert (role.state, roles.credentials_of(role)) == (State.WAITING, SAID)
    assert "It waits for a keeper" in page(alice_client)


def test_request_without_a_proof_comes_back_with_the_rest(alice, alice_client):
    answer = alice_client.post(reverse("counselor"), {**SENT, "proof": ""})

    assert answer.status_code == 422
    assert f'value="{SAID.name}"' in answer.content.decode()
    assert roles.role_of(alice) is None


@pytest.mark.parametrize("state", [State.DECLINED, State.WITHDRAWN])
def test_refusal_is_shown_with_its_reason_and_can_be_asked_anew(
    alice, alice_client, state
):
    a_counselor(alice, state=state, reason="No such number.")
    assert "No such number." in page(alice_client)

    alice_client.post(reverse("counselor"), SENT)

    assert roles.role_of(alice).state == State.WAITING


def test_confirmed_role_is_not_lost_by_asking_again(bob, bob_client):
    bob_client.post(reverse("counselor"), {**SENT, "name": "Another"})

    assert roles.is_confirmed(bob)
    assert roles.confirmed_name(roles.role_of(bob)) == SAID.name
    assert 'id="ask"' not in page(bob_client)


def test_nobody_sees_another_persons_request(bob, carol_client):
    assert SAID.proof not in page(carol_client)
    assert Counselor.objects.count() == 1
