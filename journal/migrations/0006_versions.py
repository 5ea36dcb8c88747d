import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0005_generations")]

    operations = [
        migrations.CreateModel(
            "Version",
            [
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "record",
                        "revision",
                        "generation",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("record", models.UUIDField(editable=False)),
                ("revision", models.PositiveIntegerField()),
                ("generation", models.PositiveIntegerField()),
                ("header", models.BinaryField()),
                ("body", models.BinaryField()),
                (
                    "vault",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="journal.vault",
                    ),
                ),
            ],
        ),
    ]
