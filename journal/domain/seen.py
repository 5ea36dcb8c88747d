"""What the bytes of a header show at sight: parsing would cost more than the rest.

A search that finds every record asks this of every record. Whatever is not laid out as
`matter.encode_header` does it is left to parsing.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from journal.crypto.manifest_block import LAST_MOMENT
from journal.domain.kinds import DATED, Kind
from journal.domain.lines import TIMELINE_START, timeline_place

BETWEEN = "\n\0\n"  # stands between two texts, and no phrase reaches across it
_GAP = BETWEEN.encode()
# How JSON spells three of its keys. No text can hold one: its quotes are escaped.
_TITLE, _AT, _NOT_TRASHED = b'"title":"', b'"at":"', b',"trashed":null}'
# A text that JSON spells as it is, a list of such, and one that may be spelt otherwise.
_PLAIN, _LIST = rb'[^"\\]*', rb'(?:"[^"\\]*",?)*'
_ANY = rb'[^"\\]*(?:\\.[^"\\]*)*'
_LAYOUT = re.compile(
    rb'\{"kind":[%(kinds)b],"title":"(%(plain)b)","excerpt":"%(any)b"'
    rb',"at":"%(plain)b","zone":"%(plain)b"'
    rb',"prompt":(?:null|\["(%(plain)b)","(%(plain)b)","%(plain)b"\])'
    rb',"trusted":(?:true|false),"waiting":(?:true|false)'
    rb',"form":(?:null|\["[0-9a-f]{32}",[0-9]+\]),"mood":[0-9]'
    rb',"feelings":\[(%(list)b)\],"sleep":"%(plain)b","body":"%(plain)b"'
    rb',"tags":\[(%(list)b)\],"versions":\[[0-9,]*\],"trashed":null\}'
    % {
        b"kinds": b"".join(b"%d" % kind for kind in DATED),
        b"plain": _PLAIN,
        b"any": _ANY,
        b"list": _LIST,
    }
)


def beginnings(kinds: Iterable[Kind]) -> tuple[bytes, ...]:
    """Return how the headers of some kinds begin."""
    return tuple(f'{{"kind":{kind:d},'.encode() for kind in kinds)


_DATED = beginnings(DATED)


def plain_title(header: bytes) -> bytes:
    """Return a title that JSON spells as it is; nothing of any other."""
    start = header.find(_TITLE) + len(_TITLE)
    title = header[start : header.find(b'"', start)]
    return b"" if b"\\" in title else title


def words_beside(header: bytes) -> bytes | None:
    """Return the words that stand beside a text, in UTF-8 with gaps between them.

    These are the title, the prompt and its source, feelings and tags. ``None`` for
    what is not seen at sight, of which all that lies in the trash or has no day.
    """
    found = _LAYOUT.fullmatch(header)
    if found is None:
        return None
    title, asked, source, *lists = found.groups(b"")
    names = (each.strip(b'"').replace(b'","', _GAP) for each in lists if each)
    return _GAP.join((title, asked, source, *names))


def is_dated(header: bytes) -> bool:
    """Tell whether a header is of what stands on a day of its own."""
    return header.startswith(_DATED)


def place_at_sight(header: bytes) -> int | None:
    """Return where a dated header stands on the timeline, if bytes alone tell."""
    if not header.endswith(_NOT_TRASHED):
        return None
    start = header.rfind(_AT) + len(_AT)
    end = header.find(b'"', start)
    try:
        at = datetime.fromisoformat(header[start:end].decode("ascii"))
    except ValueError:
        return None
    if not at.tzinfo:
        return None
    seconds = int(at.timestamp())
    is_within = TIMELINE_START < seconds < LAST_MOMENT
    return seconds if is_within else timeline_place(at)
