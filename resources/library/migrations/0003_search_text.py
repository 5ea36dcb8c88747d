import django.db.models.deletion
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models

VECTOR = (
    SearchVector("title", weight="A", config="simple")
    + SearchVector("about", weight="B", config="simple")
    + SearchVector("text", weight="D", config="simple")
)
INDEX = GinIndex(VECTOR, name="library_search_words")

# An external-content table: https://sqlite.org/fts5.html#external_content_tables
FORGET = """
INSERT INTO library_searchindex (library_searchindex, rowid, title, about, text)
VALUES ('delete', old.article_id, old.title, old.about, old.text);
"""
NOTE = """
INSERT INTO library_searchindex (rowid, title, about, text)
VALUES (new.article_id, new.title, new.about, new.text);
"""
SQLITE = (
    "CREATE VIRTUAL TABLE library_searchindex USING fts5(title, about, text, "
    "content='library_searchtext', content_rowid='article_id', "
    "tokenize='unicode61 remove_diacritics 0', prefix='3 4')",
    "CREATE TRIGGER library_search_added AFTER INSERT ON library_searchtext "
    f"BEGIN {NOTE} END",
    "CREATE TRIGGER library_search_removed AFTER DELETE ON library_searchtext "
    f"BEGIN {FORGET} END",
    "CREATE TRIGGER library_search_changed AFTER UPDATE ON library_searchtext "
    f"BEGIN {FORGET} {NOTE} END",
)


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.add_index(apps.get_model("library", "SearchText"), INDEX)
        return
    for statement in SQLITE:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE library_searchindex")


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0002_own_prompts"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("article", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="search_text", serialize=False, to="library.article")),
                ("title", models.TextField(verbose_name="title")),
                ("about", models.TextField(verbose_name="summary and topics")),
                ("text", models.TextField(verbose_name="text")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version of the words")),
            ],
            options={
                "verbose_name": "words for the search",
                "verbose_name_plural": "words for the search",
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
