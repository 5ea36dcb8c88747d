"""The groups of the desk, each with exactly what its work needs.

No group reaches an account, a session or a journal; nobody but a superuser deletes an
article, which is retired instead. Counselors have no right at the desk: what makes one
is a request that a keeper confirmed, and the group only names them.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = {
    "Curators": {
        "library": (
            "add_article", "change_article", "view_article",
            "add_topic", "change_topic", "view_topic",
            "add_prompt", "change_prompt", "delete_prompt", "view_prompt",
        ),
    },
    "Reviewers": {
        "library": ("view_article", "review_article", "view_topic", "view_prompt"),
    },
    "Publishers": {
        "library": ("view_article", "publish_article", "view_topic", "view_prompt"),
    },
    "Directory keepers": {
        "directory": (
            "add_contact", "change_contact", "delete_contact", "view_contact",
            "add_helpline", "change_helpline", "view_helpline",
            "add_place", "change_place", "view_place",
            "add_listing", "change_listing", "delete_listing", "view_listing",
        ),
        "sharing": ("view_counselor", "change_counselor"),
    },
    "Counselors": {},
}
# Made by another migration, and not ours to drop.
MADE_BEFORE = "Directory keepers"


def make_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for role, rights in ROLES.items():
        group, _made = groups.get_or_create(name=role)
        group.permissions.set(_permissions(apps, rights))


def drop_groups(apps, schema_editor):
    made = apps.get_model("auth", "Group").objects.filter(name__in=ROLES)
    made.exclude(name=MADE_BEFORE).delete()


def _permissions(apps, rights):
    permissions = apps.get_model("auth", "Permission").objects
    found = []
    for label, names in rights.items():
        # Permissions are made after the last migration; this one needs them now.
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
        found += permissions.filter(content_type__app_label=label, codename__in=names)
    return found


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_erasing"),
        ("library", "0004_editorial_desk"),
        ("sharing", "0002_directory_keepers"),
        ("directory", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make_groups, drop_groups)]
