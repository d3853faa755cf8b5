"""From the data of a referral to its official letter, in the profile's language for institutions."""

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import pgettext

from smartsafe import clock
from smartsafe.country.profile import profile
from smartsafe.documents.letters import Enclosure, Letter, Letterhead, Section, letter, long_date

from .document import EvidenceFile, ReferralDocument, Reporter, SharedContact

DATA_FILE = "data/referral.json"
LETTER_FILE = "data/letter.pdf"


def letter_pdf(document: ReferralDocument) -> bytes:
    """The letter as PDF/A-2b. A document without `approved_by` makes a draft, marked as one on every page."""
    with translation.override(profile().letter_language):
        return letter(_letter(document))


def _letter(document: ReferralDocument) -> Letter:
    return Letter(
        language=profile().letter_language,
        letterhead=_letterhead(),
        number=document.number,
        case_number=document.case_number,
        written_on=document.written_on or clock.now().astimezone(ZoneInfo(profile().time_zone)).date(),
        addressee=_addressee(document.institution.code),
        subject=document.subject,
        urgent=document.urgent,
        known=_known(document),
        facts=document.facts or document.summary,
        hints=[hint.text for hint in document.hints],
        asked=document.asked,
        due_on=document.due_on,
        enclosures=_enclosures(document),
        annex=_annex(document),
        prepared_by=document.prepared_by,
        approved_by=document.approved_by,
    )


def _letterhead() -> Letterhead:
    centre = profile().centre
    reach = [str(centre.address), centre.phone, centre.email, str(centre.site).removeprefix("https://").rstrip("/")]
    return Letterhead(above=[str(centre.country), str(centre.ministry)], name=str(centre.name), reach=reach)


def _addressee(code: str) -> list[str]:
    entry = profile().institution(code)
    return [str(entry.name_dative), str(entry.address or "")]


def _known(document: ReferralDocument) -> list[tuple[str, str]]:
    child = [part.label for part in (document.child.gender, document.child.age_band) if part]
    threats = [document.threat, *document.other_threats]
    known = [
        (pgettext("letter", "What is happening"), "; ".join(threat.label for threat in threats)),
        (pgettext("letter", "What it harms"), "; ".join(harm.label for harm in document.harms)),
        (pgettext("letter", "Child concerned"), ", ".join(child)),
        (pgettext("letter", "Municipality"), document.child.municipality.label if document.child.municipality else ""),
    ]
    return [(label, value) for label, value in known if value]


def _enclosures(document: ReferralDocument) -> list[Enclosure]:
    data = Enclosure(
        file=DATA_FILE,
        what=pgettext("letter", "Data of the case"),
        sha256=hashlib.sha256(document.as_file()).hexdigest() if document.approved_by else "",
    )
    return [
        data,
        *(Enclosure(file=f"data/{one.file}", what=_what(one), sha256=one.sha256) for one in document.evidence),
    ]


def _what(file: EvidenceFile) -> str:
    return f"{file.name} ({file.content_type}, {_size(file.size)})"


def _size(size: int) -> str:
    return f"{size} B" if size < 1024 else f"{size / 1024:.0f} KB" if size < 1024**2 else f"{size / 1024**2:.1f} MB"


def _annex(document: ReferralDocument) -> list[Section]:
    sections = []
    if document.summary and document.facts:
        sections.append(Section(title=pgettext("letter", "Summary of the case"), text=document.summary))
    for person in document.involved:
        rows = [
            (pgettext("letter", "Name"), person.name),
            *((pgettext("letter", "Identifier"), identifier) for identifier in person.identifiers),
        ]
        filled = [(label, value) for label, value in rows if value]
        sections.append(Section(title=person.role.label, rows=filled, text=person.words))
    return sections + [_contact(contact) for contact in document.contacts]


def _contact(contact: SharedContact) -> Section:
    rows = [
        (pgettext("letter", "Received"), _stamp(contact.received_at)),
        (pgettext("letter", "Channel"), contact.channel.label),
        (pgettext("letter", "Reported by"), contact.reporter_kind.label if contact.reporter_kind else ""),
        (pgettext("letter", "Contact details, shared with consent"), _reach(contact.reporter)),
        (pgettext("letter", "When it happened"), contact.when),
        *((pgettext("letter", "Address"), link) for link in contact.links),
        *((pgettext("letter", "Name used online"), handle) for handle in contact.handles),
    ]
    words = "\n\n".join(f"{_stamp(said.at)}\n{said.text}" for said in contact.messages)
    title = pgettext("letter", "Contact {number}").format(number=contact.number)
    return Section(title=title, rows=[(label, value) for label, value in rows if value], text=words)


def _reach(reporter: Reporter | None) -> str:
    return ", ".join(part for part in (reporter.name, reporter.email, reporter.phone) if part) if reporter else ""


def _stamp(moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo(profile().time_zone))
    return f"{long_date(local.date(), profile().letter_language)} {date_format(local, 'H:i')}"
