"""What ships, loaded once in each process; from then on its rows are copied.

Loading renders fifteen articles, which takes seconds; thirty tests want them to be
there and look at something else. How they come there has tests of its own.
"""

import io

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

APPS = ("library", "directory")
_loaded: dict[type[Model], list[Model]] = {}


def load_what_ships() -> None:
    """Load the library and the directory, as ``set_up`` does."""
    if _loaded and not any(model.objects.exists() for model in _loaded):
        _copy()
        return
    is_new = not any(model.objects.exists() for model in _tables())
    call_command("load_library", stdout=io.StringIO())
    call_command("load_directory", stdout=io.StringIO())
    if is_new:
        _loaded.update((model, list(model.objects.all())) for model in _tables())


def _tables() -> list[type[Model]]:
    return [
        model
        for name in APPS
        for model in apps.get_app_config(name).get_models(include_auto_created=True)
    ]


@transaction.atomic
def _copy() -> None:
    """Put the rows back as they were, past ``save``: it would keep their history."""
    for model, rows in _loaded.items():
        model.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        # PostgreSQL counts on from the last number that it gave out itself.
        for statement in connection.ops.sequence_reset_sql(no_style(), _tables()):
            cursor.execute(statement)
