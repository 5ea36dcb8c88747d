"""The journal's addresses; none carries a word, a date or a kind."""

from django.urls import path

from journal.views import (
    closed,
    dropping,
    erasing,
    keys,
    reading,
    slots,
    staying,
    stored,
    unlocking,
    writing,
)

urlpatterns = [
    path("", reading.home, name="journal-home"),
    path("start/", unlocking.start, name="journal-start"),
    path("unlock/", unlocking.unlock, name="journal-unlock"),
    path("lock/", unlocking.lock, name="journal-lock"),
    path("recover/", keys.recover, name="journal-recover"),
    path("lost/", keys.lost, name="journal-lost"),
    path("lost/erase/", erasing.erase_later, name="journal-erase-later"),
    path("lost/keep/", erasing.keep, name="journal-call-off"),
    path("closed/", closed.closed_list, name="journal-closed"),
    path("closed/merge/", closed.merge, name="journal-merge"),
    path("closed/<uuid:pk>/", closed.closed_one, name="journal-closed-one"),
    path("closed/<uuid:pk>/erase/", closed.closed_erase, name="journal-closed-erase"),
    path("write/", writing.write, name="journal-write"),
    path("keep/", staying.autosave, name="journal-keep"),
    path("drop/", dropping.drop, name="journal-drop"),
    path("waiting/", dropping.waiting, name="journal-waiting"),
    path("code/", keys.code, name="journal-code"),
    path("keys/", keys.keys, name="journal-keys"),
    path("keys/passphrase/", slots.passphrase, name="journal-passphrase"),
    path("keys/code/", slots.new_code, name="journal-new-code"),
    path("keys/erase/", erasing.erase, name="journal-erase"),
    path("keys/lock/", staying.lock_everywhere, name="journal-lock-everywhere"),
    path("stay/", staying.stay, name="journal-stay"),
    path("settings/", keys.settings, name="journal-settings"),
    path("check/", reading.check, name="journal-check"),
    path("<uuid:pk>/", reading.entry, name="entry"),
    path("<uuid:pk>/edit/", writing.edit, name="entry-edit"),
    path("<uuid:pk>/accept/", dropping.accept, name="entry-accept"),
    path("<uuid:pk>/erase/", writing.erase, name="entry-erase"),
    path("<uuid:pk>/stored/", stored.stored, name="entry-stored"),
]
