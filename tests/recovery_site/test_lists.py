"""Reading lists on this site: a copy opens nothing, and a backup revives nothing."""

import io
import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recovery_site import ledger, sealing
from recovery_site.accounts.models import Session, User
from recovery_site.proof.search import places_with
from resources.sharing.domain import links, lists, roles
from resources.sharing.domain.lists import open_list
from resources.sharing.domain.matter import Item, Kind
from resources.sharing.domain.ports import SealedError
from resources.sharing.domain.reading import opened_by
from resources.sharing.domain.tokens import hash_of
from resources.sharing.models import Counselor, Link, ReadingList, State
from tests.browser.traces import stored
from tests.conftest import PASSWORD
from tests.resources.sharing.factories import (
    LIST,
    NOTE,
    SAID,
    a_counselor,
    a_link,
    a_list,
)

SLUG = "kestrel-on-the-quay"
sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="copies its file")


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.LEDGER_FILE = tmp_path / "ledger"


@pytest.fixture
def bob(db) -> User:
    bob = User.objects.create_user("bob", password=PASSWORD)
    a_counselor(bob)
    return bob


def command(name: str) -> str:
    said = io.StringIO()
    call_command(name, stdout=said)
    return said.getvalue()


# --- A stolen copy --------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_dump_holds_no_token_and_no_word_of_a_list(bob):
    client = Client()
    client.force_login(bob)
    pk = a_list(bob, items=[Item(Kind.ARTICLE, SLUG)])
    answer = client.post(reverse("link-make", args=[pk]), {"days": "30"})
    address = answer.context["card"].address
    token = address.rstrip("/").rsplit("/", 1)[1]
    assert client.get(address).status_code == 200

    left = stored()

    secrets = (token, LIST, NOTE, SAID.name, SAID.proof, SLUG)
    assert {secret: places_with(secret, left) for secret in secrets} == {
        secret: set() for secret in secrets
    }
    # The search would find them: what may be there is found in the same places.
    assert "table sharing_link" in places_with(hash_of(token), left)
    assert "table accounts_user" in places_with("bob", left)


def test_dump_alone_opens_no_list(bob, client):
    made = a_link(bob)
    row, link = ReadingList.objects.get(), Link.objects.get()
    cells = [str(cell) for cell in Link.objects.values_list().get()]
    sealed = bytes(row.sealed)

    # Whatever the rows hold, tried as a token and as the key of the seal.
    for cell in (*cells, str(row.pk), row.pk.hex, sealed.hex(), str(bob.pk)):
        assert client.get(f"/s/{cell.replace('/', '_')}/").status_code == 404
        key = sealing.derive_key(cell.encode(), "sharing/v1")
        with pytest.raises(sealing.SealError):
            sealing.open_sealed(key, sealed, place=b"list/" + row.pk.bytes)
    assert opened_by(made.token) is not None
    # The owner's own server opens it, with the one thing that no dump has.
    key = sealing.derive_key(site_settings.SECRET_KEY.encode(), "sharing/v1")
    words = sealing.open_sealed(key, sealed, place=b"list/" + row.pk.bytes)
    assert json.loads(words)["name"] == LIST
    assert link.token_hash == hash_of(made.token)


def test_seal_of_another_site_does_not_open(bob, settings):
    a_list(bob)
    settings.SECRET_KEY = "another secret" * 5

    with pytest.raises(SealedError):
        open_list(ReadingList.objects.get())


# --- A backup that is put back --------------------------------------------------------


def revive(link: Link) -> None:
    """Put a link's row back as it was before it was ended."""
    Link.objects.filter(pk=link.pk).update(ended_on=None)


def test_ended_link_stays_dead_after_a_restore(bob):
    Client().force_login(bob)
    one, two = a_link(bob), a_link(bob)
    links.end_link(bob, one.link.pk)
    revive(one.link)
    assert opened_by(one.token) is not None

    said = command("apply_ledger")

    assert opened_by(one.token) is None
    assert opened_by(two.token) is not None
    assert said.startswith("1 ended links")
    assert Session.objects.count() == 0


@sqlite
@pytest.mark.django_db(transaction=True)
def test_ended_link_does_not_come_back_with_the_file(bob, tmp_path):
    path = Path(connection.settings_dict["NAME"])
    made, kept = a_link(bob), a_link(bob)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "backup")])
    links.end_link(bob, made.link.pk)
    assert opened_by(made.token) is None

    connection.close()
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    shutil.copy(tmp_path / "backup", path)
    assert opened_by(made.token) is not None
    said = command("after_restore")

    assert opened_by(made.token) is None
    assert opened_by(kept.token) is not None
    assert "1 ended links, lists or roles ended again" in said


def test_erased_list_does_not_come_back(bob):
    made = a_link(bob)
    row, link = ReadingList.objects.get(), Link.objects.get()
    lists.erase_list(bob, row.pk)
    row.save(force_insert=True)
    link.save(force_insert=True)
    assert opened_by(made.token) is not None

    command("apply_ledger")

    assert (ReadingList.objects.count(), Link.objects.count()) == (0, 0)


def test_withdrawn_role_does_not_come_back(bob):
    made, role = a_link(bob), Counselor.objects.get()
    roles.decide(role.pk, state=State.WITHDRAWN, reason="x")
    Counselor.objects.update(state=State.CONFIRMED)
    assert opened_by(made.token) is not None

    command("apply_ledger")

    assert opened_by(made.token) is None
    assert not roles.is_confirmed(bob)


def test_role_that_was_given_anew_is_not_taken_by_an_older_note(bob):
    roles.decide(Counselor.objects.get().pk, state=State.WITHDRAWN, reason="x")
    a_counselor(bob)

    assert command("apply_ledger") == ""

    assert roles.is_confirmed(bob)


def test_ledger_that_is_applied_already_says_nothing_and_signs_nobody_out(bob):
    Client().force_login(bob)
    made = a_link(bob)
    links.end_link(bob, made.link.pk)
    lists.erase_list(bob, a_list(bob))

    assert command("apply_ledger") == ""

    assert Session.objects.count() == 1


def test_ledger_names_neither_link_list_nor_role(bob):
    made, pk = a_link(bob), a_list(bob)
    links.end_link(bob, made.link.pk)
    lists.erase_list(bob, pk)
    roles.decide(Counselor.objects.get().pk, state=State.WITHDRAWN, reason="x")

    lines = site_settings.LEDGER_FILE.read_text().splitlines()

    assert [line.split(" ")[0] for line in lines] == ["link", "list", "role"]
    assert lines[0] == f"link {ledger.fingerprint(made.link.pk)}"
    for secret in (made.token, hash_of(made.token), pk.hex, str(pk), "bob"):
        assert secret not in "\n".join(lines)


def test_clear_expired_forgets_links_that_ran_out_long_ago(bob):
    a_link(bob)
    Link.objects.update(expires_on=timezone.localdate() - links.KEPT * 2)

    command("clear_expired")

    assert Link.objects.count() == 0
