"""Records get a generation of keys, so that new keys can be made beside the old.

A primary key of two columns cannot be made from one of one: the table is made anew, and
its rows wait meanwhile in a table without a key. They are sealed, here as there.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

SET_ASIDE = "CREATE TABLE journal_record_aside AS SELECT * FROM journal_record"
PUT_BACK = """
    INSERT INTO journal_record (id, generation, vault_id, revision, header, body)
    SELECT aside.id, journal_vault.generation, aside.vault_id, aside.revision,
           aside.header, aside.body
    FROM journal_record_aside AS aside
    JOIN journal_vault ON journal_vault.id = aside.vault_id
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_passkey")]

    operations = [
        migrations.AddField("vault", "pending_key", models.BinaryField(default=bytes)),
        migrations.RunSQL(SET_ASIDE),
        migrations.DeleteModel("Record"),
        migrations.CreateModel(
            "Record",
            [
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "id",
                        "generation",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("generation", models.PositiveIntegerField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("header", models.BinaryField()),
                ("body", models.BinaryField()),
                (
                    "vault",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="records",
                        to="journal.vault",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(PUT_BACK),
        migrations.RunSQL("DROP TABLE journal_record_aside"),
    ]
