"""The permission table: every address of the product, who may come, and what they are answered.

Whoever is not named in `who` is refused: 403 when signed in, the sign-in page when not. Another institution's officer
who asks for what is not theirs gets 404, so that nobody learns what exists. A line without `post` takes no POST.
`before` is for addresses that refuse a method before they ask who it is.
"""

from dataclasses import dataclass

NOBODY = frozenset({"nobody"})
STAFF = frozenset({"operator", "analyst", "supervisor", "editor", "educator", "administrator"})
OFFICERS = frozenset({"officer", "other_officer"})
ANYBODY = NOBODY | STAFF | OFFICERS
SIGNED_IN = STAFF | OFFICERS
HANDLERS = frozenset({"operator", "analyst", "supervisor"})
CASEWORKERS = frozenset({"analyst", "supervisor"})
SUPERVISORS = frozenset({"supervisor"})
ADMINISTRATORS = frozenset({"administrator"})
EDUCATORS = frozenset({"educator", "supervisor"})
EDITORS = frozenset({"editor", "supervisor"})
PREVENTION = EDUCATORS | {"editor"}
OVERSEERS = SUPERVISORS | ADMINISTRATORS
DONE, SHOWN, EMPTY, REFUSED_AS_WRONG, TWICE = 302, 200, 204, 400, 422


@dataclass(frozen=True)
class Row:
    name: str
    who: frozenset[str]
    get: int = SHOWN  # for those who may
    post: int = 405  # for those who may, with an empty form
    posters: frozenset[str] | None = None  # who may POST, where that is not the same
    own: bool = False  # belongs to one institution: the other officer gets 404
    before: bool = False


def _verb(name: str, who: frozenset[str], post: int = DONE, **more: bool) -> Row:
    """An address that only takes a POST."""
    return Row(name, who, get=405, post=post, **more)


PUBLIC = [
    Row("channels:webhook", ANYBODY, get=404, post=404),  # of a channel that is off here; each proves its own sender
    Row("root", ANYBODY, get=DONE, post=DONE),
    Row("healthz", ANYBODY),
    Row("readyz", ANYBODY, get=503),  # no worker runs in the tests, and the page says so
    Row("security_txt", ANYBODY),
    *(Row(f"public:{name}", ANYBODY) for name in (
        "home", "advice", "advice_page", "about", "privacy", "accessibility", "helplines", "statistics",
        "statistics_csv",
    )),
    Row("sitemap", ANYBODY),
    *(Row(f"public:{name}", ANYBODY) for name in (
        "library", "library_item", "library_pdf", "library_feed", "library_drawing", "library_file",
        "news", "news_feed", "news_item", "library_picture",
    )),
    Row("public:library_print", ANYBODY, get=REFUSED_AS_WRONG),  # nothing was ticked
    *(Row(f"public:{name}", ANYBODY) for name in ("learning", "lesson", "lesson_print")),
    Row("public:class_begin", ANYBODY, post=DONE),
    Row("public:class_find", ANYBODY, post=SHOWN),
    Row("public:class_seat", ANYBODY, get=404, post=404),  # no classroom is open under that number
    Row("public:class_board", ANYBODY, get=DONE, post=DONE),  # without a classroom of one's own
    Row("public:class_results", ANYBODY, get=DONE, post=DONE),
    Row("public:chat", ANYBODY, post=TWICE),
    Row("public:chat_talk", ANYBODY, get=DONE, post=401),  # without a talk of one's own: back to its door
    Row("public:chat_live", ANYBODY, get=401, post=401),
    Row("public:chat_transcript", ANYBODY, get=DONE, post=401),
    Row("public:leave", ANYBODY, get=DONE),
    Row("public:report", ANYBODY, post=TWICE),
    Row("public:help", ANYBODY, post=TWICE),
    Row("public:report_now", ANYBODY, post=SHOWN),
    Row("public:help_now", ANYBODY, post=SHOWN),
    Row("public:report_step", ANYBODY, get=DONE, post=DONE),  # without a form in hand: back to its beginning
    Row("public:help_step", ANYBODY, get=404, post=404),  # this step is not one of the help form's
    Row("public:sent", ANYBODY, get=404, post=404),
    Row("public:card", ANYBODY, get=DONE, post=DONE),
    Row("public:come_back", ANYBODY, post=TWICE),
    Row("public:conversation", ANYBODY, post=401),
    Row("public:leave_conversation", ANYBODY, get=DONE, post=DONE),
]  # fmt: skip

