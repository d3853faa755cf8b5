"""Reports: handed in, followed, added to, withdrawn."""

import json
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router

from smartsafe.channels.partner import reports
from smartsafe.channels.partner.actions import handing_in
from smartsafe.channels.partner.rules import FILES, REPORTER_KINDS, WRITE
from smartsafe.contacts.actions.reporting import draw
from smartsafe.contacts.answers import Answers
from smartsafe.country.profile import profile
from smartsafe.errors import Invalid
from smartsafe.evidence.uploads import SealedUpload, received

from . import shapes
from .acting import access_of
from .answering import answer, answered_once, sent

router = Router(tags=["Reports"])
MOST_AT_ONCE = 100
SIDES = {"mine": "partner", "theirs": "centre", "system": "system"}
OnceKey = Annotated[
    str, Header(alias="Idempotency-Key", max_length=200, description="Any text of yours, once a request")
]
ReportKey = Annotated[str, Header(alias="Report-Key", max_length=40, description="As it was given with the report")]
FILES_SHAPE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "array", "minItems": 1, "maxItems": 10,
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                }
            }
        },
    }
}  # fmt: skip


def _answers(payload: shapes.ReportIn, partner_kind: str) -> Answers:
    child, reach = payload.child, payload.reach
    return Answers(
        service=payload.service or profile().threat(payload.threat).service,
        reporter_kind=payload.reporter_kind or REPORTER_KINDS.get(partner_kind, "unknown"),
        threats=[payload.threat, *payload.other_threats],
        text=payload.text,
        links=[link.replace("\0", "") for link in payload.links],
        handles=[handle.replace("\0", "") for handle in payload.handles],
        when=payload.when.replace("\0", ""),
        place_of_harm=payload.place_of_harm or "",
        age_band=child.age_band or "",
        gender=child.gender or "",
        municipality=child.municipality or "",
        danger=payload.danger,
        email=reach.email.replace("\0", ""),
        phone=reach.phone.replace("\0", ""),
        name=reach.name.replace("\0", ""),
    )


@router.post("/reports", response={201: shapes.HandedInOut}, url_name="reports", summary="Hand a report in")
def hand_in(request: HttpRequest, payload: shapes.ReportIn, idempotency_key: OnceKey = "") -> HttpResponse:
    """Scope `reports:write`. Keep `report_key`: it is given once and opens the conversation."""
    access = access_of(request)
    access.need(WRITE)
    drawn = draw()  # slow by design: before anything is locked

    def do() -> Any:
        made = handing_in.hand_in(
            access, answers=_answers(payload, access.partner_kind), language=payload.language,
            reference=payload.reference, drawn=drawn,
        )  # fmt: skip
        return answer(shapes.HandedInOut, made, status=201, location=f"/api/v1/reports/{made.id}")

    return answered_once(request, idempotency_key, do)


@router.get("/reports", response=shapes.ReportsOut, summary="Own reports, oldest first")
def list_reports(
    request: HttpRequest,
    after: Annotated[UUID | None, Query(description="Id of the last report of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_AT_ONCE)] = 50,
) -> HttpResponse:
    """Scope `reports:read`."""
    found = reports.reports_of(access_of(request), after=after, limit=limit)
    return sent(answer(
        shapes.ReportsOut, {"reports": found, "after": found[-1].id if len(found) == limit else None}
    ))  # fmt: skip


@router.get("/reports/{uuid:report_id}", response=shapes.ReportOut, url_name="report", summary="How far a report is")
def get_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Scope `reports:read`. Another partner's report is answered 404."""
    return sent(answer(shapes.ReportOut, reports.report_for(access_of(request), report_id)))


@router.get(
    "/reports/{uuid:report_id}/messages", response=shapes.MessagesOut, url_name="messages", summary="The conversation"
)
def get_messages(request: HttpRequest, report_id: UUID, report_key: ReportKey) -> HttpResponse:
    """Scope `reports:read`, and the report's key. What the centre wrote counts as read from now on."""
    told = reports.messages_of(access_of(request), report_id=report_id, report_key=report_key)
    messages = [
        {"id": one.id, "side": SIDES[one.side], "at": one.at, "text": one.text, "files": one.files, "new": one.new}
        for one in told
    ]
    return sent(answer(shapes.MessagesOut, {"messages": messages}))


@router.post("/reports/{uuid:report_id}/messages", response={201: shapes.TakenOut}, summary="Write more")
def write(
    request: HttpRequest,
    report_id: UUID,
    payload: shapes.MessageIn,
    report_key: ReportKey,
    idempotency_key: OnceKey = "",
) -> HttpResponse:
    """Scope `reports:write`, and the report's key. A closed report opens again."""

    access = access_of(request)
    conversation = handing_in.open_report(access, report_id=report_id, report_key=report_key, scope=WRITE)

    def do() -> Any:
        handing_in.write_more(access, conversation=conversation, text=payload.text)
        return answer(shapes.TakenOut, {"report": report_id}, status=201)

    return answered_once(request, idempotency_key, do)


@router.post(
    "/reports/{uuid:report_id}/files", response={201: shapes.FilesOut}, url_name="files", summary="Add files",
    openapi_extra=FILES_SHAPE,
)  # fmt: skip
def add_files(
    request: HttpRequest, report_id: UUID, report_key: ReportKey, idempotency_key: OnceKey = ""
) -> HttpResponse:
    """Scope `files:write`, and the report's key. All of them are kept, or none. Sealed as they stream in."""
    access = access_of(request)
    conversation = handing_in.open_report(access, report_id=report_id, report_key=report_key, scope=FILES)
    uploads = received(request, "file")
    if not uploads:
        raise Invalid("file")
    for upload in uploads:
        upload.check()

    def do() -> Any:
        handing_in.write_more(access, conversation=conversation, uploads=uploads)
        return answer(shapes.FilesOut, {"report": report_id, "files": [_file(one) for one in uploads]}, status=201)

    known = json.dumps([[one.name, one.sha256] for one in uploads]).encode()
    return answered_once(request, idempotency_key, do, body=known)


def _file(upload: SealedUpload) -> dict[str, Any]:
    return {"name": upload.name, "size": upload.size, "type": upload.content_type_found, "sha256": upload.sha256}


@router.post(
    "/reports/{uuid:report_id}/withdrawal", response=shapes.WithdrawalOut, url_name="withdrawal", summary="Withdraw"
)
def withdraw(request: HttpRequest, report_id: UUID, report_key: ReportKey) -> HttpResponse:
    """Scope `reports:write`, and the report's key. A wish that the centre answers; nothing is erased by it."""
    access = access_of(request)
    conversation = handing_in.open_report(access, report_id=report_id, report_key=report_key, scope=WRITE)
    handing_in.withdraw(access, conversation=conversation)
    return sent(answer(shapes.WithdrawalOut, {"report": report_id, "wants_withdrawal": True}))
