"""Applications with a guardian's consent, withdrawal, cohorts: what is erased when, and who sees what."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound
from smartsafe.outreach.youth import public_queries, queries
from smartsafe.outreach.youth.actions import admitting, applying, cohorts, consenting
from smartsafe.outreach.youth.errors import (
    AlreadyOver,
    LinkRanOut,
    LinkReplaced,
    LinkUsed,
    LinkWrong,
    NotDeclared,
    NotNow,
    OwnWords,
    SessionTaken,
    WrongCohort,
)
from smartsafe.outreach.youth.models import Application, Consent, Letter, Post
from smartsafe.outreach.youth.tasks import forget_youth, write_to_guardians
from smartsafe.people.actors import Actor
from smartsafe.vault.keyrings import NotAMember
from tests.factories.outreach import held
from tests.factories.people import a_person
from tests.factories.youth import (
    CONTACT,
    GUARDIAN,
    NAME,
    POST,
    WHY,
    a_cohort,
    a_member,
    an_application,
    an_idea,
    consented,
    link_of,
    membership_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def educator(vault: str) -> Actor:
    return a_person("educator", name="Едукаторка")


def everything(row: Application) -> bytes:
    row.refresh_from_db()
    return b"".join(
        bytes(getattr(row, field))
        for field in ("sealed_told", "sealed_address", "key_for_outreach", "key_for_code", "cohort_key_for_code")
    )


def test_what_a_young_person_tells_is_sealed_and_closed_until_a_guardian_agrees(educator: Actor) -> None:
    code, row = an_application()
    raw = everything(row)
    for word in (NAME, WHY, CONTACT, GUARDIAN, "cacak"):
        assert word.encode() not in raw
    with pytest.raises(NotNow):
        admitting.look(educator, application_id=row.id)
    consenting.give(token=link_of(row), who="Родитељ Пример", declared=True)
    told = admitting.look(educator, application_id=row.id)
    assert (told["name"], told["age"], told["consented"]) == (NAME, 15, "Родитељ Пример")
    looks = Entry.objects.filter(action="youth.looked", actor_id=educator.id)
    assert looks.count() == 1
    assert NAME not in str(looks.get().details)
    assert public_queries.mine(membership_of(code)).told["why"] == WHY
    for person in ("editor", "operator", "administrator"):
        with pytest.raises(NotAllowed):
            admitting.look(a_person(person), application_id=row.id)
    with pytest.raises(NotAMember):
        admitting.look(a_person("educator", admitted=False), application_id=row.id)


def test_a_guardian_is_written_and_answers_once(educator: Actor) -> None:
    code, row = an_application()
    token = link_of(row)
    assert write_to_guardians() == 1
    letter = mail.outbox[0]
    assert letter.to == [GUARDIAN]
    assert token in letter.body
    assert NAME in letter.body
    assert NAME not in letter.subject
    assert bytes(Letter.objects.get().sealed_address) == b""
    with pytest.raises(NotDeclared):
        consenting.give(token=token, who="Родитељ", declared=False)
    consenting.give(token=token, who="Родитељ", declared=True)
    for again in (
        lambda: consenting.give(token=token, who="Неко", declared=True),
        lambda: consenting.refuse(token=token),
    ):
        with pytest.raises(LinkUsed, match="већ"):
            again()
    assert write_to_guardians() == 1
    assert token in mail.outbox[1].body, "the letter that says how to take it back"
    assert public_queries.mine(membership_of(code)).status == "applied"


def test_a_guardian_says_no_and_everything_is_gone(educator: Actor) -> None:
    code, row = an_application()
    consenting.refuse(token=link_of(row))
    assert everything(row) == b""
    assert public_queries.mine(membership_of(code)).status == "refused"
    assert write_to_guardians() == 0


def test_links_that_are_forged_of_another_replaced_or_old(educator: Actor) -> None:
    _code, row = an_application()
    _other, another = an_application(guardian="druga@kuca.example")
    first = link_of(row)
    for forged in (first[:-2], first + "x", "", "a:b:c", str(row.id), "x" * 5000, "\0", applying.fresh_form()):
        with pytest.raises(LinkWrong):
            consenting.give(token=forged, who="Неко", declared=True)
    with clock.at(clock.now() + timedelta(days=1)):
        admitting.ask_again(educator, application_id=row.id)
        with pytest.raises(LinkReplaced):
            consenting.give(token=first, who="Родитељ", declared=True)
    second = link_of(row)
    with clock.at(clock.now() + timedelta(days=16)):
        with pytest.raises(LinkRanOut, match="14"):
            consenting.give(token=second, who="Родитељ", declared=True)
        assert forget_youth.call() == (2, 0)
        assert forget_youth.call() == (0, 0)
        with pytest.raises(LinkRanOut):
            consenting.refuse(token=second)
    assert everything(row) == everything(another) == b""


@pytest.mark.parametrize("who", ["guardian", "applicant"])
def test_taken_back_by_either_at_any_time_it_ends_and_is_erased(educator: Actor, who: str) -> None:
    cohort = a_cohort(educator)
    code, row = a_member(educator, cohort)
    cohorts.give_badge(educator, application_id=row.id, step="listening")
    an_idea(membership=membership_of(code))
    token = link_of(row)
    write_to_guardians()
    if who == "guardian":
        consenting.take_back(token=token)
    else:
        applying.withdraw(membership_of(code))
        applying.withdraw(membership_of(code))  # pressed twice
    assert everything(row) == b""
    assert (row.status, row.badges.count(), row.ideas.count()) == ("withdrawn", 0, 0)
    assert bytes(Consent.objects.get().sealed_who) == b""
    for again in (consenting.take_back, consenting.refuse):
        with pytest.raises((AlreadyOver, LinkUsed)):
            again(token=token)
    page = public_queries.mine(membership_of(code))
    assert (page.told, page.posts, page.is_member) == ({}, [], False)
    write_to_guardians()
    assert token not in mail.outbox[-1].body
    with pytest.raises(NotNow):
        admitting.look(educator, application_id=row.id)
    assert queries.cohort(educator, cohort.id).members == []
    with clock.at(clock.now() + timedelta(days=61)):
        assert forget_youth.call() == (0, 1)
    assert applying.open_by_code(code) is None


def test_a_consent_that_was_never_given_cannot_be_taken_back(educator: Actor) -> None:
    _code, row = an_application()
    with pytest.raises(LinkUsed):
        consenting.take_back(token=link_of(row))
    row.refresh_from_db()
    assert row.status == "waiting"


def test_of_age_nobody_is_asked(educator: Actor) -> None:
    _code, row = an_application(age=18, guardian="")
    assert (row.status, row.minor, bytes(row.sealed_address)) == ("applied", False, b"")
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"age": 12}, "age"),
        ({"age": 22}, "age"),
        ({"age": -5}, "age"),
        ({"name": ""}, "name"),
        ({"name": "Маша www.zlo.example"}, "name"),
        ({"name": "Маша 🎉"}, "name"),
        ({"name": "М" * 41}, "name"),
        ({"municipality": "Атлантида"}, "municipality"),
        ({"contact": " "}, "contact"),
        ({"why": "а" * 1001}, "why"),
        ({"guardian": ""}, "guardian"),
        ({"guardian": "nobody"}, "guardian"),
        ({"guardian": CONTACT.upper()}, "guardian"),
        ({"guardian": "a@b.example\nBcc: c@d.example"}, "guardian"),
        ({"role": "king"}, "role"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(educator: Actor, told: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        an_application(**told)
    assert refusal.value.field == field
    assert not Application.objects.exists()


def test_emoji_and_invisible_signs_in_what_is_told(educator: Actor) -> None:
    _code, row = consented(why="Волим ово 🎉\0", name="Ана-Марија")
    assert admitting.look(educator, application_id=row.id)["why"] == "Волим ово 🎉"


def test_the_same_form_twice_is_one_application_with_one_code(educator: Actor) -> None:
    form = applying.fresh_form()
    assert an_application(form=form)[0] == an_application(form=form)[0]
    assert Application.objects.count() == 1
    assert an_application(form="forged")[0] != an_application(form="forged")[0]


def test_turned_down_kindly_by_a_sentence_of_the_list(educator: Actor) -> None:
    code, row = consented()
    with pytest.raises(Invalid):
        admitting.decline(educator, application_id=row.id, reason="Ниси ми симпатична")
    admitting.decline(educator, application_id=row.id, reason="full")
    assert "попуњена" in public_queries.mine(membership_of(code)).reason
    assert everything(row) == b""


def test_members_end_with_their_age_their_time_or_their_cohort(educator: Actor) -> None:
    cohort = a_cohort(educator)
    a_member(educator, cohort, age=21, guardian="")
    _code, younger = a_member(educator, cohort, age=15)
    with clock.at(clock.now() + timedelta(days=380)):
        assert forget_youth.call() == (1, 0)
    assert not Application.objects.filter(status="member", until__lt=younger.until).exists()
    cohorts.finish(educator, cohort_id=cohort.id)
    assert everything(younger) == b""
    with pytest.raises(NotNow):
        cohorts.finish(educator, cohort_id=cohort.id)


def test_words_to_a_cohort_are_read_by_a_second_person_first(educator: Actor, supervisor: Actor) -> None:
    cohort = a_cohort(educator)
    code, _row = a_member(educator, cohort)
    outside, _other = a_member(educator, a_cohort(educator, role="panel"), role="panel")
    post = cohorts.write(educator, cohort_id=cohort.id, text=POST)
    assert POST.encode() not in bytes(post.sealed_text)
    assert public_queries.mine(membership_of(code)).posts == []
    with pytest.raises(OwnWords):
        cohorts.publish(educator, cohort_id=cohort.id, post_id=post.id)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor by another way
        Post.objects.update(published_by=educator.id, published_at=clock.now())
    cohorts.publish(supervisor, cohort_id=cohort.id, post_id=post.id)
    assert [text for _at, text in public_queries.mine(membership_of(code)).posts] == [POST]
    assert public_queries.mine(membership_of(outside)).posts == []
    with pytest.raises(NotFound):
        cohorts.drop(educator, cohort_id=a_cohort(educator).id, post_id=post.id)
    assert queries.cohort(a_person("editor"), cohort.id).posts[0].text == ""


def test_no_column_holds_words_from_a_grown_up_to_one_young_person() -> None:
    sealed = {field.name for field in Application._meta.get_fields() if field.name.startswith("sealed")}
    assert sealed == {"sealed_told", "sealed_address"}
    with pytest.raises(DomainError):
        admitting.decline(a_person("operator"), application_id=Application().id, reason="full")


def test_cohorts_badges_and_the_sessions_that_members_lead(educator: Actor) -> None:
    cohort = a_cohort(educator)
    _code, row = consented()
    with pytest.raises(WrongCohort):
        admitting.admit(educator, application_id=row.id, cohort_id=a_cohort(educator, role="panel").id)
    with pytest.raises(NotNow):
        cohorts.give_badge(educator, application_id=row.id, step="listening")
    admitting.admit(educator, application_id=row.id, cohort_id=cohort.id)
    for _twice in range(2):
        cohorts.give_badge(educator, application_id=row.id, step="listening")
    with pytest.raises(Invalid):
        cohorts.give_badge(educator, application_id=row.id, step="flying")
    talk = held(educator, pupils=50)
    cohorts.link_session(educator, cohort_id=cohort.id, activity_id=talk.id)
    with pytest.raises(SessionTaken):
        cohorts.link_session(educator, cohort_id=a_cohort(educator).id, activity_id=talk.id)
    page = queries.cohort(educator, cohort.id)
    assert (page.reached.presentations, page.reached.pupils, page.view.people) == (1, 50, 1)
    assert [sorted(one.badges) for one in page.members] == [["listening"]]
    assert admitting.look_at_cohort(educator, cohort_id=cohort.id) == {row.id: NAME}
    cohorts.take_badge(educator, application_id=row.id, step="listening")
    cohorts.unlink_session(educator, cohort_id=cohort.id, activity_id=talk.id)
    assert queries.cohort(educator, cohort.id).reached.presentations == 0


def test_a_letter_that_no_server_takes_is_given_up_in_the_end(educator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    an_application()

    def refuse(self: object) -> None:
        raise OSError(f"550 {GUARDIAN}")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    now = clock.now()
    for day in range(8):
        with clock.at(now + timedelta(days=day)):
            assert write_to_guardians() == 0
    letter = Letter.objects.get()
    assert (letter.attempts, letter.next_attempt_at, bytes(letter.sealed_address)) == (5, None, b"")
