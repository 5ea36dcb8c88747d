"""A process that makes new keys, to be killed: see test_new_keys_killed.py.

``python -m tests.journal.renewing_process <database> <passphrase> <next passphrase>``
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.db import connection  # noqa: E402 -- after the set-up

from journal.domain import copying, exchanging, renewing, unlocking  # noqa: E402 -- as above
from recovery_site.accounts.models import User  # noqa: E402 -- as above

SESSION = "a session's key"


def main(database: str, passphrase: str, following: str) -> None:
    """Go on where the last one was killed, or begin; say when it starts and ends."""
    connection.settings_dict["NAME"] = database
    copying.BATCH = 10  # many steps, and as many moments between them
    user = User.objects.get(username="alice")
    journal = unlocking.open_with_passphrase(user, passphrase=passphrase)
    print("begins", flush=True)
    renewal = renewing.renewal_of(journal)
    if renewal is None:
        renewing.begin(journal, old=passphrase, new=following, session_key=SESSION)
        renewal = renewing.renewal_of(journal)
    assert renewal is not None
    if not renewal.code.is_confirmed:
        renewing.confirm_code(journal, text=renewal.code.text)
    while not exchanging.go_on(journal, session_key=SESSION):
        continue
    print("ends", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
