"""What can be asked about referrals; each question takes the viewer. Staff see all, officers their institution's."""

from .contents import Contents, EvidenceView, StepView, contents, letter
from .finding import QUEUES_OF_DESK, QUEUES_OF_PORTAL, Row, by_number, of_case, queue_counts, referrals
from .keys import item_and_key, item_content
from .one import ReferralView, referral_for
from .preparing import Preparation, choices_for, more_items, preparation, suggestions, ways_of
from .verifying import Match, match

__all__ = [
    "QUEUES_OF_DESK",
    "QUEUES_OF_PORTAL",
    "Contents",
    "EvidenceView",
    "Match",
    "Preparation",
    "ReferralView",
    "Row",
    "StepView",
    "by_number",
    "choices_for",
    "contents",
    "item_and_key",
    "item_content",
    "letter",
    "match",
    "more_items",
    "of_case",
    "preparation",
    "queue_counts",
    "referral_for",
    "referrals",
    "suggestions",
    "ways_of",
]
