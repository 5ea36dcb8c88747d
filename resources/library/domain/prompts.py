"""Reading prompts: for the article's page, and for the door into the journal."""

from dataclasses import dataclass

from resources.library.domain.articles import published_articles
from resources.library.models import Article, Depth, Prompt


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
    if prompt is None:
        return None
    return PromptWords(
        text=prompt.text,
        depth=prompt.depth,
        article_title=prompt.article.title,
        article_slug=prompt.article.slug,
    )
