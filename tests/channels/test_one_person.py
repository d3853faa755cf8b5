"""One person in several threads: replies go where they were to go, and answers come to what they answer."""

import pytest

from smartsafe.channels.actions import taking
from smartsafe.channels.queries import sharing_threads
from smartsafe.channels.tasks import deliver_waiting, take_in_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.models import Contact, Message, Outgoing
from smartsafe.people.actors import Actor

from .test_core import a_contact, tell, wrote
from .testing_channel import Loft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


@pytest.fixture(autouse=True)
def _nothing_answers_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "answer_by_itself", lambda *told, **named: None)


def test_what_was_split_off_answers_in_its_thread_and_is_answered_there(loft: Loft, operator: Actor) -> None:
    contact = a_contact()
    tell(wrote("e2", "Нешто сасвим друго."))
    take_in_waiting()
    about_other = Message.objects.latest("id")
    new = handling.split_off(operator, contact_id=contact.pk, message_ids=[about_other.pk], same_person=True)
    handling.reply(operator, contact_id=new.pk, text="О другом")
    deliver_waiting()
    [(where, words, flight)] = loft.flown.values()
    assert (where, words) == ("loft-1", "О другом")
    tell(wrote("e3", "А прво?"))
    take_in_waiting()
    tell(wrote("e4", "Хвала за друго.", answers=flight))
    take_in_waiting()
    assert [one.text for one in queries.conversation(operator, new.pk)][-1] == "Хвала за друго."
    assert [one.text for one in queries.conversation(operator, contact.pk)][-1] == "А прво?"


def test_merged_threads_are_each_answered_in_their_own(loft: Loft, operator: Actor) -> None:
    first = a_contact()
    tell(wrote("e2", "Ја сам, са другог телефона.", loft="loft-2"))
    take_in_waiting()
    second = Contact.objects.exclude(pk=first.pk).get()
    assert sharing_threads(operator, first.pk) == set()
    handling.merge(operator, contact_id=second.pk, into_id=first.pk)
    handling.reply(operator, contact_id=first.pk, text="На други")
    tell(wrote("e3", "Опет са првог."))
    take_in_waiting()
    handling.reply(operator, contact_id=first.pk, text="На први")
    deliver_waiting()
    assert sorted(told[:2] for told in loft.flown.values()) == [("loft-1", "На први"), ("loft-2", "На други")]
    assert set(Outgoing.objects.values_list("status", flat=True)) == {"sent"}
    texts = [one.text for one in queries.conversation(operator, first.pk)]
    assert texts == ["Прете ми.", "Ја сам, са другог телефона.", "На други", "Опет са првог.", "На први"]
