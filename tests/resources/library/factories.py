"""Plain functions that make the library's rows and files for tests."""

from datetime import date
from pathlib import Path

from resources.library.domain.editing import save_article
from resources.library.models import Article, Depth, Prompt, State, Topic

BODY = """\
A first paragraph.

## Calm days

They come and go.

## Hard days

They come and go too.
"""

MATTER = """\
title: {title}
tab_title: Tides
summary: Calm days and hard days.
description: A short article.
kind: article
order: 7
topics: [healing]
source_paragraphs: [P4, T]
content_note: No scenes.
content_note_skip: hard-days
draws_on:
  - The source sets a date; this page does not.
claims:
  - text: Most people feel better with time.
    source: A review, 2021
    url: https://doi.org/10.1000/example
    checked: 2026-11-12
prompts:
  steady: What was calm today?
  describe: What was this week like?
  deeper: What has changed?
read_next: [harbours]
last_checked: 2026-11-22
review_by: 2027-11-22
clinical_review: none
conflict_of_interest: None.
state: published
"""

TOPICS = """\
- slug: healing
  name: Healing
  note: Slowly.
- slug: rights
  name: Rights
"""

PROMPTS = """\
- slug: shells
  depth: steady
  text: What did the tide leave?
- slug: deep-water
  depth: deeper
  text: What lies under the quiet?
"""


def make_topic(slug="healing", *, language="en", name="Healing", order=1) -> Topic:
    return Topic.objects.create(slug=slug, language=language, name=name, order=order)


def make_article(slug="tides", *, topic=None, **changes) -> Article:
    values = {
        "language": "en",
        "title": f"The {slug}",
        "tab_title": f"Tab of {slug}",
        "summary": "Calm days and hard days.",
        "description": "A short article.",
        "state": State.PUBLISHED,
        "body": BODY,
        "last_checked": date(2026, 11, 22),
        "review_by": date(2027, 11, 22),
        "conflict_of_interest": "None.",
    }
    article = Article(slug=slug, **{**values, **changes})
    save_article(article)
    if topic is None:
        topic = make_topic(f"topic-of-{slug}", language=article.language)
    article.topics.add(topic)
    return article


def make_prompts(article) -> None:
    # The deepest first, so that a test sees whether the order is made on purpose.
    for depth in reversed(Depth.values):
        Prompt.objects.create(article=article, depth=depth, text=f"Words: {depth}")


def make_own_prompt(slug="tides", *, depth=Depth.STEADY, **changes) -> Prompt:
    values = {"text": f"Words of {slug}?", "language": "en", "state": State.PUBLISHED}
    return Prompt.objects.create(slug=slug, depth=depth, **{**values, **changes})


def article_text(*, title="Tides", body=BODY, without="", **changes) -> str:
    matter = MATTER.format(title=title)
    for key, line in changes.items():
        matter = "\n".join(
            f"{key}: {line}" if row.startswith(f"{key}:") else row
            for row in matter.splitlines()
        )
    kept = [row for row in matter.splitlines() if not without or without not in row]
    return "---\n" + "\n".join(kept) + "\n---\n\n" + body


def write_folder(folder: Path, *, prompts: str = "", **articles: str) -> Path:
    language = folder / "en"
    language.mkdir(parents=True, exist_ok=True)
    (language / "topics.yaml").write_text(TOPICS)
    if prompts:
        (language / "prompts.yaml").write_text(prompts)
    for slug, text in articles.items():
        (language / f"{slug}.md").write_text(text)
    return folder
