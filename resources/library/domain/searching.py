"""Looking for articles by words, and cutting out what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.library.domain.articles import published_articles
from resources.library.domain.full_text import matching_articles
from resources.library.domain.indexing import text_of
from resources.library.domain.words import Word, words_in
from resources.library.models import Article

MAX_WORDS = 12  # words that are looked for; more would only find less
_BEFORE, _AFTER = 60, 140  # characters around the first hit


@dataclass(frozen=True)
class Piece:
    """Part of a text as it was written; a hit is marked on the page."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Found:
    """The articles that were found, best first."""

    sought: tuple[Word, ...]
    articles: tuple[int, ...]  # their ids
    has_every_word: bool


@dataclass(frozen=True)
class Hit:
    """One article as the page of results shows it."""

    article: Article
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


def find_articles(typed: str, *, language: str) -> Found:
    """Return the published articles that hold every word; else those that hold one."""
    sought = tuple(words_in(typed, language=language))[:MAX_WORDS]
    every = _published(matching_articles(sought, is_every=True), language=language)
    if every or len(sought) < 2:  # noqa: PLR2004 -- one word is every word
        return Found(sought, every, has_every_word=True)
    some = _published(matching_articles(sought, is_every=False), language=language)
    return Found(sought, some, has_every_word=False)


def hits_for(ids: Sequence[int], *, sought: Sequence[Word]) -> list[Hit]:
    """Return some of the articles that were found, with their words marked."""
    rows = Article.objects.prefetch_related("topics").in_bulk(list(ids))
    return [_hit(rows[pk], sought) for pk in ids if pk in rows]


def marked(text: str, sought: Sequence[Word], *, language: str) -> tuple[Piece, ...]:
    """Return a text in pieces: the words that were looked for, and what is between."""
    pieces, done = [], 0
    for word in words_in(text, language=language):
        if any(word.is_hit(each) for each in sought):
            pieces.append(Piece(text[done : word.start]))
            pieces.append(Piece(text[word.start : word.end], is_hit=True))
            done = word.end
    return tuple(each for each in (*pieces, Piece(text[done:])) if each.text)


def _published(ids: Sequence[int], *, language: str) -> tuple[int, ...]:
    shown = published_articles(language).filter(pk__in=ids)
    known = set(shown.values_list("pk", flat=True))
    return tuple(pk for pk in ids if pk in known)


def _hit(article: Article, sought: Sequence[Word]) -> Hit:
    language = article.language
    text = " ".join(text_of(article).split())
    hits = (
        word
        for word in words_in(text, language=language)
        if any(word.is_hit(each) for each in sought)
    )
    first = next(hits, None)
    excerpt = article.summary if first is None else _around(text, first)
    return Hit(
        article=article,
        title=marked(article.title, sought, language=language),
        excerpt=marked(excerpt, sought, language=language),
    )


def _around(text: str, word: Word) -> str:
    """Return the text around a word, cut between words."""
    start = text.rfind(" ", 0, max(0, word.start - _BEFORE)) + 1
    end = text.find(" ", word.end + _AFTER)
    before = "\u2026 " if start else ""
    return f"{before}{text[start:]}" if end < 0 else f"{before}{text[start:end]} \u2026"