# A partner's computer comes with a key, and by that alone: whoever has none is told so, signed in or not.
API = [
    Row("api:reference", ANYBODY),
    Row("api:openapi", ANYBODY),
    Row("api:nowhere", ANYBODY, get=404, post=404),
    Row("api:reports", ANYBODY, get=401, post=401),
    Row("api:messages", ANYBODY, get=401, post=401),
    Row("api:webhooks", ANYBODY, get=401, post=401),
    *(Row(f"api:{name}", ANYBODY, get=401) for name in ("report", "webhook", "deliveries", "threats", "choices")),
    *(Row(f"api:{name}", ANYBODY, get=405, post=401) for name in ("files", "withdrawal", "ping")),
]

DOOR = [
    Row("account_login", ANYBODY, post=SHOWN),
    Row("desk:sign_in", ANYBODY, post=SHOWN),
    Row("account_logout", ANYBODY, get=DONE, post=DONE),
    Row("desk:sign_out", ANYBODY, get=DONE, post=DONE),
    Row("desk:again", SIGNED_IN, get=DONE, post=DONE),
    Row("desk:invitation", ANYBODY, get=404, post=404),  # without the link's token in the session
    Row("desk:invitation_link", ANYBODY, get=DONE, post=DONE),
    Row("account_reauthenticate", SIGNED_IN, post=SHOWN),
    Row("mfa_index", SIGNED_IN),
    Row("mfa_list_webauthn", SIGNED_IN),
    Row("mfa_view_recovery_codes", SIGNED_IN, get=404),  # nobody here has a second factor yet
    Row("mfa_download_recovery_codes", SIGNED_IN, get=404, post=404),
    Row("mfa_deactivate_totp", SIGNED_IN, get=404, post=404),
    *(Row(f"mfa_{name}", SIGNED_IN, get=DONE, post=DONE) for name in (
        "authenticate", "reauthenticate", "activate_totp", "generate_recovery_codes", "add_webauthn",
        "reauthenticate_webauthn",
    )),
    Row("mfa_remove_webauthn", ANYBODY, get=404, post=404),
    Row("mfa_edit_webauthn", ANYBODY, get=404, post=404),
]  # fmt: skip

CONTACTS = [
    Row("desk:home", SIGNED_IN, get=DONE, post=DONE),
    Row("desk:inbox", HANDLERS),
    Row("desk:call", HANDLERS, post=REFUSED_AS_WRONG),
    Row("desk:written", HANDLERS, post=REFUSED_AS_WRONG),
    _verb("desk:silent_call", HANDLERS, REFUSED_AS_WRONG),
    Row("desk:contact", HANDLERS),
    *(Row(f"desk:contact_{name}", HANDLERS, get=DONE, post=REFUSED_AS_WRONG) for name in (
        "reply", "send_again", "note", "triage", "close", "reopen", "merge", "join", "separate", "split", "way",
    )),
    Row("desk:contact_draft", HANDLERS, get=DONE, post=EMPTY),
    Row("desk:contact_assign", HANDLERS, get=DONE, post=DONE),
    Row("desk:contact_danger", SUPERVISORS, get=DONE, post=REFUSED_AS_WRONG),
    Row("desk:phone", HANDLERS),
    Row("desk:phone_ringing", HANDLERS, get=EMPTY),  # nothing is asked about
    _verb("desk:phone_answer", HANDLERS),
    Row("desk:phone_state", HANDLERS),
    _verb("desk:phone_call_back", HANDLERS),
    Row("desk:live", STAFF, get=EMPTY),
    Row("desk:keyboard", STAFF),
    Row("desk:notices", STAFF, post=DONE),
    Row("desk:notice", STAFF, get=404),  # nobody's own
    Row("desk:evidence", HANDLERS, post=SHOWN),
    Row("desk:evidence_content", HANDLERS, get=403),  # not before a look with a reason
]  # fmt: skip

