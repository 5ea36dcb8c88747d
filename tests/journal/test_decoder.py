"""The document is enough: a second program reads all that the journal has written."""

import ast
import hashlib
import struct
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import transaction

from journal.domain import entries, inbox, intake, recovering, timeline, trash
from journal.domain.check_in import CheckIn
from journal.domain.matter import Prompt, Words
from journal.domain.moments import Moment
from journal.domain.passkeys import add_passkey
from journal.domain.preferences import change_preferences
from journal.domain.vaults import start_journal
from journal.models import ManifestBlock, Note, Record, Slot, Vault, Version
from recovery_site.accounts.models import User
from tests.journal import decoder
from tests.journal.decoder import CodeTypingError, DecodeError, Dump
from tests.journal.passkeys import Device

pytestmark = pytest.mark.django_db  # the module’s rows need the tables

PASSPHRASE = "zürich linen \u0633\u0644\u0627\u0645 oat 🌿"
TYPED = f"  {PASSPHRASE}\n".replace("ü", "u\u0308")  # decomposed, with outer space
ENTRIES = 303
ZONES = ("Asia/Kathmandu", "America/St_Johns", "Europe/Berlin", "Pacific/Kiritimati")
TEXTS = (
    "I took the stairs.\r\n\tThen the lift.",
    "أكتب هنا لأول مرة",
    "👩🏽‍🚒 👨‍👩‍👧 – e\u0301 é \u0000 \u2028 \U0010ffff",
    "",
    "Ночью тихо. " * 700,
    "x" * 1_020,  # with its length exactly the floor
    "x" * 1_021,
)
NOTED = CheckIn(3, ("calm", "wie im Nebel"), "some", "tired"), ("river", "Straße")
PROMPT = Prompt("What was the day’s smallest step?", "steady", "calm")
STEP = timedelta(days=61, hours=7)  # 303 of them lead from before 1970 to after 2015


