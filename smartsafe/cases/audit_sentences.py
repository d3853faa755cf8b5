"""What each entry of a case in the audit chain says."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "case.opened": _("Case {number} opened"),
    "case.looked": _("Case read"),
    "case.edited": _("Facts or summary changed"),
    "case.note_added": _("Note added"),
    "case.involved_added": _("Person added: {role}"),
    "case.involved_removed": _("Person removed: {role}"),
    "case.evidence_gathered": _("New files taken into evidence: {count}"),
    "case.contact_added": _("Contact {contact} added"),
    "case.contact_removed": _("Contact {contact} removed"),
    "case.linked": _("Linked with case {other}"),
    "case.unlinked": _("No longer linked with case {other}"),
    "case.merged": _("Merged into case {into}"),
    "case.task_added": _("Task added"),
    "case.task_finished": _("Task finished"),
    "case.assigned": _("Assigned to: {to}"),
    "case.danger_acknowledged": _("Danger acknowledged"),
    "case.advice_given": _("Advice given"),
    "case.moved": _("State: {after}"),
    "case.closed": _("Case closed"),
    "case.reopened": _("Case reopened"),
    "cases.indexed": _("indexed words of {count} cases"),
    "case.erased": _("Words erased by the rules of retention"),
}