CHATS = [
    Row("desk:chats", HANDLERS),
    Row("desk:chats_live", HANDLERS),
    _verb("desk:chat_next", HANDLERS),
    Row("desk:chat", HANDLERS),
    _verb("desk:chat_act", HANDLERS),  # each verb's own right is checked by its action
]

CASES = [
    Row("desk:cases", HANDLERS),
    Row("desk:case_new", HANDLERS, post=SHOWN),
    Row("desk:case", HANDLERS),
    Row("desk:case_add_contact", HANDLERS, post=SHOWN),
    _verb("desk:case_note", HANDLERS, TWICE),
    *(Row(f"desk:case_{name}", CASEWORKERS, post=SHOWN) for name in ("edit", "advice", "involved", "task", "join")),
    *(_verb(f"desk:case_{name}", CASEWORKERS) for name in (
        "assign", "close", "reopen", "remove_involved", "unlink",
    )),
    _verb("desk:case_remove_contact", CASEWORKERS, 404),  # this world's contact is not in this case
    _verb("desk:case_acknowledge", SUPERVISORS),
    Row("desk:tasks", HANDLERS),
    Row("desk:task_finish", HANDLERS, get=405, post=DONE, posters=CASEWORKERS),  # or whoever it was given to
    Row("desk:search", HANDLERS, post=TWICE),
    Row("desk:palette", HANDLERS, get=405, post=SHOWN),
]  # fmt: skip

REFERRALS = [
    Row("desk:referrals", HANDLERS),
    Row("desk:referral", HANDLERS),
    Row("desk:referral_new", CASEWORKERS, post=SHOWN),
    Row("desk:referral_draft", CASEWORKERS, post=SHOWN),
    Row("desk:referral_letter", HANDLERS),
    Row("desk:referral_package", HANDLERS),
    # An empty withdrawal; each verb has its own right
    Row("desk:referral_act", HANDLERS, get=405, post=TWICE, posters=CASEWORKERS),
    Row("portal:home", OFFICERS),
    *(Row(f"portal:{name}", OFFICERS, own=True) for name in ("referral", "letter", "package", "data")),
    Row("portal:evidence", OFFICERS, post=SHOWN, own=True),
    Row("portal:evidence_content", OFFICERS, get=403, own=True),
    _verb("portal:act", OFFICERS, own=True),
    Row("portal:notices", OFFICERS, post=DONE),
    Row("portal:notice", OFFICERS, get=404),  # nobody's own
    Row("portal:verify", OFFICERS, post=TWICE),
    Row("portal:schema", OFFICERS),
    Row("portal:me", OFFICERS, post=SHOWN),
    _verb("portal:change_password", OFFICERS, TWICE),
    _verb("portal:end_other_sessions", OFFICERS),
    _verb("portal:admit", OFFICERS, own=True),
]

PEOPLE = [
    Row("desk:me", STAFF, post=SHOWN),
    _verb("desk:change_password", STAFF, SHOWN, before=True),
    _verb("desk:end_other_sessions", STAFF, before=True),
    Row("desk:end_session", STAFF, get=405, post=DONE, posters=frozenset({"operator"}), before=True),  # one's own
    Row("desk:people", OVERSEERS, post=SHOWN),
    Row("desk:invite", ADMINISTRATORS, post=SHOWN),
    Row("desk:admissions", SUPERVISORS, post=SHOWN),
    Row("desk:teams", OVERSEERS, post=SHOWN),
    Row("desk:team", ADMINISTRATORS, post=SHOWN),
    _verb("desk:remove_team", ADMINISTRATORS, before=True),
    Row("desk:person", OVERSEERS, post=SHOWN),
    _verb("desk:person_act", ADMINISTRATORS, before=True),
    Row("desk:channels", OVERSEERS),
    _verb("desk:channel_again", ADMINISTRATORS, 404, before=True),
    Row("desk:partners", OVERSEERS),
    Row("desk:partner_new", ADMINISTRATORS, post=TWICE),
    Row("desk:partner", OVERSEERS, post=TWICE, posters=ADMINISTRATORS),
    _verb("desk:partner_key", ADMINISTRATORS, TWICE),
    _verb("desk:partner_act", ADMINISTRATORS),
    Row("desk:audit", OVERSEERS, post=SHOWN),
    _verb("desk:verify_audit", OVERSEERS, before=True),
    Row("desk:styleguide", STAFF),
    Row("desk:library_downloads", frozenset({"editor", "supervisor"})),
    Row("desk:library_downloads_csv", frozenset({"editor", "supervisor"})),
]

