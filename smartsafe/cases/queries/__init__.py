"""What can be asked about cases; the viewer comes first. Gathered here so that modules above need one address."""

from .evidence import EvidenceInCase, evidence_key, evidence_keys, evidence_of
from .files import CaseView, case_for, case_of_contact, record_key, summary_line, threats_of
from .finding import Filters, by_ids, by_number, by_words, of_contacts, search
from .lists import QUEUES, CaseRow, Page, cases, queue_counts
from .tasks import TaskRow, case_of_task, task_counts, tasks
from .timeline import Happening, timeline

__all__ = [
    "QUEUES",
    "CaseRow",
    "CaseView",
    "EvidenceInCase",
    "Filters",
    "Happening",
    "Page",
    "TaskRow",
    "by_ids",
    "by_number",
    "by_words",
    "case_for",
    "case_of_contact",
    "case_of_task",
    "cases",
    "evidence_key",
    "evidence_keys",
    "evidence_of",
    "of_contacts",
    "queue_counts",
    "record_key",
    "search",
    "summary_line",
    "task_counts",
    "tasks",
    "threats_of",
    "timeline",
]
