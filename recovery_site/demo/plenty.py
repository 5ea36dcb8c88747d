"""A long sample journal: thousands of marked pages, with moods, tags and years."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice

import yaml

from journal.domain import timeline
from journal.domain.check_in import CheckIn, Mood
from journal.domain.errors import WrongSecretError
from journal.domain.many import write_many
from journal.domain.matter import Words
from journal.domain.moments import Moment, moment_now
from journal.domain.unlocking import open_with_passphrase
from recovery_site.accounts.models import User
from recovery_site.demo import accounts
from recovery_site.demo.loading import JOURNALS, MARK, ZONE, NotADemoError

YEARS = 10
TAGS = ("work", "sleep", "people", "body", "outside", "kindness", "one step")
LONGER = 5  # every so many pages one goes on and on: about 2 KB


def lengthen(total: int) -> int:
    """Bring the sample writer's journal up to a number of pages; return how many more.

    Args:
        total: With those that are there. None are taken away.

    Raises:
        NotADemoError: Her passphrase is not the one that stands in ``accounts``.
    """
    user = User.objects.get(username=accounts.WRITER.name)
    try:
        journal = open_with_passphrase(user, passphrase=accounts.WRITER.passphrase)
    except WrongSecretError:
        raise NotADemoError(
            "The sample writer has another passphrase by now. Nothing was added."
        ) from None
    more = max(0, total - timeline.page(journal).total)
    if more:
        write_many(journal, islice(_pages(more), more))
    return more


def _pages(count: int) -> Iterator[tuple[Words, Moment]]:
    samples = yaml.safe_load(JOURNALS.read_text(encoding="utf-8"))["writer"]
    now, step = moment_now(ZONE).local, timedelta(days=365 * YEARS) / count
    for number, sample in enumerate(cycle(samples)):
        title = MARK.format(f"{sample['title']}, {number + 1}")
        often = 1 if number % LONGER else 2_000 // len(sample["text"])
        words = Words(
            title,
            "\n\n".join([sample["text"]] * often),
            check_in=CheckIn(number % len(Mood)),
            tags=tuple({TAGS[number % 7], TAGS[number % 3]}) if number % 2 else (),
        )
        local = (now - step * (number + 1)).replace(microsecond=0)
        yield words, Moment(local, ZONE)
