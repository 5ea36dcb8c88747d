"""The journal's pages: thin functions over ``journal.domain``. None sees a key."""
