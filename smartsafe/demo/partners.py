"""A partner of the demo centre: its computer hands two reports in, reads what it is asked, and answers."""

from collections.abc import Callable

from smartsafe.channels.partner import access
from smartsafe.channels.partner.actions import following, handing_in, managing
from smartsafe.channels.partner.rules import SCOPES, WRITE
from smartsafe.contacts.actions import handling
from smartsafe.contacts.answers import Answers
from smartsafe.contacts.queries import id_of_number
from smartsafe.country.profile import profile

from .contacts import Centre
from .script import Story


def a_partner(centre: Centre) -> Callable[[], str]:
    """Enter it, let it hand in; once the year was lived, the key of its computer (none, where no partner is told)."""
    keys: list[str] = []
    if centre.script.partner is None:
        return lambda: ""
    told = centre.script.partner

    def enter() -> None:
        administrator = centre.cast.first("administrator")
        partner_id = managing.make_partner(administrator, name=told.name, kind=told.kind, email=told.email)
        old = managing.make_key(administrator, partner_id=partner_id, scopes=SCOPES)
        keys.append(managing.make_key(administrator, partner_id=partner_id, scopes=SCOPES).text)
        key_id = access.enter(old.text).key_id
        managing.revoke_key(administrator, partner_id=partner_id, key_id=key_id)

    def answered() -> None:
        handed_in = _hand_in(keys[0], centre.script.about("fake_profile"), "T-2041")
        operator = centre.operator()
        contact_id = id_of_number(operator, handed_in.number)
        handling.look(operator, contact_id=contact_id)
        handling.reply(operator, contact_id=contact_id, text=centre.script.words.question)
        partner = access.enter(keys[0])
        conversation = handing_in.open_report(
            partner, report_id=handed_in.id, report_key=handed_in.report_key, scope=WRITE
        )
        handing_in.write_more(partner, conversation=conversation, text=centre.script.words.given)

    def fresh() -> None:
        _hand_in(keys[0], centre.script.about("hate_speech"), "T-2077")
        following.note_changes()

    for days, deed in ((41, enter), (3.4, answered), (0.3, fresh)):
        centre.year.at(centre.year.ago(days), deed)
    return lambda: keys[0]


def _hand_in(key: str, story: Story, reference: str) -> handing_in.HandedIn:
    answers = Answers(
        service=profile().threat(story.threat).service,
        reporter_kind="platform",
        threats=[story.threat],
        text=story.text,
        place_of_harm=story.place,
        age_band=story.age,
        gender=story.gender,
    )
    return handing_in.hand_in(
        access.enter(key), answers=answers, language=profile().languages[0].code, reference=reference
    )
