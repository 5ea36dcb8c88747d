"""Who can learn what: the one source of /safety/what-we-can-see/ and THREAT_MODEL.md.

Each sentence is a promise or a limit. Whoever changes the code so that one of them is
no longer true changes the sentence in the same commit, and then runs
``manage.py threat_model``, which writes the tables of the document anew.
"""

from recovery_site.onlookers import bystanders, thieves

ONLOOKERS = (
    thieves.DATABASE_THIEF,
    thieves.BACKUP_THIEF,
    thieves.SECRETS_THIEF,
    bystanders.OPERATOR,
    bystanders.BESIDE_THE_SCREEN,
    bystanders.LATER_ON_THE_DEVICE,
    bystanders.NETWORK,
    thieves.ACCOUNT_THIEF,
    thieves.ROW_WRITER,
    bystanders.COURT,
)
