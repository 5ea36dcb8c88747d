"""After a backup was put back: what was ended or erased since then is dead again."""

from django.db import transaction
from django.utils import timezone

from resources.sharing.domain.ports import ports
from resources.sharing.models import Counselor, Link, ReadingList, State


@transaction.atomic
def apply_ledger() -> int:
    """End, erase and withdraw again; return how many rows had come back.

    Rows that are as the ledger wants them count for nothing.
    """
    lists = ReadingList.objects.values_list("pk", flat=True)
    links = Link.objects.filter(ended_on=None).values_list("pk", flat=True)
    roles = Counselor.objects.exclude(state=State.WITHDRAWN)
    withdrawn = ports.ledger.withdrawn_among(roles.values_list("pk", flat=True))
    erased = ports.ledger.erased_among(lists)
    ended = ports.ledger.ended_among(links)
    today = timezone.localdate()
    Counselor.objects.filter(pk__in=withdrawn).update(state=State.WITHDRAWN)
    Link.objects.filter(pk__in=ended).update(ended_on=today)
    ReadingList.objects.filter(pk__in=erased).delete()
    return len(withdrawn) + len(erased) + len(ended)
