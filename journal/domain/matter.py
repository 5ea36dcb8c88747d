"""What an entry holds, and how it becomes bytes before it is sealed.

The header carries all that a list shows, so that a timeline never opens a body. Both
are UTF-8; the header is JSON with the keys below.
"""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from journal.crypto.manifest_block import FIRST_MOMENT, ManifestLine
from journal.domain.errors import EntryDamagedError
from journal.domain.kinds import Flag, Kind
from journal.domain.moments import Moment, moment_from

EXCERPT_LENGTH = 220  # characters
MAX_TITLE = 500  # characters
MAX_PROMPT = (2_000, 500, 20)  # characters of text, source and depth
# Lines before this moment are not on the timeline: the settings, and then the trash by
# days. So a page of the timeline is counted off without a look at what was thrown away.
TIMELINE_START = FIRST_MOMENT + 2**16
_FIRST_DAY = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The words that an entry began from, copied so that they stay as they were."""

    text: str
    source: str = ""
    depth: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Words:
    """What a person typed: a title, the text, and the prompt it answers."""

    title: str
    text: str
    prompt: Prompt | None = None

    def __repr__(self) -> str:
        return "<Words>"

    def fitted(self) -> "Words":
        """Return the same words in a shape that a header can hold.

        A header is at most 16 MiB, and a note that did not fit one would keep its
        journal from taking in anything. No word is dropped: a title that is too long
        goes on in the text.
        """
        title, text, prompt = self.title, self.text, self.prompt
        if len(title) > MAX_TITLE:
            title, text = title[:MAX_TITLE], f"{title[MAX_TITLE:]}\n\n{text}"
        if prompt:
            parts = (prompt.text, prompt.source, prompt.depth)
            cut = (part[:most] for part, most in zip(parts, MAX_PROMPT, strict=True))
            prompt = Prompt(*cut)
        return Words(title, text, prompt)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to keep."""
        return not (self.title.strip() or self.text.strip())


@dataclass(frozen=True, slots=True)
class Sending:
    """Which rendering of a form sent some words, and how far it had come.

    Args:
        form: The id of the rendering, from its ticket.
        sequence: Rises with every sending of that form; 0 without scripts.
        is_note: It came through the inbox. A note that was put back by hand must not
            undo a save, so it has to be later than what stands, not just as late.
    """

    form: UUID
    sequence: int = 0
    is_note: bool = False

    def supersedes(self, other: "Sending") -> bool:
        """Tell whether this takes the place of another sending of the same form."""
        if self.is_note:
            return self.sequence > other.sequence
        return self.sequence >= other.sequence

    def precedes(self, other: "Sending") -> bool:
        """Tell whether this is an earlier sending of the same form, come late."""
        return self.sequence < other.sequence


@dataclass(frozen=True, slots=True, repr=False)
class Header:
    """What lists show of an entry.

    Args:
        title: May be empty.
        excerpt: The beginning of the text, on one line.
        moment: When it was lived.
        prompt: What it answers, if anything.
        trusted: False for what was written while the journal was locked.
        waiting: True until the writer has decided about such a text.
        sending: The form that these words came by, so that a late or repeated sending
            of it is known again.
        versions: The revisions that are kept as earlier versions, oldest first. The
            list vouches for the header, and so for each of them being there.
        trashed: The day (UTC) on which it was moved to the trash, if it was.
    """

    title: str
    excerpt: str
    moment: Moment
    prompt: Prompt | None = None
    trusted: bool = True
    waiting: bool = False
    sending: Sending | None = None
    versions: tuple[int, ...] = ()
    trashed: date | None = None

    def __repr__(self) -> str:
        return "<Header>"


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """An entry, opened."""

    id: UUID
    revision: int
    header: Header
    text: str = field(default="")

    def __repr__(self) -> str:
        return "<Entry>"

    @property
    def words(self) -> Words:
        """What a form shows of it."""
        return Words(self.header.title, self.text, self.header.prompt)


