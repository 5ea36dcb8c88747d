"""Directory keepers: the group that keeps listings and confirms counselors.

It reaches nothing else: no article, no account, no list, and no journal, for which
there is no desk at all.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUP = "Directory keepers"
PERMISSIONS = {
    "directory": (
        "add_contact", "change_contact", "delete_contact", "view_contact",
        "add_helpline", "change_helpline", "view_helpline",
        "add_place", "change_place", "view_place",
        "add_listing", "change_listing", "delete_listing", "view_listing",
    ),
    "sharing": ("view_counselor", "change_counselor"),
}


def make_group(apps, schema_editor):
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    permissions = apps.get_model("auth", "Permission").objects
    for label, names in PERMISSIONS.items():
        # Permissions are made after the last migration; this one needs them now.
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
        found = permissions.filter(
            content_type__app_label=label, codename__in=names
        )
        group.permissions.add(*found)


def drop_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("sharing", "0001_initial"),
        ("directory", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make_group, drop_group)]
