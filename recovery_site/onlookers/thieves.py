"""Those who took something: a copy, a key, a password, or hold of the database."""

from django.utils.translation import gettext_lazy as _

from recovery_site.onlookers.claims import Claim, Onlooker, by

# Where the tests are that hold most of it.
DOCUMENTS = "test_documents"
ENTRIES = "journal/domain/test_entries"
LISTS = "recovery_site/test_lists"
PROVE = "recovery_site/test_prove"
READING = "resources/sharing/views/test_reading"
SLOTS = "journal/crypto/test_slots"
UNLOCK = "journal/crypto/test_unlock"
WALK = "journal/views/test_walk"

DATABASE_THIEF = Onlooker(
    key="database-thief",
    name=_("Somebody who steals a copy of the database"),
    can=(
        Claim(_("See the names that people sign in with, and the month they came.")),
        Claim(
            _("Try guesses at the password that signs you in."),
            note="each guess costs 19 MiB of Argon2id",
        ),
        Claim(
            _(
                "See how many sealed pages and earlier versions a journal has, and "
                "about how big they are."
            ),
            by(
                "journal/crypto/test_padding",
                "padded_sizes_are_few",
                "padding_below_the_floor_tells_nothing",
            ),
            note="sizes come in few steps",
        ),
        Claim(_("Guess rough dates, by comparing two copies.")),
        Claim(
            _("See which accounts wrote reading lists, and on which day links began."),
            note="and whether an account has the role of a counselor",
        ),
    ),
    cannot=(
        Claim(
            _("Read titles, words, moods, tags, dates or word counts."),
            by(
                "journal/crypto/test_records",
                "stored_bytes_of_different_records_have_one_size_and_no_plaintext",
            )
            + by("browser/test_main_job", "main_job_is_done_and_leaves_no_trace")
            + by(DOCUMENTS, "threat_model_lists_every_column")
            + by(PROVE, "proof_holds"),
        ),
        Claim(
            _("Tell an entry from a plan, or from something that you kept here."),
            by(
                "journal/domain/test_kept",
                "row_of_a_thing_looks_like_the_row_of_an_entry",
            )
            + by(DOCUMENTS, "threat_model_lists_every_column"),
        ),
        Claim(
            _("Try guesses at your passphrase."),
            by(SLOTS, "database_alone_cannot_tell_the_right_guess"),
        ),
        Claim(
            _("Use a copy of anybody’s sign-in."),
            by(
                "recovery_site/test_sessions",
                "stored_key_as_cookie_opens_nothing",
                "row_names_no_cookie_and_shows_no_body",
            ),
        ),
        Claim(
            _("Open a reading list that somebody shared, or learn what is on it."),
            by(
                LISTS,
                "dump_holds_no_token_and_no_word_of_a_list",
                "dump_alone_opens_no_list",
            ),
            note="lists are sealed under `SECRET_KEY`, links are kept as hashes",
        ),
        Claim(
            _("Learn whether anybody opened such a list."),
            by(
                READING,
                "opening_a_link_writes_nothing_and_leaves_no_trace",
            )
            + by(
                "resources/sharing/domain/test_links",
                "row_has_no_column_for_what_a_reader_does",
            ),
        ),
        Claim(
            _("Open a journal that was open when the copy was made."),
            by(UNLOCK, "each_half_alone_opens_nothing"),
        ),
    ),
)
BACKUP_THIEF = Onlooker(
    key="backup-thief",
    name=_("Somebody who finds an old backup"),
    can=(
        Claim(_("See the same as above, as it was on that day.")),
        Claim(
            _("Hold sealed pages that you have erased since then."),
            note="they stay until backups age out (`BACKUP_DAYS`)",
        ),
    ),
    cannot=(
        Claim(
            _("Open them without the passphrase or code of that time."),
            by(
                SLOTS,
                "passphrase_slot_refuses_another_passphrase",
                "code_slot_opens_with_its_code_and_needs_no_pepper",
            ),
        ),
        Claim(
            _("Open what you write after you made new keys, even with the old words."),
            by(
                "journal/domain/test_renewing",
                "nothing_opens_under_the_old_key",
                "backup_and_the_old_words_do_not_open_what_came_later",
            ),
        ),
    ),
)
SECRETS_THIEF = Onlooker(
    key="secrets-thief",
    name=_("Somebody who steals the database and the server’s keys"),
    can=(
        Claim(
            _("Try guesses at your passphrase, one after another."),
            by("journal/crypto/test_kdf", "policy_defaults_are_the_promised_cost"),
            note="each costs 64 MiB and three passes of Argon2id",
        ),
        Claim(
            _("Read the reading lists that counselors wrote, and their notes."),
            note="they are sealed under `SECRET_KEY`; links stay hashes",
        ),
        Claim(
            _("Make the codes of a sign-in app, if you use one."),
            note="the seeds are sealed under `SECRET_KEY`",
        ),
    ),
    cannot=(
        Claim(
            _("Guess six words that were drawn for you. We offer them at the start."),
            by(
                "journal/crypto/test_passphrase",
                "generated_passphrase_has_six_words_of_the_list",
                "word_list_has_7776_plain_words",
            ),
        ),
        Claim(
            _("Guess a recovery code."),
            by(
                "journal/crypto/test_recovery",
                "code_has_34_characters_in_groups_of_four",
            ),
            note="128 bits of it are the secret",
        ),
        Claim(
            _("Open a journal that is open somewhere, without that very browser."),
            by(UNLOCK, "each_half_alone_opens_nothing") + by(PROVE, "proof_holds"),
        ),
    ),
)
ACCOUNT_THIEF = Onlooker(
    key="account-thief",
    name=_("Somebody who knows your password"),
    can=(
        Claim(_("Sign in, and see that there is a journal.")),
        Claim(_("Change the password."), note="the code sets a new one"),
        Claim(
            _("Guess at the passphrase on the unlock page, a few times a minute."),
            by(
                "journal/domain/test_attempts",
                "guessing_one_account_from_everywhere_is_slowed",
                "new_device_opens_within_a_minute_under_attack",
            )
            + by(
                "journal/views/test_guarding",
                "opening_a_journal_of_ones_own_buys_no_guesses_at_the_older_one",
            ),
            note="slowed, so that the writer herself is never shut out",
        ),
        Claim(
            _("Begin a new journal in the place of yours."),
            by(
                "journal/domain/test_changing_keys",
                "journal_left_behind_opens_with_its_own_passphrase",
                "no_number_of_new_journals_buries_one_that_was_left_behind",
            ),
            note="the passphrase or the code makes yours the current one again",
        ),
        Claim(
            _("Ask for your journal to be deleted in 30 days. Every page says so."),
            note="any sign-in can call it off, and opening the journal does",
        ),
    ),
    cannot=(
        Claim(
            _("Open the journal. It asks for its own passphrase."),
            by(WALK, "wrong_passphrase_says_so_and_opens_nothing"),
        ),
        Claim(
            _("See an entry by its address, in an account of their own."),
            by(WALK, "another_persons_entry_is_404")
            + by(ENTRIES, "another_writers_entry_is_not_found"),
        ),
    ),
)
ROW_WRITER = Onlooker(
    key="row-writer",
    name=_("Somebody who can change the database"),
    can=(
        Claim(_("Sign in as you, by changing the password.")),
        Claim(_("Damage or remove sealed pages."), note="they are named"),
        Claim(_("Put a whole journal back to an older day, without being noticed.")),
    ),
    cannot=(
        Claim(
            _("Read or rewrite a page."),
            by(
                ENTRIES,
                "flipped_byte_anywhere_is_refused",
                "swapped_ciphertexts_are_refused_and_named",
                "row_moved_to_another_owner_opens_for_neither",
                "header_put_in_the_place_of_the_body_is_refused",
            )
            + by(PROVE, "proof_holds"),
        ),
        Claim(
            _("Remove a single page without your journal telling you."),
            by(
                ENTRIES,
                "removed_row_is_named_with_its_day",
                "rolled_back_row_is_refused_and_named",
                "rolled_back_block_is_named",
            ),
        ),
        Claim(
            _("Have the words you write later sealed to a key of their own."),
            by("journal/crypto/test_inbox", "strangers_public_key_is_refused")
            + by(
                "journal/domain/test_planted_notes",
                "swapped_public_key_is_sealed_to_by_nothing",
                "vault_put_under_another_owner_takes_no_words",
            ),
        ),
        Claim(
            _("Make guesses at your passphrase cheaper."),
            by(
                SLOTS,
                "passphrase_slot_refuses_a_changed_row_before_stretching",
                "slot_of_another_key_is_refused",
            ),
        ),
    ),
)
