"""The rules that every article keeps.

Each rule looks at one article on its shelf and returns what is wrong, one sentence per
fault; an empty list is a pass.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from pathlib import Path

from resources.library.domain.content import ArticleContent
from tests.resources.library.readability import (
    blocks_of,
    grade_of,
    prose_of,
    words_of,
)

Shelf = Mapping[str, ArticleContent]
Rule = Callable[[str, Shelf], list[str]]

HARDEST_GRADE = 8
WORDS = range(500, 901)
LONGEST_SECTION = 180  # words; a heading stands about every 120
MEAN_SECTION = 140  # words
RUN = 8  # words
HASH_DIGITS = 16  # hexadecimal
REVIEW_WITHIN = timedelta(days=366)

PARAGRAPHS = ("T", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8")
DEPTHS = {"steady", "describe", "deeper"}
PLACES = {"/help-lines/", "/steady/", "/therapists/", "/safety/", "/about/"}

# A tab, a bookmark or a link preview can be seen by the person beside the screen.
TELLING = re.compile(
    r"harass|assault|abus|trauma|victim|surviv|\brap(?:e|ed|es|ist|ists)\b",
    re.IGNORECASE,
)
COMPANIES = re.compile(r"BetterHelp|Talkspace|Mozilla", re.IGNORECASE)
BOX = "Privacy of online services"
# What the editor's rulings forbid: adverts, promises, deadlines and wrong terms.
RULED_OUT = re.compile(
    r"you will (?:heal|recover|get better)|guarantee|100 ?%|completely safe|"
    r"mov(?:e|ed|ing) on\b|get(?:ting)? over it|detached|neutral third|"
    r"form of (?:PTSD|post-traumatic)|confession|you (?:have|suffer from) PTSD|"
    r"women must|reputable|highly skilled",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\(([^)\s]*)")
_NUMBER = re.compile(r"\d[\d.,]*\d%?|\d%")
_SHARE = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine) (?:in|out of) "
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred)\b",
    re.IGNORECASE,
)
_SHINGLES = Path(__file__).with_name("source_shingles.txt")


def shingle_hashes(text: str) -> dict[str, str]:
    """Return every run of eight words by the hash that stands for it."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:HASH_DIGITS]: run for run in runs}


def source_hashes() -> frozenset[str]:
    """Return the hashes of the source's runs; the text itself is not kept."""
    lines = _SHINGLES.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def visible_text(article: ArticleContent) -> str:
    """Return all that a reader can see, parted so that no run spans two texts."""
    return " \n".join(
        (
            article.title,
            article.summary,
            article.description,
            article.content_note,
            *article.draws_on,
            *(claim.text for claim in article.claims),
            *article.prompts.values(),
            article.body,
        )
    )


def grade_faults(slug: str, shelf: Shelf) -> list[str]:
    """The text is of grade 8 or below, and so is what stands around it.

    Claims are left out: they name studies and laws, for those who want to check.
    """
    article = shelf[slug]
    around = (article.summary, article.content_note, *article.draws_on)
    texts = {
        "the text": article.body,
        "what stands around it": "\n\n".join((*around, *article.prompts.values())),
    }
    grades = {name: grade_of(text) for name, text in texts.items()}
    return [f"{name}: {g:.1f}" for name, g in grades.items() if g > HARDEST_GRADE]


def length_faults(slug: str, shelf: Shelf) -> list[str]:
    """An article has 500 to 900 words, headings left out."""
    words = sum(len(words_of(text)) for text in prose_of(shelf[slug].body))
    return [] if words in WORDS else [f"{words} words"]


def section_lengths(body: str) -> list[int]:
    """Return the words before the first heading and under each."""
    lengths = [0]
    for block in blocks_of(body):
        if block.is_heading:
            lengths.append(0)
        else:
            lengths[-1] += len(words_of(block.text))
    return lengths


def heading_faults(slug: str, shelf: Shelf) -> list[str]:
    """A heading stands about every 120 words."""
    lengths = section_lengths(shelf[slug].body)
    faults = [f"a part of {n} words" for n in lengths if n > LONGEST_SECTION]
    if sum(lengths) / len(lengths) > MEAN_SECTION:
        faults.append("too few headings")
    return faults


def tab_faults(slug: str, shelf: Shelf) -> list[str]:
    """The tab title and the description are discreet, and the title is unique."""
    article = shelf[slug]
    seen = (article.tab_title, article.description)
    faults = [f"telling: {text}" for text in seen if TELLING.search(text)]
    twins = [a.tab_title.casefold() for a in shelf.values()]
    if twins.count(article.tab_title.casefold()) > 1:
        faults.append("another article has this tab title")
    return faults


