"""What an entry holds, and how it becomes bytes before it is sealed.

The header (JSON) carries all that lists show: no list opens a body. Both are UTF-8.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from journal.domain.check_in import (
    MAX_OWN_FEELINGS,
    MAX_TAGS,
    NOTHING_NOTED,
    OFFERED,
    CheckIn,
    check_in_from,
    split_fitting,
    texts_from,
)
from journal.domain.errors import EntryDamagedError
from journal.domain.kinds import KEPT, Kind
from journal.domain.moments import Moment, When, moment_from, when_of
from journal.domain.plan_text import readable
from journal.domain.sending import Sending
from journal.domain.things import Thing, thing_from

EXCERPT_LENGTH = 220  # characters
MAX_TITLE = 500  # characters
MAX_PROMPT = (2_000, 500, 20)  # characters of text, source and depth


@dataclass(frozen=True, slots=True, repr=False)
class Prompt:
    """The words that an entry began from, copied so that they stay as they were."""

    text: str
    source: str = ""
    depth: str = ""

    def __repr__(self) -> str:
        return "<Prompt>"


@dataclass(frozen=True, slots=True, repr=False)
class Words:
    """What a person typed: a title, the text, and what stands beside it.

    Args:
        title: May be empty.
        text: May be empty.
        prompt: What it answers, if anything.
        check_in: How the day was.
        tags: Names, each once.
        when: When it was lived, if that was said. Not part of what makes words the
            same: a form that says nothing of it leaves it as it is.
        thing: What they stand beside, if they are the note of a thing that is kept.
        is_plan: The text is that of the steadying plan; see ``domain.plan``.
    """

    title: str
    text: str
    prompt: Prompt | None = None
    check_in: CheckIn = NOTHING_NOTED
    tags: tuple[str, ...] = ()
    when: When | None = field(default=None, compare=False)
    thing: Thing | None = field(default=None, compare=False)
    is_plan: bool = field(default=False, compare=False)

    def __repr__(self) -> str:
        return "<Words>"

    def fitted(self) -> "Words":
        """Return the same words in a shape that a header can hold.

        A header is at most 16 MiB, and a note that did not fit one would keep its
        journal from taking in anything. No word is dropped: a title that is too long
        goes on in the text, and so do tags and feelings that are too many. A time that
        the clocks skipped counts as one beside it, for nobody can be asked any more.
        """
        title, text, prompt = self.title, self.text, self.prompt
        tags, odd_tags = split_fitting(self.tags, MAX_TAGS)
        offered = tuple(word for word in OFFERED if word in self.check_in.feelings)
        own, odd_own = split_fitting(self.check_in.own_feelings, MAX_OWN_FEELINGS)
        if odd := ", ".join(odd_own + odd_tags):
            text = f"{text}\n\n{odd}".strip()
        if len(title) > MAX_TITLE:
            title, text = title[:MAX_TITLE], f"{title[MAX_TITLE:]}\n\n{text}"
        if prompt:
            parts = (prompt.text, prompt.source, prompt.depth)
            cut = (part[:most] for part, most in zip(parts, MAX_PROMPT, strict=True))
            prompt = Prompt(*cut)
        check_in = replace(self.check_in, feelings=offered + own)
        when = replace(self.when, is_lenient=True) if self.when else None
        words = Words(title, text, prompt, check_in, tags, when)
        return replace(words, thing=self.thing, is_plan=self.is_plan)

    def as_entry(self) -> "Words":
        """Return the same words as an entry: what cannot be what it was meant to be."""
        title = self.title or (self.thing.title if self.thing else "")
        text = readable(self.text) if self.is_plan else self.text
        return replace(self, title=title, text=text, thing=None, is_plan=False)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to keep."""
        typed = self.title.strip() or self.text.strip() or self.tags or self.thing
        return not typed and self.check_in.is_empty


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
        check_in: How the day was.
        tags: Names, each once.
        versions: The revisions that are kept as earlier versions, oldest first. The
            list vouches for the header, and so for each of them being there.
        trashed: The day (UTC) on which it was moved to the trash, if it was.
        thing: What is kept, if the words are a note of it.
        is_plan: It is the steadying plan.
    """

    title: str
    excerpt: str
    moment: Moment
    prompt: Prompt | None = None
    trusted: bool = True
    waiting: bool = False
    sending: Sending | None = None
    check_in: CheckIn = NOTHING_NOTED
    tags: tuple[str, ...] = ()
    versions: tuple[int, ...] = ()
    trashed: date | None = None
    thing: Thing | None = None
    is_plan: bool = False

    def __repr__(self) -> str:
        return "<Header>"

    @property
    def kind(self) -> Kind:
        """A check-in is an entry without words."""
        if self.thing:
            return self.thing.kind
        if self.is_plan:
            return Kind.PLAN
        is_wordless = not (self.title or self.excerpt)
        if is_wordless and not self.check_in.is_empty:
            return Kind.CHECK_IN
        return Kind.ENTRY

    @property
    def is_check_in(self) -> bool:
        """Tell whether how the day was is all that it says."""
        return self.kind is Kind.CHECK_IN


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
        header = self.header
        return Words(
            header.title,
            self.text,
            header.prompt,
            header.check_in,
            header.tags,
            when_of(header.moment),
            header.thing,
            header.is_plan,
        )

    def says(self, words: Words) -> bool:
        """Tell whether these are its words already, its moment, and what it keeps."""
        same = self.words == words and words.thing in (None, self.header.thing)
        return same and self.moment_for(words) == self.header.moment

    def moment_for(self, words: Words) -> Moment:
        """Return when it was lived once these words are its own.

        Raises:
            SkippedTimeError: They say a time that no clock showed.
        """
        moment = self.header.moment
        return words.when.moment(moment) if words.when else moment


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
        check_in=words.check_in,
        tags=words.tags,
        thing=words.thing,
        is_plan=words.is_plan,
    )


def encode_header(header: Header, *, replaced: Moment | None = None) -> bytes:
    """Return a header as bytes.

    Args:
        header: What lists show.
        replaced: When it became an earlier version, if it is one.
    """
    prompt, sending = header.prompt, header.sending
    data = {
        "kind": int(header.kind),
        "title": header.title,
        "excerpt": header.excerpt,
        "at": header.moment.local.isoformat(),
        "zone": header.moment.zone,
        "prompt": [prompt.text, prompt.source, prompt.depth] if prompt else None,
        "trusted": header.trusted,
        "waiting": header.waiting,
        "form": [sending.form.hex, sending.sequence] if sending else None,
        **asdict(header.check_in),
        "tags": header.tags,
        "versions": header.versions,
        "trashed": header.trashed.isoformat() if header.trashed else None,
    }
    if header.thing:
        data |= {"thing": header.thing.values}
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
        kind = Kind(values["kind"])
        if kind is Kind.SETTINGS:
            raise EntryDamagedError
        return Header(
            values["title"],
            values["excerpt"],
            moment_from(values["at"], zone=values["zone"]),
            Prompt(*values["prompt"]) if values["prompt"] else None,
            trusted=values["trusted"],
            waiting=values["waiting"],
            sending=_sending(values["form"]),
            check_in=check_in_from(values),
            tags=texts_from(values.get("tags", [])),
            versions=tuple(map(int, values.get("versions", ()))),
            trashed=_day(values.get("trashed")),
            thing=thing_from(kind, values["thing"]) if kind in KEPT else None,
            is_plan=kind is Kind.PLAN,
        )
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError):
        raise EntryDamagedError from None


def _sending(values: list[Any] | None) -> Sending | None:
    return Sending(UUID(values[0]), int(values[1])) if values else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
