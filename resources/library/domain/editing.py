"""Saving an article, so that its HTML always belongs to its Markdown."""

from dataclasses import asdict

from resources.library.domain.markdown import (
    PIPELINE_VERSION,
    Heading,
    Rendered,
    render_markdown,
    trusted,
)
from resources.library.models import Article


def save_article(article: Article) -> None:
    """Write the article together with its rendered text."""
    # Forms send CRLF: the digest must not take a saved, unchanged text for an edit.
    article.body = article.body.replace("\r\n", "\n").strip()
    rendered = render_markdown(article.body)
    article.rendered = rendered.html
    article.headings = [asdict(heading) for heading in rendered.headings]
    article.word_count = rendered.words
    article.pipeline = PIPELINE_VERSION
    # Topics and prompts follow: versions.py keeps the whole, once it is there.
    article.save()


def rendered_of(article: Article) -> Rendered:
    """Return the stored HTML, or a fresh one where the pipeline has changed since.

    A read never writes: the loader stores the fresh one.
    """
    if article.pipeline != PIPELINE_VERSION:
        return render_markdown(article.body)
    return Rendered(
        html=trusted(article.rendered),
        headings=tuple(Heading(**heading) for heading in article.headings),
        words=article.word_count,
    )


def render_stale_articles() -> int:
    """Render again what an older pipeline rendered, and say how many there were."""
    stale = list(Article.objects.exclude(pipeline=PIPELINE_VERSION))
    for article in stale:
        save_article(article)
    return len(stale)
