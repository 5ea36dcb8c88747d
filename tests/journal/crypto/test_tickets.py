"""Keep tickets and origin tokens: small permits that say exactly one thing."""

from uuid import UUID

import pytest

from journal.crypto.errors import OpenError
from journal.crypto.keys import ServerSecret, VaultKey
from journal.crypto.origin import Origin, issue_origin, open_origin
from journal.crypto.tickets import KeepTicket, issue_ticket, verify_ticket

NOW = 1_800_000_000
DAY = 24 * 60 * 60
TICKET = KeepTicket(UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4), revision=5)
ORIGIN = Origin(UUID(int=3), UUID(int=4), revision=5)
VAULT = UUID(int=2)


@pytest.mark.parametrize("age", [-60, 0, DAY])
def test_ticket_holds_for_a_day(server_secret, age):
    text = issue_ticket(TICKET, secret=server_secret, now=NOW)

    assert verify_ticket(text, secret=server_secret, now=NOW + age) == TICKET
    assert len(text) == 151


@pytest.mark.parametrize("age", [-61, DAY + 1])
def test_ticket_of_another_day_is_refused(server_secret, age):
    text = issue_ticket(TICKET, secret=server_secret, now=NOW)

    with pytest.raises(OpenError):
        verify_ticket(text, secret=server_secret, now=NOW + age)


def test_ticket_of_another_server_is_refused(server_secret):
    text = issue_ticket(TICKET, secret=ServerSecret(b"t" * 32), now=NOW)

    with pytest.raises(OpenError):
        verify_ticket(text, secret=server_secret, now=NOW)


def test_origin_opens_under_its_vault_key_only(vault_key):
    token = issue_origin(vault_key, ORIGIN, vault=VAULT)

    assert open_origin(vault_key, token, vault=VAULT) == ORIGIN
    with pytest.raises(OpenError):
        open_origin(VaultKey.generate(), token, vault=VAULT)
    with pytest.raises(OpenError):
        open_origin(vault_key, token, vault=UUID(int=9))


@pytest.mark.parametrize("token", ["", "AAAA", "not a token", "é"])
def test_origin_of_any_text_is_refused(vault_key, token):
    with pytest.raises(OpenError):
        open_origin(vault_key, token, vault=VAULT)


@pytest.mark.parametrize("revision", [-1, 2**32])
def test_origin_with_a_revision_that_does_not_fit_raises(vault_key, revision):
    origin = Origin(UUID(int=3), UUID(int=4), revision)

    with pytest.raises(ValueError, match="does not fit"):
        issue_origin(vault_key, origin, vault=VAULT)
