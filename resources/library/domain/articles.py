"""Reading articles: only those that are published, in one language."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from resources.library.domain.content import Claim, ClinicalReview
from resources.library.domain.due import is_being_checked, not_being_checked
from resources.library.domain.matter import Matter
from resources.library.domain.parts import read_claims, read_review
from resources.library.models import Article, State


def base_language(tag: str) -> str:
    """Return the language that content is kept under: ``en`` for ``en-gb``."""
    return tag.partition("-")[0].lower()


def published_articles(language: str) -> QuerySet[Article]:
    """Return what readers may see in a language, such as ``en`` or ``en-gb``.

    What has waited for its check too long is not among them.
    """
    return _published(language).filter(not_being_checked())


def _published(language: str) -> QuerySet[Article]:
    return Article.objects.filter(
        language=base_language(language), state=State.PUBLISHED
    )


def published_article(slug: str, *, language: str) -> Article:
    """Return one published article with its topics and prompts.

    Raises:
        Http404: There is none: a draft looks like no article at all.
    """
    articles = published_articles(language).prefetch_related("topics", "prompts")
    return get_object_or_404(articles, slug=slug)


def article_being_checked(slug: str, *, language: str) -> Article:
    """Return a published article whose words are held back until they are checked.

    Raises:
        Http404: There is none.
    """
    found = get_object_or_404(_published(language), slug=slug)
    if not is_being_checked(found):
        raise Http404
    return found


def articles_after(article: Article) -> list[Article]:
    """Return the published articles to read next, in the order that was given."""
    found = {
        other.slug: other
        for other in published_articles(article.language).filter(
            slug__in=article.read_next
        )
    }
    return [found[slug] for slug in article.read_next if slug in found]


def is_about(article: Article, *, topic: str) -> bool:
    """Tell whether the article stands under the topic of this slug."""
    return any(each.slug == topic for each in article.topics.all())


def claims_of(article: Article) -> tuple[Claim, ...]:
    """Return what the article states, with sources and dates."""
    return read_claims(Matter(str(article), {"claims": article.claims}))


def review_of(article: Article) -> ClinicalReview | None:
    """Return the review that was noted last, or None; it may be of earlier words."""
    matter = Matter(str(article), {"clinical_review": article.clinical_review})
    return read_review(matter)