class Written(NamedTuple):
    """What went in, and the rows that came of it."""

    dump: Dump
    before: Dump
    twin: Dump
    carols: Dump
    code: str
    headers: dict[UUID, dict]
    bodies: dict[UUID, str]
    erased: UUID
    notes: dict[UUID, list[dict]]


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker):
    """Two journals, dumped once for all tests and then rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = write_everything()
        transaction.set_rollback(True)
    return made


def dump_of(vault):
    tables = (Slot, ManifestBlock, Record, Note, Version)
    rows = (list(table.objects.filter(vault=vault).values()) for table in tables)
    return Dump(Vault.objects.values().get(pk=vault), *rows)


def write_everything():
    journal = start_journal(User.objects.create_user("alice"), passphrase=TYPED)
    chosen = change_preferences(journal, time_zone="Asia/Kathmandu")
    headers, bodies = write_entries(journal)
    erased, revised, drafted = list(headers)[:3]
    before = dump_of(journal.vault_id)
    entries.erase_entry(journal, record=erased)
    del headers[erased], bodies[erased]
    take_in_untrusted(journal, headers, bodies)
    notes = leave_notes(journal, drafted)
    twin = dump_of_another_history(journal, revised)
    revise(journal, revised, headers, bodies)
    carols = start_journal(User.objects.create_user("carol"), passphrase=PASSPHRASE)
    entries.write_entry(carols, words=Words("Hers", "Carol’s own."))
    dumps = (dump_of(journal.vault_id), before, twin, dump_of(carols.vault_id))
    return Written(*dumps, chosen.pending_code, headers, bodies, erased, notes)


def write_entries(journal):
    """Write in no order of time, so that full blocks are split in the middle."""
    headers, bodies = {}, {}
    for number in (step * 110 % ENTRIES for step in range(ENTRIES)):
        zone, text = ZONES[number % 4], TEXTS[number % 7]
        prompt = PROMPT if number % 5 == 0 else None
        check_in, tags = NOTED if number % 3 == 0 else (CheckIn(), ())
        words = Words(f"№ {number} – “später” ☾", text, prompt, check_in, tags)
        start = datetime(1966, 1, 1, tzinfo=UTC) + number * STEP
        moment = Moment(start.astimezone(ZoneInfo(zone)), zone)
        record = entries.write_entry(journal, words=words, moment=moment)
        headers[record] = header(words, moment.local.isoformat(), zone)
        bodies[record] = text
    return headers, bodies


def header(words, at, zone, *, trusted=True):
    return {
        "kind": 1,
        "title": words.title,
        "excerpt": " ".join(words.text[:440].split())[:220],
        "at": at,
        "zone": zone,
        "prompt": asked(words.prompt),
        "trusted": trusted,
        "waiting": not trusted,
        "form": None,
        **noted(words),
        "versions": [],
        "trashed": None,
    }


def noted(words):
    return {
        "mood": words.check_in.mood,
        "feelings": list(words.check_in.feelings),
        "sleep": words.check_in.sleep,
        "body": words.check_in.body,
        "tags": list(words.tags),
    }


def asked(prompt):
    return [prompt.text, prompt.source, prompt.depth] if prompt else None


def revise(journal, record, headers, bodies):
    for base in (1, 2):
        words = Words("Revised", f"For the {base}. time: näher.")
        entries.revise_entry(journal, record=record, base=base, words=words)
        old = headers[record]
        headers[record] = header(words, old["at"], old["zone"])
        headers[record]["versions"] = list(range(1, base + 1))
        bodies[record] = words.text


def dump_of_another_history(journal, record):
    """Return rows with the revisions to come, and other words in them."""
    with transaction.atomic():
        for base in (1, 2):
            words = Words("Revised", f"Otherwise, {base}.")
            entries.revise_entry(journal, record=record, base=base, words=words)
        twin = dump_of(journal.vault_id)
        transaction.set_rollback(True)
    journal.vault.refresh_from_db()
    return twin


def take_in_untrusted(journal, headers, bodies):
    """Drop a text without opening the journal, and let it in."""
    words = Words("Dropped", "Written while it was locked. 🌿")
    inbox.keep(ticket=inbox.seal_for_drop(journal.vault), token="", words=words)
    intake.take_in(journal)
    (leaf,) = (leaf for leaf in timeline.page(journal).leaves if leaf.header.waiting)
    at = leaf.header.moment.local.isoformat()
    headers[leaf.id] = header(words, at, "Asia/Kathmandu", trusted=False)
    bodies[leaf.id] = words.text


def leave_notes(journal, record):
    """Leave a dropped note, and a draft that an accident has shortened."""
    drop, dropped = (
        Words("Late", "Nobody vouches. \u0633\u0644"),
        inbox.seal_for_drop(journal.vault),
    )
    inbox.keep(ticket=dropped, token="", words=drop)
    place = inbox.new_place(record=record, revision=1)
    seal = inbox.seal_for_form(journal, place)
    states = (Words("Draft", "Long, then emptied. " * 99, PROMPT), Words("Draft", "🌿"))
    for sequence, words in enumerate(states, 3):
        inbox.keep(
            ticket=seal.ticket, token=seal.origin, words=words, sequence=sequence
        )
    form, vouched = inbox.read_ticket(dropped).form, (place.form, record, 1)
    draft = [note(words, place.form, seal.origin, vouched) for words in states]
    return {place.form: draft[::-1], form: [note(drop, form, "", None)]}


def note(words, form, token, vouched):
    return {
        "title": words.title,
        "text": words.text,
        "prompt": asked(words.prompt),
        "origin": token,
        "form": form.hex,
        **noted(words),
        "day": "",
        "time": "",
        "vouched": vouched,
    }


def decoded(dump, *, passphrase=PASSPHRASE):
    key = decoder.key_from_passphrase(dump, passphrase, settings.JOURNAL_PEPPERS)
    return decoded_with(key, dump)


def decoded_with(key, dump):
    return decoder.decode(dump, key, server_secret=settings.JOURNAL_INBOX_SECRET)


def flipped(value, at):
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return "p0" if value == "p1" else "p1"
    if isinstance(value, UUID):
        return UUID(int=value.int ^ 1)
    data = bytearray(value)
    data[at] ^= 1
    return bytes(data)


def with_rows(dump, table, rows):
    return dump._replace(**{table: rows})


def rows_of(dump, table):
    return [dump.vault] if table == "vault" else getattr(dump, table)


def with_values(dump, table, row, values):
    """Return the dump with other values in one row."""
    if table == "vault":
        return dump._replace(vault={**dump.vault, **values})
    rows = [
        {**each, **values} if each is row else each for each in rows_of(dump, table)
    ]
    return with_rows(dump, table, rows)


def test_program_shares_no_code_with_the_journal():
    tree = ast.parse(Path(decoder.__file__).read_text(encoding="utf-8"))

    nodes = list(ast.walk(tree))
    names = [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    for node in nodes:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    strange = {name.split(".")[0] for name in names} - sys.stdlib_module_names
    assert strange == {"cryptography"}


@pytest.mark.parametrize("text", [PASSPHRASE, TYPED])
def test_passphrase_and_code_give_the_same_key(written, text):
    by_code = decoder.key_from_code(written.dump, written.code.lower())

    key = decoder.key_from_passphrase(written.dump, text, settings.JOURNAL_PEPPERS)

    assert key == by_code


def test_every_entry_comes_back_as_it_was_written(written):
    journal = decoded(written.dump)

    own = journal.head.settings
    assert journal.headers == {**written.headers, own: {"kind": 2}}
    assert {**journal.bodies, own: ""} == {**written.bodies, own: ""}
    assert len(written.headers) == ENTRIES
    assert written.erased not in journal.headers


def test_every_earlier_version_comes_back(written):
    journal = decoded(written.dump)

    (record,) = {record for record, _revision in journal.versions}
    texts = {number: text for (_id, number), (_h, text) in journal.versions.items()}
    titles = [journal.versions[record, number][0]["title"] for number in (1, 2)]
    before = decoded(written.before).bodies[record]
    assert texts == {1: before, 2: "For the 1. time: näher."}
    assert titles == [decoded(written.before).headers[record]["title"], "Revised"]
    for header, _text in journal.versions.values():
        assert datetime.fromisoformat(header["replaced"]).utcoffset() is not None
        assert header["versions"] == []


def test_trashed_entry_stands_before_the_timeline(alice):
    journal = start_journal(alice, passphrase=PASSPHRASE)
    for text in ("One.", "Two."):
        thrown = entries.write_entry(journal, words=Words("", text))
    trash.move_to_trash(journal, record=thrown)

    opened = decoded(dump_of(journal.vault_id))

    day = date.fromisoformat(opened.headers[thrown]["trashed"])
    settings_line, trashed, _entry = opened.lines
    assert (trashed.record, trashed.flags) == (thrown, 4)
    assert trashed.moment - settings_line.moment == (day - date(1970, 1, 1)).days


def test_list_says_what_the_headers_say(written):
    journal = decoded(written.dump)

    for line in journal.lines[1:]:
        header = journal.headers[line.record]
        at = datetime.fromisoformat(header["at"])
        assert line.moment == int(at.timestamp())
        assert line.offset == at.utcoffset() // timedelta(minutes=1)
        assert line.flags == (0 if header["trusted"] else 1)
        assert (line.kind, line.mood) == (1, header["mood"])
        assert line.tags == tuple(number(tag) for tag in header["tags"])


def number(tag):
    """Return the number of a tag as the document says it."""
    digest = hashlib.sha256(tag.casefold().encode()).digest()
    return int.from_bytes(digest[:2], "big")


def test_list_is_in_order_of_time_over_several_blocks(written):
    journal = decoded(written.dump)

    moments = [line.moment for line in journal.lines]
    spans = [end for block in journal.head.blocks for end in (block.first, block.last)]
    assert moments == sorted(moments)
    assert spans == sorted(spans)
    assert len(journal.head.blocks) >= 2
    assert journal.lines[0].record == journal.head.settings


def test_settings_come_back(written):
    assert decoded(written.dump).settings == {
        "time_zone": "Asia/Kathmandu",
        "zone_was_asked": False,
        "pending_code": written.code,
        "code_was_used": False,
        "merging": {},
        "renewing": {},
        "older_inboxes": {},
        "passkeys": {},
        "tags": ["river", "Straße"],
        "shows_moods": False,
        "idle_minutes": 0,
        "exit_address": "",
        "shift_leaves": True,
        "theme": "",
        "language": "",
        "timer_minutes": 10,
        "spell_check": False,
        "list_words": True,
        "list_moods": True,
        "plain_text": False,
        "first_visit_over": False,
        "draft": "",
    }


def test_every_state_of_every_note_comes_back(written):
    notes = decoded(written.dump).notes

    for state in (state for states in notes.values() for state in states):
        assert datetime.fromisoformat(state.pop("at")).utcoffset() == timedelta(0)
    assert notes == written.notes


@pytest.mark.parametrize(
    "text", ["zürich linen oat", PASSPHRASE.upper(), "", "x" * 1_025]
)
def test_wrong_passphrase_is_refused(written, text):
    with pytest.raises(DecodeError):
        decoded(written.dump, passphrase=text)


def test_wrong_pepper_is_refused(written):
    peppers = {name: bytes(32) for name in settings.JOURNAL_PEPPERS}

    with pytest.raises(DecodeError):
        decoder.key_from_passphrase(written.dump, PASSPHRASE, peppers)


def test_mistyped_code_is_told_apart_from_a_strange_one(written):
    last = "0" if written.code[0] != "0" else "1"

    with pytest.raises(CodeTypingError):
        decoder.key_from_code(written.dump, last + written.code[1:])
    with pytest.raises(DecodeError) as strange:
        decoder.key_from_code(written.carols, written.code)
    assert strange.type is DecodeError


def test_passkey_opens_what_the_document_says(alice):
    journal = start_journal(alice, passphrase=PASSPHRASE)
    recovering.confirm_code(journal, text=recovering.pending_code(journal))
    device, salt = Device(), bytes(range(32))
    add_passkey(journal, device.answer(salt), salt=salt, name="Phone")
    dump = dump_of(journal.vault_id)
    (slot,) = (row for row in dump.slots if row["kind"] == 3)

    output = device.output(bytes(slot["salt"]))
    key = decoder.key_from_passkey(dump, device.credential, output)

    assert decoded_with(key, dump).settings["passkeys"] == {slot["id"].hex: "Phone"}
    for wrong in (bytes(32), output[:-1], output + b"x"):
        with pytest.raises(DecodeError):
            decoder.key_from_passkey(dump, device.credential, wrong)


@pytest.mark.parametrize("at", [0, 1, 13, 40, -1])
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("vault", "key_id"),
        ("vault", "manifest_head"),
        ("vault", "inbox_public_key"),
        ("vault", "inbox_private_key"),
        ("vault", "inbox_mac"),
        ("slots", "salt"),
        ("slots", "sealed"),
        ("blocks", "sealed"),
        ("records", "header"),
        ("records", "body"),
        ("notes", "sealed"),
        ("notes", "earlier"),
        ("versions", "header"),
        ("versions", "body"),
    ],
)
def test_flipped_byte_is_refused(written, table, column, at):
    rows = rows_of(written.dump, table)
    row = next(row for row in rows if row[column])
    at %= len(row[column])
    changed = {column: flipped(row[column], at)}

    with pytest.raises(DecodeError):
        decoded(with_values(written.dump, table, row, changed))


@pytest.mark.parametrize("column", ["locator_hash", "sealed", "generation", "id"])
def test_changed_recovery_slot_is_refused(written, column):
    (slot,) = (row for row in written.dump.slots if row["kind"] == 2)
    value = UUID(int=1) if column == "id" else flipped(slot[column], 0)
    dump = with_values(written.dump, "slots", slot, {column: value})

    with pytest.raises(DecodeError):
        decoder.key_from_code(dump, written.code)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("vault", "generation"),
        ("slots", "generation"),
        ("slots", "argon2_time"),
        ("slots", "argon2_memory_kib"),
        ("slots", "argon2_lanes"),
        ("slots", "pepper_id"),
        ("blocks", "revision"),
        ("records", "revision"),
        ("notes", "generation"),
        ("notes", "sequence"),
        ("notes", "earlier_sequence"),
        ("versions", "revision"),
        ("versions", "record"),
    ],
)
def test_changed_column_is_refused(written, table, column):
    rows = rows_of(written.dump, table)
    row = next(row for row in rows if row[column])
    changed = {column: flipped(row[column], 0)}

    with pytest.raises(DecodeError):
        decoded(with_values(written.dump, table, row, changed))


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("blocks", ["sealed"]),
        ("blocks", ["sealed", "revision"]),
        ("records", ["header"]),
        ("records", ["body"]),
        ("records", ["header", "body", "revision"]),
        ("notes", ["sealed", "sequence", "earlier", "earlier_sequence"]),
        ("versions", ["header"]),
        ("versions", ["header", "body"]),
    ],
)
def test_swapped_rows_are_refused(written, table, columns):
    one, other = getattr(written.dump, table)[:2]
    ones, others = ({name: row[name] for name in columns} for row in (one, other))
    swapped = with_values(written.dump, table, one, others)

    with pytest.raises(DecodeError):
        decoded(with_values(swapped, table, other, ones))


def test_swapped_record_is_refused_by_its_place_and_not_the_list_alone(written):
    """Whoever could mend the list would still not move a record."""
    key = decoder.key_from_code(written.dump, written.code)
    one, other = written.dump.records[:2]
    records, vault = decoder.derive(key, "record"), written.dump.vault["id"]
    places = [
        decoder.context("record/body", vault, row["id"], row["revision"])
        for row in (one, other)
    ]

    decoder.open_exact(records, bytes(one["body"]), places[0])

    with pytest.raises(InvalidTag):
        decoder.open_exact(records, bytes(one["body"]), places[1])


@pytest.mark.parametrize("table", ["slots", "blocks", "records", "versions"])
@pytest.mark.parametrize("at", [0, -1])
def test_missing_row_is_noticed(written, table, at):
    rows = list(getattr(written.dump, table))
    del rows[at]
    key = decoder.key_from_code(written.dump, written.code)

    with pytest.raises(DecodeError):
        decoded_with(key, with_rows(written.dump, table, rows))


@pytest.mark.parametrize("table", ["slots", "blocks", "records"])
def test_row_of_another_journal_is_noticed(written, table):
    """The other journal has the same passphrase."""
    strange = getattr(written.carols, table)[0]
    key = decoder.key_from_code(written.dump, written.code)
    rows = [*getattr(written.dump, table), strange]

    with pytest.raises(DecodeError):
        decoded_with(key, with_rows(written.dump, table, rows))


def test_erased_row_that_was_put_back_is_noticed(written):
    (row,) = (row for row in written.before.records if row["id"] == written.erased)

    with pytest.raises(DecodeError):
        decoded(with_rows(written.dump, "records", [*written.dump.records, row]))


def test_earlier_state_of_a_record_is_noticed(written):
    old = {row["id"]: row for row in written.before.records}
    (row,) = (
        row
        for row in written.dump.records
        if row["revision"] == 3 and old.get(row["id"], row)["revision"] == 1
    )

    with pytest.raises(DecodeError):
        decoded(with_values(written.dump, "records", row, old[row["id"]]))


@pytest.mark.parametrize("history", ["before", "twin"])
@pytest.mark.parametrize("table", ["blocks", "records"])
def test_table_of_another_history_is_noticed(written, table, history):
    rows = getattr(getattr(written, history), table)

    with pytest.raises(DecodeError):
        decoded(with_rows(written.dump, table, rows))


def test_whole_other_history_does_not_fit_under_the_head(written):
    """Each block agrees with its records; only the head knows better."""
    both = written.dump._replace(
        blocks=written.twin.blocks, records=written.twin.records
    )

    with pytest.raises(DecodeError):
        decoded(both)


def test_other_history_has_the_same_rows_and_revisions(written):
    for table in ("blocks", "records"):
        one, other = (
            {row["id"]: row["revision"] for row in rows_of(dump, table)}
            for dump in (written.dump, written.twin)
        )
        assert one == other
    assert decoded(written.twin).headers.keys() == decoded(written.dump).headers.keys()


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        b"\x00\x00\x00\x02hi",
        b"\x00\x00\x00\x02hi" + bytes(1_017) + b"\x01",
        b"\x00\x00\x00\x02hi" + bytes(1_024),
        b"\x00\x00\x04\x00hi" + bytes(1_018),
        b"\xff\xff\xff\xffhi" + bytes(1_018),
    ],
)
def test_wrong_padding_is_refused(padded):
    with pytest.raises((DecodeError, struct.error)):
        decoder.unpad(padded, decoder.FLOOR)