def header_for(
    words: Words,
    moment: Moment,
    *,
    trusted: bool = True,
    sending: Sending | None = None,
) -> Header:
    """Return the header of an entry with these words."""
    excerpt = " ".join(words.text[: EXCERPT_LENGTH * 2].split())[:EXCERPT_LENGTH]
    return Header(
        words.title,
        excerpt,
        moment,
        words.prompt,
        trusted=trusted,
        waiting=not trusted,
        sending=sending,
    )


def encode_header(header: Header, *, replaced: Moment | None = None) -> bytes:
    """Return a header as bytes.

    Args:
        header: What lists show.
        replaced: When it became an earlier version, if it is one.
    """
    prompt, sending = header.prompt, header.sending
    data = {
        "kind": int(Kind.ENTRY),
        "title": header.title,
        "excerpt": header.excerpt,
        "at": header.moment.local.isoformat(),
        "zone": header.moment.zone,
        "prompt": [prompt.text, prompt.source, prompt.depth] if prompt else None,
        "trusted": header.trusted,
        "waiting": header.waiting,
        "form": [sending.form.hex, sending.sequence] if sending else None,
        "versions": header.versions,
        "trashed": header.trashed.isoformat() if header.trashed else None,
    }
    if replaced:
        data |= {"replaced": replaced.local.isoformat()}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def decode_header(data: bytes) -> Header:
    """Return a header from bytes.

    Raises:
        EntryDamagedError: Sealed under this key, and yet no header of an entry.
    """
    try:
        values: dict[str, Any] = json.loads(data)
        if values["kind"] != Kind.ENTRY:
            raise EntryDamagedError
        return Header(
            values["title"],
            values["excerpt"],
            moment_from(values["at"], zone=values["zone"]),
            Prompt(*values["prompt"]) if values["prompt"] else None,
            trusted=values["trusted"],
            waiting=values["waiting"],
            sending=_sending(values["form"]),
            versions=tuple(map(int, values.get("versions", ()))),
            trashed=_day(values.get("trashed")),
        )
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError):
        raise EntryDamagedError from None


def _sending(values: list[Any] | None) -> Sending | None:
    return Sending(UUID(values[0]), int(values[1])) if values else None


def decode_replaced(data: bytes) -> Moment:
    """Return when a version was replaced, from the bytes of its header.

    Raises:
        EntryDamagedError: It does not say so.
    """
    try:
        values = json.loads(data)
        return moment_from(values["replaced"], zone=values["zone"])
    except (KeyError, TypeError, ValueError):
        raise EntryDamagedError from None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def place_of(header: Header) -> int:
    """Return the moment by which an entry stands in the list.

    That is when it was lived; in the trash it is the day on which it was put there,
    counted from 1970 and told in seconds from the beginning of all.
    """
    if header.trashed:
        return trash_place(header.trashed)
    return max(header.moment.seconds, TIMELINE_START)


def trash_place(day: date) -> int:
    """Return the moment by which what was trashed on a day stands in the list."""
    days = (day - _FIRST_DAY).days
    return FIRST_MOMENT + max(1, min(days, TIMELINE_START - FIRST_MOMENT - 1))


def trash_day(moment: int) -> date:
    """Return the day that a place in the trash stands for."""
    return _FIRST_DAY + timedelta(days=moment - FIRST_MOMENT)


def line_for(
    record: UUID, revision: int, digest: bytes, header: Header
) -> ManifestLine:
    """Return the list's line for an entry."""
    flags = 0 if header.trusted else Flag.UNTRUSTED
    return ManifestLine(
        record,
        revision,
        digest,
        moment=place_of(header),
        offset=header.moment.offset,
        kind=Kind.ENTRY,
        flags=flags | (Flag.TRASHED if header.trashed else 0),
    )


def settings_line(record: UUID, revision: int, digest: bytes) -> ManifestLine:
    """Return the list's line for the settings: earliest of all, so first of all."""
    return ManifestLine(
        record, revision, digest, moment=FIRST_MOMENT, kind=Kind.SETTINGS
    )
