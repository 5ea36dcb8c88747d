import django.db.models.deletion
from django.db import migrations, models

# A column that the model does not name: PostgreSQL makes it from the others.
POSTGRESQL = (
    "ALTER TABLE library_searchtext ADD COLUMN vector tsvector "
    "GENERATED ALWAYS AS (setweight(to_tsvector('simple', title), 'A') || "
    "setweight(to_tsvector('simple', about), 'B') || "
    "setweight(to_tsvector('simple', text), 'D')) STORED",
    "CREATE INDEX library_search_words ON library_searchtext USING gin (vector)",
)
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
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if is_postgresql else SQLITE:
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
