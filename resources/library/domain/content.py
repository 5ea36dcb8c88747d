"""What an article holds, free of files and rows, so that the two can be compared."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date

from resources.library.models import Subject

# Rows were loaded before this key was known: without it they must keep their digest.
UNSET_SUBJECT = Subject.GENERAL


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A fact that the text states, and where a reader can check it."""

    text: str
    source: str
    url: str
    checked: date

    @property
    def address(self) -> str:
        """The address as people read it, without the scheme."""
        return self.url.removeprefix("https://").rstrip("/")


@dataclass(frozen=True, kw_only=True)
class ClinicalReview:
    """Who reviewed the article, in which profession, and when."""

    who: str
    profession: str
    date: date


@dataclass(frozen=True, kw_only=True)
class ArticleContent:
    """Everything that a curator can change about an article.

    Adding a field changes every digest, so that each loaded row would look edited:
    a migration must then write the digests anew, or the digest leaves out what the
    field holds where nobody has set it, as it does with ``subject``.
    """

    title: str
    tab_title: str
    summary: str
    description: str
    kind: str
    order: int
    subject: str
    topics: tuple[str, ...]
    source_paragraphs: tuple[str, ...]
    content_note: str
    content_note_skip: str
    draws_on: tuple[str, ...]
    claims: tuple[Claim, ...]
    prompts: dict[str, str]
    read_next: tuple[str, ...]
    last_checked: date
    review_by: date
    clinical_review: ClinicalReview | None
    conflict_of_interest: str
    state: str
    body: str


# What a clinician reviews: all that readers are told of the subject. An order, a date
# or a chapter may change without any word of it.
_REVIEWED = (
    *("title", "tab_title", "summary", "description", "content_note"),
    *("body", "draws_on", "claims", "prompts"),
)


@dataclass(frozen=True, kw_only=True)
class TopicContent:
    """Everything that a curator can change about a topic."""

    name: str
    note: str
    order: int


@dataclass(frozen=True, kw_only=True)
class PromptContent:
    """Everything that a curator can change about a prompt that stands by itself."""

    depth: str
    text: str
    state: str


def digest_of(content: ArticleContent | TopicContent | PromptContent) -> str:
    """Name the content by its SHA-256 (64 hexadecimal digits)."""
    matter = asdict(content)
    if matter.get("subject") == UNSET_SUBJECT:
        del matter["subject"]
    return _sha256(matter)


def words_digest(content: ArticleContent) -> str:
    """Name the words that a clinical review is of (64 hexadecimal digits).

    A source that was merely checked again leaves them as they are.
    """
    whole = asdict(content)
    matter = {name: whole[name] for name in _REVIEWED}
    for claim in matter["claims"]:
        del claim["checked"]
    return _sha256(matter)


def _sha256(matter: dict[str, object]) -> str:
    text = json.dumps(matter, sort_keys=True, default=date.isoformat)
    return hashlib.sha256(text.encode()).hexdigest()