STAFFING = [
    Row("desk:shifts", HANDLERS | ADMINISTRATORS, post=TWICE, posters=SUPERVISORS),
    Row("desk:shift", SUPERVISORS, post=TWICE),
    _verb("desk:shift_remove", SUPERVISORS, before=True),
    _verb("desk:shift_switch", HANDLERS, before=True),
    Row("desk:hours", OVERSEERS, post=TWICE),
    _verb("desk:hours_remove", OVERSEERS, before=True),
    Row("desk:auto_replies", SUPERVISORS, post=TWICE),
    Row("desk:handover", HANDLERS, post=TWICE),
    _verb("desk:handover_read", HANDLERS, before=True),
    _verb("desk:debrief_ask", HANDLERS, TWICE, before=True),
    Row("desk:debriefs", SUPERVISORS),
    _verb("desk:debrief_take", SUPERVISORS, before=True),
    Row("desk:board", SUPERVISORS),
    _verb("desk:board_assign", SUPERVISORS, before=True),
    _verb("desk:board_sharing", SUPERVISORS, TWICE, before=True),
    _verb("desk:board_limit", SUPERVISORS, TWICE, before=True),
]

ANSWERS = [
    Row("desk:answers", HANDLERS),
    _verb("desk:answers_starters", HANDLERS),
    Row("desk:answer_new", HANDLERS, post=TWICE),
    Row("desk:answer", HANDLERS),
    Row("desk:answer_change", HANDLERS, post=TWICE),
    _verb("desk:answer_act", SUPERVISORS),
    _verb("desk:answer_used", HANDLERS, EMPTY),
    _verb("desk:answers_suggest", HANDLERS, SHOWN),
    Row("desk:contact_answers", HANDLERS, post=DONE),
]

OUTREACH = [
    Row("public:activities", ANYBODY),
    Row("public:activities_calendar", ANYBODY),
    Row("public:campaign", ANYBODY),
    Row("public:activities_ics", ANYBODY),
    Row("public:activities_atom", ANYBODY, post=SHOWN),  # Django's feed answers any method alike
    Row("public:activity_ics", ANYBODY),
    Row("public:activity_invite", ANYBODY, post=TWICE),
    Row("public:activity_sent", ANYBODY, get=404, post=404),  # an address that was not ours
    Row("public:activity_offer", ANYBODY, get=404, post=404),
    Row("public:activity_offer_ics", ANYBODY, get=404, post=404),
    Row("public:evaluate", ANYBODY, post=TWICE),
    Row("public:evaluate_activity", ANYBODY, get=404, post=404),  # a code that nobody has
    Row("public:evaluate_results", ANYBODY, get=404, post=404),
    Row("desk:outreach", PREVENTION),
    Row("desk:activities", PREVENTION),
    Row("desk:activity_new", EDUCATORS, post=TWICE),
    Row("desk:activities_import", EDUCATORS, post=TWICE),
    Row("desk:activity", PREVENTION),
    Row("desk:activity_edit", EDUCATORS, post=TWICE),
    Row("desk:activity_count", EDUCATORS, post=TWICE),
    _verb("desk:activity_act", EDUCATORS),
    Row("desk:activity_evaluation", PREVENTION),
    Row("desk:activity_certificate", EDUCATORS, post=SHOWN),
    Row("desk:campaigns", PREVENTION),
    Row("desk:campaign_new", EDUCATORS, post=TWICE),
    Row("desk:campaign", PREVENTION, post=TWICE, posters=EDUCATORS),
    Row("desk:campaign_edit", EDUCATORS, post=TWICE),
    Row("desk:campaign_report", PREVENTION),
]

