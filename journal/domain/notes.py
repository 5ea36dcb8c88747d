"""What a note in the inbox says: words on their way into the journal, as bytes."""

import json
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from journal.domain.check_in import check_in_from, texts_from
from journal.domain.kinds import Kind
from journal.domain.matter import Prompt, Words
from journal.domain.moments import Moment, When, moment_from, moment_now
from journal.domain.things import thing_from


@dataclass(frozen=True, slots=True, repr=False)
class OpenedNote:
    """A note, opened.

    Args:
        words: What was typed.
        token: The origin token that came with it; may be empty.
        form: The rendering of the form that it was typed on.
        moment: When it was sealed, on the writer's clock.
    """

    words: Words
    token: str
    form: UUID
    moment: Moment

    def __repr__(self) -> str:
        return "<note>"


def encode(words: Words, *, token: str, form: UUID) -> bytes:
    """Return words as the bytes of a note, to be sealed."""
    prompt, when = words.prompt, words.when
    values = {
        "title": words.title,
        "text": words.text,
        "prompt": [prompt.text, prompt.source, prompt.depth] if prompt else None,
        "origin": token,
        "form": form.hex,
        "at": moment_now("UTC").local.isoformat(),
        **asdict(words.check_in),
        "tags": words.tags,
        "day": when.day.isoformat() if when and when.day else "",
        "time": when.clock.isoformat() if when and when.clock else "",
    }
    if words.thing:
        values |= {"kind": int(words.thing.kind), "thing": words.thing.values}
    elif words.is_plan:
        values |= {"kind": int(Kind.PLAN)}
    return json.dumps(values, ensure_ascii=False).encode()


def decode(data: bytes, *, note: UUID, zone: str) -> OpenedNote:
    """Return what a note says.

    Anybody can seal to a public key: a note made by hand raises here, and waits.

    Args:
        data: Opened.
        note: Its id; older notes name no form beside it.
        zone: Of the writer's clock.

    Raises:
        AttributeError: It is no note.
        KeyError: A part is missing.
        TypeError: A part is of another type.
        ValueError: A part cannot be stored.
    """
    values: dict[str, Any] = json.loads(data)
    prompt = Prompt(*map(_text, values["prompt"])) if values["prompt"] else None
    moment = moment_from(_text(values["at"]), zone="UTC").on_the_clock_of(zone)
    words = Words(
        _text(values["title"]),
        _text(values["text"]),
        prompt,
        check_in_from(values),
        texts_from(values.get("tags", [])),
        _when(values),
        thing_from(values["kind"], values["thing"]) if "thing" in values else None,
        values.get("kind") == Kind.PLAN,
    )
    form = UUID(_text(values.get("form", note.hex)))
    return OpenedNote(words.fitted(), _text(values["origin"]), form, moment)


def _when(values: dict[str, Any]) -> When | None:
    day, clock = values.get("day", ""), values.get("time", "")
    if not (day or clock):
        return None
    return When(
        date.fromisoformat(day) if day else None,
        time.fromisoformat(clock).replace(tzinfo=None) if clock else None,
    )


def _text(value: object) -> str:
    """Return a value that is text and can be stored as UTF-8.

    One note made by hand must not be able to keep a journal from opening.

    Raises:
        TypeError: It is no text.
        UnicodeEncodeError: It holds half a character.
    """
    if not isinstance(value, str):
        raise TypeError
    value.encode()
    return value
