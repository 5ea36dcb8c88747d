"""The role of a counselor: asked for, decided on by a keeper, withdrawn for good."""

import uuid
from dataclasses import asdict, dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from resources.sharing.domain.ports import SealedError, ports
from resources.sharing.domain.sealed import open_fields, seal_fields
from resources.sharing.models import Counselor, State

KIND = "counselor"
# Nothing leads back from "withdrawn": the ledger would withdraw it again after the next
# start. Whoever is to have the role again asks again, and that is another row.
DECISIONS: dict[str, tuple[State, ...]] = {
    State.WAITING: (State.CONFIRMED, State.DECLINED),
    State.CONFIRMED: (State.WITHDRAWN,),
}
# What somebody must be told the reason of.
REFUSALS = (State.DECLINED, State.WITHDRAWN)


class DecisionError(ValueError):
    """That decision does not follow on where the request stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a person says of themself, and what the keeper answered.

    Args:
        name: As readers may see it.
        profession: Such as "counsellor".
        proof: A licence with its number, or an employer.
        reason: The keeper's, or empty.
    """

    name: str
    profession: str
    proof: str
    reason: str = ""


def role_of(account: AbstractBaseUser) -> Counselor | None:
    """Return an account's request, if it made one."""
    return Counselor.objects.filter(account_id=account.pk).first()


def is_confirmed(account: AbstractBaseUser) -> bool:
    """Tell whether an account may share lists."""
    rows = Counselor.objects.filter(account_id=account.pk, state=State.CONFIRMED)
    return rows.exists()


def credentials_of(counselor: Counselor) -> Credentials:
    """Return what somebody said of themself; empty after a lost secret."""
    try:
        fields = open_fields(counselor.sealed, kind=KIND, row=counselor.pk)
    except SealedError:
        return Credentials(name="", profession="", proof="")
    return Credentials(**fields)


def confirmed_name(counselor: Counselor | None) -> str:
    """Return the name that readers may see: one that a keeper has confirmed."""
    if counselor is None or counselor.state != State.CONFIRMED:
        return ""
    return credentials_of(counselor).name


@transaction.atomic
def ask_for_role(account: AbstractBaseUser, *, said: Credentials) -> Counselor:
    """Ask for the role, or ask anew after a refusal.

    Raises:
        DecisionError: The role is there already.
    """
    found = Counselor.objects.select_for_update().filter(account_id=account.pk).first()
    if found is not None and found.state == State.CONFIRMED:
        raise DecisionError
    if found is not None:
        found.delete()
    pk = uuid.uuid4()
    return Counselor.objects.create(
        pk=pk,
        account_id=account.pk,
        asked_on=timezone.localdate(),
        sealed=seal_fields(asdict(said), kind=KIND, row=pk),
    )


@transaction.atomic
def decide(pk: uuid.UUID, *, state: str, reason: str) -> Counselor:
    """Confirm, decline or withdraw, and keep the reason for the one who asked.

    Args:
        pk: The request.
        state: What it becomes.
        reason: What the person reads.

    Raises:
        Http404: There is no such request.
        DecisionError: This does not follow on where it stands.
        NoteError: A withdrawal could not be noted. Nothing was changed.
    """
    row = get_object_or_404(Counselor.objects.select_for_update(), pk=pk)
    if state not in DECISIONS.get(row.state, ()):
        raise DecisionError
    said = asdict(credentials_of(row)) | {"reason": reason}
    row.state, row.decided_on = State(state), timezone.localdate()
    row.sealed = seal_fields(said, kind=KIND, row=row.pk)
    row.save(update_fields=["state", "decided_on", "sealed"])
    if row.state == State.WITHDRAWN:
        ports.ledger.note_withdrawn(row.pk)
    return row


@transaction.atomic
def erase_role(pk: uuid.UUID) -> None:
    """Erase a request and every link made under it, for good.

    Raises:
        NoteError: It could not be noted. Nothing was erased.
    """
    Counselor.objects.filter(pk=pk).delete()
    ports.ledger.note_withdrawn(pk)


def waiting_requests() -> int:
    """Return how many requests wait for a keeper."""
    return Counselor.objects.filter(state=State.WAITING).count()