PROFESSIONALS = [
    Row("public:professionals", ANYBODY),
    Row("public:professional_register", ANYBODY, post=TWICE),
    Row("public:professional_asked", ANYBODY),
    Row("public:professional_confirm", ANYBODY, get=404, post=404),  # a link that was not ours
    Row("public:professional_ask", ANYBODY, post=TWICE),
    Row("public:professional_enter", ANYBODY, get=404, post=404),
    Row("public:practice", ANYBODY),
    *(
        Row(f"public:professional_{name}", ANYBODY, get=DONE, post=DONE)
        for name in (
            "inside",
            "share",
            "out",
            "leave",
        )
    ),  # without a way in of one's own: to where one asks for it
    Row("desk:professionals", EDUCATORS),
    Row("desk:professional", EDUCATORS, get=DONE),
    _verb("desk:professional_act", EDUCATORS),
    Row("desk:practice", EDUCATORS, get=DONE),
    _verb("desk:practice_act", EDUCATORS),
]

SAFER_DAY = [
    Row("public:safer_day", ANYBODY),
    Row("public:safer_day_register", ANYBODY, post=TWICE),
    Row("public:safer_day_registered", ANYBODY),
    Row("desk:safer_day", PREVENTION),
    Row("desk:safer_day_event", PREVENTION, get=DONE),
    _verb("desk:safer_day_publish", EDUCATORS),
    _verb("desk:safer_day_erase", EDUCATORS),
]

NEWSLETTER = [
    Row("public:newsletter", ANYBODY, post=TWICE),
    Row("public:newsletter_asked", ANYBODY),
    Row("public:newsletter_confirm", ANYBODY, get=404, post=404),  # a link that was not ours
    Row("public:newsletter_leave", ANYBODY, get=404, post=404),
    Row("public:newsletter_archive", ANYBODY),
    Row("public:newsletter_issue", ANYBODY),
    Row("public:newsletter_atom", ANYBODY, post=SHOWN),  # Django's feed answers any method alike
    Row("desk:newsletter", EDITORS),
    Row("desk:newsletter_new", EDITORS, post=TWICE),
    Row("desk:newsletter_issue", EDITORS),
    Row("desk:newsletter_edit", EDITORS, post=TWICE),
    _verb("desk:newsletter_send", EDITORS),
    _verb("desk:newsletter_discard", EDITORS),
]

YOUTH = [
    Row("public:youth", ANYBODY),
    Row("public:youth_ideas", ANYBODY, post=TWICE),
    Row("public:youth_apply", ANYBODY, post=TWICE),
    Row("public:youth_consent", ANYBODY, get=404, post=404),  # an address that was not ours
    Row("public:youth_mine", ANYBODY, post=TWICE),
    Row("public:youth_leave", ANYBODY, get=DONE, post=DONE),
    Row("public:youth_poll", ANYBODY, post=TWICE),
    Row("desk:youth", PREVENTION),
    Row("desk:youth_application", PREVENTION),
    _verb("desk:youth_application_act", EDUCATORS, SHOWN),  # what is sealed, opened
    Row("desk:youth_cohort_new", EDUCATORS, post=TWICE),
    Row("desk:youth_cohort", PREVENTION),
    _verb("desk:youth_cohort_act", EDUCATORS, SHOWN),
    Row("desk:youth_polls", PREVENTION),
    Row("desk:youth_poll_new", EDUCATORS, post=TWICE),
    _verb("desk:youth_poll_close", EDUCATORS),
    Row("desk:youth_ideas", PREVENTION),
    Row("desk:youth_idea", PREVENTION),
    _verb("desk:youth_idea_act", EDUCATORS, SHOWN),
]

ROWS = (
    *PROFESSIONALS, *SAFER_DAY, *NEWSLETTER, *OUTREACH, *YOUTH, *ANSWERS, *PUBLIC, *API, *DOOR,
    *CONTACTS, *CHATS, *CASES, *REFERRALS, *PEOPLE, *STAFFING,
)  # fmt: skip
TABLE: dict[str, Row] = {row.name: row for row in ROWS}