def claim_faults(slug: str, shelf: Shelf) -> list[str]:
    """Facts have a source, a full address, and a day no later than the last check."""
    article = shelf[slug]
    if not article.claims and article.kind == "article":
        return ["no claims"]
    return [
        f"claim {number}"
        for number, claim in enumerate(article.claims, start=1)
        if not re.match(r"https://[\w.-]+\.\w+/.", claim.url)
        or not claim.source
        or claim.checked > article.last_checked
    ]


def prompt_faults(slug: str, shelf: Shelf) -> list[str]:
    """An article has three prompts, and the deep one closes with a grounding step."""
    article = shelf[slug]
    if article.kind == "about":
        return []
    faults = [f"no prompt: {depth}" for depth in sorted(DEPTHS - {*article.prompts})]
    if "To close, " not in article.prompts.get("deeper", ""):
        faults.append("the deep prompt closes without a grounding step")
    return faults


def paragraph_faults(slug: str, shelf: Shelf) -> list[str]:
    """An article names the source paragraphs that it covers, and what it changed."""
    article = shelf[slug]
    faults = [f"unknown: {p}" for p in article.source_paragraphs if p not in PARAGRAPHS]
    if not article.source_paragraphs:
        faults.append("no source paragraph")
    if not article.draws_on:
        faults.append("nothing on what was changed")
    return faults


def run_faults(
    slug: str, shelf: Shelf, *, known: Collection[str] | None = None
) -> list[str]:
    """No run of eight words is the source's."""
    known = source_hashes() if known is None else known
    found = shingle_hashes(visible_text(shelf[slug]))
    return [f"taken over: {run}" for name, run in found.items() if name in known]


def link_faults(slug: str, shelf: Shelf) -> list[str]:
    """Links lead to pages of this site that exist, and one leads to the help lines."""
    links = _LINK.findall(shelf[slug].body)
    known = PLACES | {f"/library/{other}/" for other in shelf if other != slug}
    faults = [f"leads nowhere: {link}" for link in links if link not in known]
    if "/help-lines/" not in links:
        faults.append("no way to the help lines")
    return faults


def read_next_faults(slug: str, shelf: Shelf) -> list[str]:
    """What to read next exists, and is another article."""
    others = shelf[slug].read_next
    faults = [other for other in others if other == slug or other not in shelf]
    return faults if others else ["nothing to read next"]


def numbers_in(text: str) -> set[str]:
    """Return figures of two digits or more, percentages, and shares in words."""
    shares = {share.lower() for share in _SHARE.findall(text)}
    return shares | set(_NUMBER.findall(text))


def number_faults(slug: str, shelf: Shelf) -> list[str]:
    """Every figure in the text stands in a claim."""
    article = shelf[slug]
    read = f"{article.summary} {article.body} {' '.join(article.prompts.values())}"
    sourced = numbers_in(" ".join(claim.text for claim in article.claims))
    return [f"unsourced: {n}" for n in sorted(numbers_in(read) - sourced)]


def company_faults(slug: str, shelf: Shelf) -> list[str]:
    """A company is named once, in the one box that gives both sides, or not at all."""
    parts = re.split(r"^## ", shelf[slug].body, flags=re.MULTILINE)
    outside = [part for part in parts if not part.startswith(BOX)]
    stray = COMPANIES.findall(" ".join(outside))
    boxed = COMPANIES.findall(" ".join(set(parts) - set(outside)))
    twice = sorted(name for name in {*boxed} if boxed.count(name) > 1)
    return [f"outside the box: {name}" for name in stray] + [
        f"named twice: {name}" for name in twice
    ]


def ruling_faults(slug: str, shelf: Shelf) -> list[str]:
    """Nothing that the editor's rulings took out has come back."""
    article = shelf[slug]
    read = f"{article.title} {article.summary} {article.body}"
    return [f"ruled out: {found}" for found in RULED_OUT.findall(read)]


def date_faults(slug: str, shelf: Shelf) -> list[str]:
    """A review falls due within a year of the last check."""
    article = shelf[slug]
    due_in = article.review_by - article.last_checked
    in_time = timedelta(0) < due_in <= REVIEW_WITHIN
    return [] if in_time else [f"review due in {due_in.days} days"]


RULES: tuple[Rule, ...] = (
    grade_faults,
    length_faults,
    heading_faults,
    tab_faults,
    claim_faults,
    prompt_faults,
    paragraph_faults,
    run_faults,
    link_faults,
    read_next_faults,
    number_faults,
    company_faults,
    ruling_faults,
    date_faults,
)


def coverage_table(shelf: Shelf) -> str:
    """Return which articles cover each paragraph of the source, as Markdown."""
    rows = ["| Paragraph | Articles |", "|---|---|"]
    for paragraph in PARAGRAPHS:
        slugs = [s for s, a in shelf.items() if paragraph in a.source_paragraphs]
        slugs.sort(key=lambda slug: shelf[slug].order)
        names = ", ".join(f"`{slug}`" for slug in slugs) or "not yet"
        rows.append(f"| {paragraph} | {names} |")
    return "\n".join(rows)
