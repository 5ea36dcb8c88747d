"""Bind each clinical review to its words, and each copy's steps to its article."""

import hashlib
import json

import yaml
from django.db import migrations

# What this migration takes for the words, as they were when it was written.
PLAIN = ("title", "tab_title", "summary", "description", "content_note", "body")
CLAIM = ("text", "source", "url")
# In these a review came to an article, together with words or by itself.
NOTED = ("reviewed", "loaded", "imported")


def bind_reviews(apps, schema_editor):
    """Give each review the digest of the version with which it came.

    Where no version says of what a review was, readers see none: to claim less than
    was done is the smaller harm. The desk still shows who it was.
    """
    versions = apps.get_model("library", "HistoricalArticle").objects
    articles = apps.get_model("library", "Article").objects
    for article in articles.exclude(clinical_review=None):
        rows = versions.filter(id=article.pk, event__in=NOTED).exclude(file="")
        for version in rows.order_by("-history_id"):
            if version.clinical_review == article.clinical_review:
                digest = _digest(version)
                articles.filter(pk=article.pk).update(reviewed_digest=digest)
                break


def bind_steps(apps, schema_editor):
    """Note of each step of a working copy which article the copy is of."""
    articles = apps.get_model("library", "Article").objects
    steps = apps.get_model("library", "Transition").objects
    for copy in articles.exclude(revises=None):
        steps.filter(article=copy).update(copy_of=copy.revises_id)


def _digest(version):
    front = yaml.safe_load(version.file.removeprefix("---\n").split("\n---\n")[0])
    matter = {name: getattr(version, name) for name in PLAIN}
    matter["draws_on"] = version.draws_on
    matter["claims"] = [{key: one[key] for key in CLAIM} for one in version.claims]
    matter["prompts"] = front.get("prompts") or {}
    return hashlib.sha256(json.dumps(matter, sort_keys=True).encode()).hexdigest()


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0007_kept_records"),
    ]

    operations = [
        migrations.RunPython(bind_reviews, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(bind_steps, migrations.RunPython.noop, elidable=True),
    ]
