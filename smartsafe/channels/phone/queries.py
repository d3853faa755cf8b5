"""What can be asked about calls: what rings, one call, call-backs, the figures of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q

from smartsafe import clock
from smartsafe.contacts import identifiers
from smartsafe.contacts.queries import numbers
from smartsafe.country.hours import zone
from smartsafe.errors import DomainError, NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names
from smartsafe.people.shifts import groups_now
from smartsafe.vault import blind_index
from smartsafe.vault.sealing import CannotOpen

from . import rules
from .callers import open_number
from .models import Call, CallBack

RINGS_LATELY = rules.RINGS_AT_MOST
MOST = 8


@dataclass(frozen=True, slots=True)
class Earlier:
    """A contact in which the same number stands."""

    id: UUID
    number: str


@dataclass(frozen=True, slots=True)
class Ringing:
    """A call that waits for somebody. `earlier`: contacts of the same number, none shown to a locked session."""

    id: UUID
    since: datetime
    earlier: int


@dataclass(frozen=True, slots=True)
class CallView:
    """One call as its operator sees it. `number` is "" when hidden, forgotten, or answered by somebody else."""

    id: UUID
    since: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str
    mine: bool
    operator: str
    contact_id: UUID | None
    number: str
    earlier: list[Earlier]

    @property
    def over(self) -> bool:
        return bool(self.outcome)


def is_on_the_phone(viewer: Actor) -> bool:
    """Whether calls are shown to the person: who is on the phone now; everybody, when nobody was put there."""
    if not viewer.may(rules.HANDLE):
        return False
    there = {person for person, (groups, _until) in groups_now().items() if rules.CODE in groups}
    return not there or viewer.id in there


def ringing(viewer: Actor) -> list[Ringing]:
    """Calls that wait, the longest first. No number is shown before somebody answers."""
    viewer.need(rules.HANDLE)
    if not is_on_the_phone(viewer):
        return []
    since = clock.now() - RINGS_LATELY
    waiting = Call.objects.filter(outcome="", at__gte=since, answered_at=None, claimed_at=None).order_by("at")
    return [Ringing(call.id, call.rang_at or call.at, len(_earlier(viewer, call)[1])) for call in waiting[:MOST]]


def _earlier(viewer: Actor, call: Call) -> tuple[str, list[UUID]]:
    """(the number, ids of contacts in which it stands); nothing for a locked session."""
    try:
        number = open_number(viewer, call)
        key = viewer.opened().index_key()
    except DomainError:
        return "", []
    values = identifiers.of_fields(phones=[number])
    found = blind_index.find(key, values) if values else []
    return number, sorted({where for kind, where, _value in found if kind == "contact"} - {call.contact_id})


def call_for(viewer: Actor, call_id: UUID) -> CallView:
    """One call. Number and history only for who answers it. Raises NotAllowed, NotFound."""
    viewer.need(rules.HANDLE)
    call = Call.objects.filter(pk=call_id).first()
    if call is None:
        raise NotFound()
    mine = call.operator_id == viewer.id
    number, ids = _earlier(viewer, call) if mine else ("", [])
    called = numbers(ids)
    return CallView(
        id=call.id,
        since=call.rang_at or call.at,
        answered_at=call.answered_at or call.claimed_at,
        ended_at=call.ended_at,
        outcome=call.outcome,
        mine=mine,
        operator=names([call.operator_id]).get(call.operator_id, "") if call.operator_id else "",
        contact_id=call.contact_id,
        number=number,
        earlier=[Earlier(one, called[one]) for one in reversed(ids) if one in called][:MOST],
    )


def my_call(viewer: Actor) -> UUID | None:
    """The call that the person has answered and not taken down yet, the newest; for a sheet opened by hand."""
    viewer.need(rules.HANDLE)
    recent = Call.objects.filter(operator_id=viewer.id, contact=None, claimed_at__gt=clock.now() - timedelta(hours=1))
    return recent.order_by("-claimed_at").values_list("pk", flat=True).first()


@dataclass(frozen=True, slots=True)
class CallBackView:
    """Somebody to call. `number` is opened: asking is looking, so the page that shows it records a look."""

    id: UUID
    number: str
    contact_id: UUID | None
    contact_number: str
    called_at: datetime | None
    voicemail: bool
    promised_by: str
    due_at: datetime
    attempts: int
    tried_at: datetime | None

    @property
    def late(self) -> bool:
        return self.due_at < clock.now()


def call_backs(viewer: Actor, *, limit: int = 100) -> list[CallBackView]:
    """What waits, the earliest deadline first. Raises NotAllowed, Locked, NotAMember."""
    viewer.need(rules.HANDLE)
    waiting = list(
        CallBack.objects.filter(done_at=None).select_related("call", "contact").order_by("due_at", "id")[:limit]
    )
    people = names(one.planned_by_id for one in waiting)
    return [
        CallBackView(
            id=one.id,
            number=_number_of(viewer, one),
            contact_id=one.contact_id,
            contact_number=one.contact.number if one.contact else "",
            called_at=one.call.at if one.call else None,
            voicemail=bool(one.call and one.call.voicemail_at),
            promised_by=people.get(one.planned_by_id, "") if one.planned_by_id else "",
            due_at=one.due_at,
            attempts=one.attempts,
            tried_at=one.tried_at,
        )
        for one in waiting
    ]


def _number_of(viewer: Actor, one: CallBack) -> str:
    """As the exchange told it, else as it was taken down with the contact."""
    if one.call and (told := open_number(viewer, one.call)):
        return told
    if one.contact is None:
        return ""
    from smartsafe.contacts.sealed import open_details

    try:
        key = viewer.open(one.contact.key_for_centre)
        return open_details(key, one.contact.id, one.contact.sealed_details).reach.phone
    except CannotOpen:
        return ""


def call_backs_waiting() -> tuple[int, int]:
    """(how many wait, how many of them are late): counts, nothing opened."""
    told = CallBack.objects.filter(done_at=None).aggregate(
        waiting=Count("pk"), late=Count("pk", filter=Q(due_at__lt=clock.now()))
    )
    return told["waiting"], told["late"]


@dataclass(frozen=True, slots=True)
class Figures:
    """A day's calls. Offered are those that came while the line was open: answered, missed, or still on the line.

    `missed` counts voice messages of open hours too. `outside`: calls while the line was closed; no mean counts them.
    Means are None when nothing was measured: calls taken down by hand have no known waiting.
    """

    day: date
    offered: int
    answered: int
    missed: int
    now: int
    voicemails: int
    outside: int
    mean_waiting: timedelta | None
    mean_handling: timedelta | None


def _span(later: str, earlier: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(later) - F(earlier), output_field=DurationField())


def figures(day: date | None = None) -> Figures:
    """Of a day on the centre's own clock, today unless told. One statement; opens nothing."""
    here = zone()
    day = day or clock.now().astimezone(here).date()
    begins = datetime.combine(day, time(), here)
    ends = datetime.combine(day + timedelta(days=1), time(), here)
    offered = Q(in_hours=True)
    talked = offered & Q(answered_at__isnull=False)
    told = Call.objects.filter(at__gte=begins, at__lt=ends).aggregate(
        offered=Count("pk", filter=offered),
        answered=Count("pk", filter=offered & Q(outcome=rules.ANSWERED)),
        missed=Count("pk", filter=offered & Q(outcome__in=(rules.MISSED, rules.VOICEMAIL))),
        now=Count("pk", filter=offered & Q(outcome="")),
        voicemails=Count("pk", filter=Q(outcome=rules.VOICEMAIL)),
        outside=Count("pk", filter=~offered),
        mean_waiting=Avg(_span("answered_at", "rang_at"), filter=talked & Q(rang_at__isnull=False)),
        mean_handling=Avg(_span("ended_at", "answered_at"), filter=talked & Q(ended_at__gte=F("answered_at"))),
    )
    return Figures(day=day, **told)


def calls_of(call_keys: Iterable[bytes]) -> list[tuple[bytes, str]]:
    """(call key, outcome) of those calls that are known, for the simulator to compare."""
    found = Call.objects.filter(call_key__in=list(call_keys)).values_list("call_key", "outcome")
    return [(bytes(key), outcome) for key, outcome in found if key]
