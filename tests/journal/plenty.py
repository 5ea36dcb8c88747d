"""A long journal, made in seconds: rows and list as the journal would store them."""

import uuid
from datetime import timedelta

from journal.domain import manifest, records
from journal.domain.check_in import CheckIn
from journal.domain.lines import line_for
from journal.domain.matter import Words, encode_header, header_for
from journal.domain.moments import Moment, moment_now
from journal.domain.opened import OpenJournal, writing
from journal.models import Record

TWO_KILOBYTES = "A line of words. " * 120


def fill(journal: OpenJournal, count: int, *, text: str = TWO_KILOBYTES) -> None:
    """Add a number of entries, an hour apart, the last an hour ago.

    They have all moods in turn, and every tenth bears the tag "river".
    """
    now = moment_now("UTC")
    with writing(journal) as fresh:
        rows, lines = [], []
        for number in range(count):
            moment = Moment(now.local - timedelta(hours=count - number), "UTC")
            noted, tags = CheckIn(number % 7), ("river",) * (number % 10 == 0)
            words = Words(f"Entry {number}", f"{text}{number}", None, noted, tags)
            header = header_for(words, moment)
            row = records.sealed_row(
                fresh,
                record=uuid.uuid4(),
                revision=1,
                header=encode_header(header),
                body=words.text.encode(),
            )
            rows.append(row)
            lines.append(line_for(row.id, 1, records.digest_of(row), header))
        Record.objects.bulk_create(rows, batch_size=500)
        _list(fresh, lines)


def _list(journal, lines):
    head = manifest.read_head(journal)
    every = [*manifest.all_lines(journal, head), *lines]
    manifest.make_anew(journal, head, every)
