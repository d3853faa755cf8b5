"""One sentence for each kind of entry about activities."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "activity.requested": _("asked for an activity"),
    "activity.planned": _("entered an activity"),
    "activity.changed": _("changed an activity"),
    "activity.moved": _("moved an activity to another time or place"),
    "activity.offered": _("offered a school a time"),
    "activity.accepted": _("the school accepted the time"),
    "activity.turned_down": _("the school could not at that time"),
    "activity.confirmed": _("agreed a time by phone"),
    "activity.declined": _("declined a request for an activity"),
    "activity.cancelled": _("cancelled an activity"),
    "activity.counted": _("counted who came to an activity"),
    "activity.corrected": _("corrected who came to a closed activity: {people} instead of {before}"),
    "activity.closed": _("closed an activity"),
    "activity.noted": _("wrote a note about an activity"),
    "activity.checked": _("ticked the checklist of an activity"),
    "activity.imported": _("entered past activities: {count}"),
    "activity.letter_failed": _("an e-mail to a school could not be sent"),
    "activity.letter_again": _("let an e-mail to a school be sent again"),
    "activity.told_by_phone": _("told a school by phone what an e-mail could not"),
    "activity.contacts_forgotten": _("forgot whom schools had named: {count}"),
    "activity.words_forgotten": _(
        "erased by the rules of retention: {notes} notes on activities, {sentences} sentences of evaluations"
    ),
    "activity.sentence_hidden": _("took away a sentence of an evaluation"),
}
