"""Accounts: who may sign in. Nothing here ever touches a journal's keys."""
