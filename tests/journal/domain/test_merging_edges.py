"""Merging with a journal that is no longer there."""

from journal.domain import merging
from journal.domain.merging import Outcome
from journal.domain.vaults import leave_behind, start_journal
from journal.models import Vault


def test_merging_ends_where_the_closed_journal_was_erased_meanwhile(
    alice, journal, passphrase
):
    leave_behind(alice)
    current = start_journal(alice, passphrase=passphrase)
    merging.begin(current, journal)
    Vault.objects.filter(pk=journal.vault_id).delete()

    outcome = merging.go_on(current)

    assert outcome == Outcome(done=True)
    assert not merging.is_under_way(current)
