"""An unfinished form: sealed under a key that is stored nowhere, sent once, forgotten in time."""

from datetime import timedelta

import pytest

from smartsafe import clock
from smartsafe.contacts.actions import forms
from smartsafe.contacts.actions.forms import OpenForm
from smartsafe.contacts.errors import FormGone, NothingTold
from smartsafe.contacts.models import Contact, FormDraft
from smartsafe.contacts.tasks import forget_drafts
from smartsafe.evidence.errors import EmptyFile, NotAccepted, TooMany
from smartsafe.evidence.models import Item
from smartsafe.evidence.rules import MOST_FILES
from smartsafe.vault.sealing import RecordKey
from tests.factories.evidence import an_upload
from tests.factories.people import a_vault

pytestmark = pytest.mark.django_db


def a_form(**told: object) -> OpenForm:
    form = forms.start_form("hotline")
    forms.save_answers(form, answers={"text": "Неко ми прети.", **told})
    return form


def test_answers_are_laid_over_earlier_ones() -> None:
    form = a_form(about="me")
    forms.save_answers(form, answers={"text": "Другачије", "threats": ["threats"]})
    assert forms.answers(form) == {
        "service": "hotline", "about": "me", "text": "Другачије", "threats": ["threats"],
    }  # fmt: skip


def test_without_the_key_nothing_opens() -> None:
    form = a_form()
    assert forms.open_form(form.id, form.key).id == form.id
    with pytest.raises(FormGone):
        forms.open_form(form.id, RecordKey.new())


def test_sending_takes_it_in_once_and_shows_the_same_receipt() -> None:
    a_vault()
    form = a_form(threats=["threats"])
    first = forms.send_form(form, language="sr")
    again = forms.send_form(form, language="sr")
    assert first == again == forms.receipt_of(form)
    assert Contact.objects.count() == 1
    assert "text" not in forms.answers(form)


def test_the_receipt_is_shown_for_ten_minutes() -> None:
    a_vault()
    form = a_form()
    forms.send_form(form, language="sr")
    sent = clock.now()
    with clock.at(sent + timedelta(minutes=9)):
        assert forms.receipt_of(form)
    with clock.at(sent + timedelta(minutes=11)), pytest.raises(FormGone):
        forms.receipt_of(form)


def test_an_empty_form_is_not_sent_and_stays() -> None:
    a_vault()
    form = forms.start_form("hotline")
    with pytest.raises(NothingTold):
        forms.send_form(form, language="sr")
    assert forms.receipt_of(form) is None


def test_files_are_added_removed_and_sent() -> None:
    a_vault()
    form = a_form()
    kept = forms.add_file(form, upload=an_upload("снимак екрана.png"))
    gone = forms.add_file(form, upload=an_upload("b.png"))
    forms.remove_file(form, item_id=gone)
    assert [facts.name for _item, facts in forms.files(form)] == ["снимак екрана.png"]
    assert Item.objects.get(pk=gone).purged_at
    forms.send_form(form, language="sr")
    assert [attachment.item_id for attachment in Contact.objects.get().attachments.all()] == [kept]
    assert Item.objects.get(pk=kept).purged_at is None


def test_files_are_refused_and_what_was_there_stays() -> None:
    form = a_form()
    for name, content, error in (("a.png", b"", EmptyFile), ("a.png", b"MZ\x90\x00\x03", NotAccepted)):
        with pytest.raises(error):
            forms.add_file(form, upload=an_upload(name, content))
    for number in range(MOST_FILES):
        forms.add_file(form, upload=an_upload(f"{number}.png"))
    with pytest.raises(TooMany):
        forms.add_file(form, upload=an_upload("last.png"))
    assert len(forms.files(form)) == MOST_FILES
    assert forms.answers(form)["text"]


def test_a_form_left_alone_dies_and_is_forgotten_with_its_files() -> None:
    form = a_form()
    item = forms.add_file(form, upload=an_upload())
    later = clock.now() + forms.idle_limit() + timedelta(seconds=1)
    with clock.at(later):
        with pytest.raises(FormGone):
            forms.save_answers(form, answers={"text": "касно"})
        assert forget_drafts.func() == 1
    assert not FormDraft.objects.exists()
    assert Item.objects.get(pk=item).purged_at


def test_a_form_in_use_is_not_forgotten() -> None:
    form = a_form()
    for minutes in (50, 100, 150):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            forms.save_answers(form, answers={"when": str(minutes)})
            assert forget_drafts.func() == 0


def test_leaving_forgets_at_once_but_never_a_sent_report() -> None:
    a_vault()
    form = a_form()
    forms.discard_form(form)
    with pytest.raises(FormGone):
        forms.answers(form)
    sent = a_form()
    kept = forms.add_file(sent, upload=an_upload())
    forms.send_form(sent, language="sr")
    forms.discard_form(sent)
    assert Contact.objects.get().attachments.get().item_id == kept
    assert Item.objects.get(pk=kept).purged_at is None


def test_the_database_alone_opens_no_draft() -> None:
    form = a_form(email="mila@post.example")
    row = FormDraft.objects.get()
    assert b"mila" not in bytes(row.sealed_answers)
    assert form.key.sealed_to  # the key lives with the reporter, the row has none
    assert {field.name for field in FormDraft._meta.fields} == {
        "id", "started_at", "touched_at", "sealed_answers", "sealed_receipt", "sent_at",
    }  # fmt: skip
