"""Those who are near: at the site, beside the screen, on the line, in a court."""

from django.utils.translation import gettext_lazy as _

from recovery_site.onlookers.claims import Claim, Onlooker, by

# Where the tests are that hold most of it.
DOCUMENTS = "test_documents"
LEAVE = "recovery_site/test_leave"
PAGES = "recovery_site/test_pages"
WALK = "journal/views/test_walk"

OPERATOR = Onlooker(
    key="operator",
    name=_("The people who run this site"),
    can=(
        Claim(_("See that an account exists, and that it has a journal.")),
        Claim(
            _("Read what is open at that moment, if they change the running server.")
        ),
    ),
    cannot=(
        Claim(
            _("Open a journal with the tools that the site gives them."),
            by(DOCUMENTS, "desk_shows_no_row_of_a_journal")
            + by("test_contracts", "contracts_are_kept"),
        ),
        Claim(
            _("See later what you read here. It is not noted anywhere."),
            by(PAGES, "public_page_opens_without_database_cookie_or_token")
            + by("resources/library/test_views", "pages_only_read")
            + by(LEAVE, "leave_logs_nothing"),
        ),
        Claim(
            _("Find your words in the server’s logs, or in reports of errors."),
            by(
                "journal/views/test_failing",
                "failure_anywhere_shows_nothing_that_was_typed",
            ),
        ),
    ),
)
BESIDE_THE_SCREEN = Onlooker(
    key="beside-the-screen",
    name=_("Somebody beside you"),
    can=(Claim(_("Read what is on the screen.")),),
    cannot=(
        Claim(
            _("Read it after you press “Leave now”."),
            by(LEAVE, "leave_ends_the_session_when_a_person_asked")
            + by(WALK, "leaving_with_words_on_the_page_keeps_them"),
        ),
        Claim(
            _("Open your journal again without the passphrase or a passkey."),
            by(
                WALK,
                "lock_then_unlock_leads_back",
                "wrong_passphrase_says_so_and_opens_nothing",
            ),
        ),
    ),
)
LATER_ON_THE_DEVICE = Onlooker(
    key="later-on-the-device",
    name=_("Somebody who gets your device later"),
    can=(
        Claim(
            _("See in the browser’s history that this site was open."),
            by(PAGES, "public_page_has_one_title_one_exit_and_a_discreet_head"),
            note="tabs and previews are discreet",
        ),
        Claim(_("See everything, if watching software is on the device.")),
        Claim(_("Open a copy that you downloaded, wherever it still lies.")),
        Claim(_("Open your journal, if the browser has saved the passphrase.")),
        Claim(
            _("Open it with a passkey you added, if they can unlock the device."),
            by(
                "journal/domain/test_passkeys",
                "passkey_taken_away_opens_nothing_and_the_others_do",
                "code_that_recovers_takes_the_passkeys_away",
            ),
            note="they must sign in too; it ends once the passkey is taken away",
        ),
    ),
    cannot=(
        Claim(
            _("Bring your pages back with the Back button, once you have left."),
            by(LEAVE, "leave_changes_a_cookie_even_for_a_visitor")
            + by("browser/test_back_button", "nothing_private_comes_back"),
        ),
        Claim(
            _("See in the history what you looked for in your journal."),
            by(
                "browser/test_search",
                "words_are_found_by_accent_and_phrase_and_leave_no_trace",
            )
            + by(
                "journal/domain/test_searching", "token_opens_under_its_own_half_only"
            ),
        ),
        Claim(
            _("See in the history what you looked for in the library."),
            by(
                "resources/library/test_search",
                "search_leads_to_an_address_that_shows_no_word",
                "address_opens_nothing_in_another_browser_or_after_leaving",
            ),
        ),
        Claim(
            _("Open a locked journal."),
            by(WALK, "wrong_passphrase_says_so_and_opens_nothing"),
        ),
    ),
)
NETWORK = Onlooker(
    key="network",
    name=_("Whoever runs the Wi‑Fi or the internet line"),
    can=(Claim(_("See that a device went to this site, when, and for how long.")),),
    cannot=(
        Claim(
            _("See which pages you opened or what you wrote, where it says https."),
            by(DOCUMENTS, "production_settings_pass_the_deployment_check"),
            note="TLS itself is the proxy's",
        ),
    ),
)
COURT = Onlooker(
    key="court",
    name=_("A court"),
    can=(
        Claim(_("Order the people who run this site to hand over what is stored.")),
        Claim(_("Order you to hand over your journal, as with a paper diary.")),
    ),
    cannot=(
        Claim(
            _("Get your passphrase from us. We do not have it."),
            by("browser/test_main_job", "main_job_is_done_and_leaves_no_trace")
            + by("journal/crypto/test_keys", "secret_shows_nothing_of_itself"),
        ),
    ),
)
