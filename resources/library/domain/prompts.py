"""Reading prompts: those of an article, and those that stand by themselves."""

from dataclasses import dataclass

from resources.library.domain.articles import base_language, published_articles
from resources.library.models import Article, Depth, Prompt, State


@dataclass(frozen=True)
class PromptWords:
    """A prompt's words and where they come from; a sealed entry keeps a copy."""

    text: str
    depth: str
    article_title: str
    article_slug: str


def prompts_of(article: Article) -> list[Prompt]:
    """Return the article's prompts, the gentlest first."""
    return sorted(
        article.prompts.all(), key=lambda prompt: Depth.values.index(prompt.depth)
    )


def prompt_for(slug: str, *, depth: str, language: str) -> PromptWords | None:
    """Return the words of one prompt of a published article, if there is one."""
    prompt = (
        Prompt.objects.select_related("article")
        .filter(article__in=published_articles(language), article__slug=slug)
        .filter(depth=depth)
        .first()
    )
    if prompt is None or prompt.article is None:
        return None
    return PromptWords(
        text=prompt.text,
        depth=prompt.depth,
        article_title=prompt.article.title,
        article_slug=prompt.article.slug,
    )


def own_prompts(depth: str, *, language: str) -> dict[str, str]:
    """Return the words of the prompts that stand by themselves, by slug.

    Those of the articles are left out: without its article, many a question would take
    something for granted.
    """
    found = Prompt.objects.filter(
        article=None,
        depth=depth,
        language=base_language(language),
        state=State.PUBLISHED,
    )
    return dict(found.order_by("slug").values_list("slug", "text"))
