"""The report and help forms, step by step, as they work without a script."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from smartsafe import clock
from smartsafe.contacts.actions.forms import idle_limit
from smartsafe.contacts.models import Contact, FormDraft
from smartsafe.faces.public.report.steps import HELP, PATHS, REPORT
from tests.factories.evidence import a_picture

from .filling_in import ANSWERS, Reporter, errors_of, text_of

pytestmark = pytest.mark.django_db


def test_from_the_first_question_to_the_code_and_back() -> None:
    mila = Reporter()
    mila.answer_until()
    contact = Contact.objects.get()
    assert (contact.threat, contact.other_threats) == ("sextortion", ["threats"])
    assert (contact.reporter_kind, contact.child_age_band, contact.municipality) == ("child", "12_13", "cacak")
    assert (contact.language, contact.danger, contact.service) == ("sr", False, "hotline")
    code = mila.code()
    assert len(code) == 16
    elsewhere = Reporter()
    assert elsewhere.come_back(code).status_code == 302
    assert ANSWERS["words"]["text"] in text_of(elsewhere.talk())


def test_help_is_shorter() -> None:
    assert len(HELP.steps) < len(REPORT.steps)
    parent = Reporter("help", "en")
    parent.answer_until(about={"about_whom": "my_child"})
    contact = Contact.objects.get()
    assert (contact.service, contact.reporter_kind, contact.language, contact.threat) == (
        "helpline",
        "parent",
        "en",
        "",
    )


def test_no_cookie_before_a_form_is_begun() -> None:
    mila = Reporter()
    for step in ("", "what"):
        assert not mila.see(step).cookies
    began = mila.answer("about")
    cookie = began.cookies["form"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Strict", "", "")
    assert set(began.cookies) == {"form"}


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
@pytest.mark.parametrize("path", ["report", "help"])
def test_every_screen_is_there_in_every_language(path: str, language: str) -> None:
    mila = Reporter(path, language)
    for step in PATHS[path].steps:
        page = mila.see(step.code)
        assert page.status_code == 200, step.code
        assert text_of(page).count("<h1") == 1
        assert "no-store" in page["Cache-Control"]
        if step.code != "check":
            assert mila.answer(step.code).status_code == 302


def test_a_door_from_an_advice_page_brings_its_answer_along() -> None:
    mila = Reporter()
    assert 'name="asked_for" value="grooming"' in text_of(mila.see("", "?threat=grooming"))
    assert "asked_for" not in text_of(mila.see("", "?threat=dragons"))
    mila.answer("about", asked_for="grooming")
    assert 'value="grooming" id="id_threats_grooming" checked' in text_of(mila.see("what"))


def test_back_loses_nothing_not_even_what_cannot_stand() -> None:
    mila = Reporter()
    mila.answer_until("child")
    went = mila.answer("child", municipality="Атлантида", go="back")
    assert went.url == mila.address("files")
    assert 'value="Атлантида"' in text_of(mila.see("child"))
    mila.answer("child", municipality="Чачак")
    assert "Атлантида" not in text_of(mila.see("child"))
    assert ANSWERS["words"]["text"] in text_of(mila.see("words"))


def test_a_single_answer_can_be_changed_from_the_last_screen() -> None:
    mila = Reporter()
    mila.answer_until("check")
    page = text_of(mila.see("check"))
    assert f"{mila.address('words')}?check" in page
    changed = mila.answer("words", text="Другачије", check="1")
    assert changed.url == mila.address("check")
    assert "Другачије" in text_of(mila.see("check"))


def test_danger_shows_whom_to_call_before_anything_else() -> None:
    mila = Reporter()
    mila.answer_until("danger")
    went = mila.answer("danger", danger="yes")
    assert went.url.endswith("/report/now/")
    page = text_of(mila.client.get(went.url))
    assert "tel:192" in page
    assert "tel:112" in page
    assert "tel:19833" in page
    assert mila.address("contact") in page
    mila.answer("contact")
    mila.answer("check")
    assert Contact.objects.get().danger


def test_files_are_taken_listed_removed_and_refused_with_reasons() -> None:
    mila = Reporter()
    mila.answer_until("files")
    good = SimpleUploadedFile("снимак.png", a_picture(), "image/png")
    added = mila.answer("files", files=[good], go="add")
    assert added.url.startswith(mila.address("files"))
    empty = SimpleUploadedFile("prazno.png", b"", "image/png")
    program = SimpleUploadedFile("igra.png", b"MZ\x90\x00\x03" + bytes(200), "image/png")
    refused = mila.answer("files", files=[empty, program], go="next")
    assert refused.status_code == 422
    assert "prazno.png" in text_of(refused)
    assert "igra.png" in text_of(refused)
    assert "снимак.png" in text_of(refused)
    item = FormDraft.objects.get().files.get().item_id
    mila.answer("files", remove=str(item))
    assert "снимак.png" not in text_of(mila.see("files"))


def test_a_file_whose_name_and_content_disagree_is_taken_by_its_content() -> None:
    mila = Reporter()
    mila.answer_until("files")
    mila.answer("files", files=[SimpleUploadedFile("letter.pdf", a_picture(), "application/pdf")])
    assert FormDraft.objects.get().files.get().item.media == "image"


def test_sexual_pictures_are_never_asked_for() -> None:
    mila = Reporter()
    mila.answer_until("files")
    assert "notice is-warn" in text_of(mila.see("files"))
    other = Reporter()
    other.answer_until("files", what={"threats": ["e_crime"]})
    assert "notice is-info" in text_of(other.see("files"))


def test_sending_twice_gives_one_contact_and_the_same_code() -> None:
    mila = Reporter()
    mila.answer_until("check")
    assert mila.answer("check").url == mila.answer("check").url
    assert Contact.objects.count() == 1
    assert mila.code() == mila.code() != ""


@pytest.mark.parametrize("step", [step.code for step in REPORT.steps[1:]])
def test_the_back_button_after_sending_shows_the_same_code(step: str) -> None:
    mila = Reporter()
    mila.answer_until()
    assert mila.see(step).url.endswith("/sent/")
    assert mila.answer(step).url.endswith("/sent/")
    assert Contact.objects.count() == 1


def test_a_second_report_can_be_begun_after_the_first() -> None:
    mila = Reporter()
    mila.answer_until()
    assert mila.see("").status_code == 200
    mila.answer_until()
    assert Contact.objects.count() == 2


def test_nothing_told_is_asked_for_kindly() -> None:
    mila = Reporter()
    mila.answer_until("check", what={"threats": []}, words={"text": "", "links": "", "handles": ""})
    refused = mila.answer("check")
    assert refused.status_code == 422
    assert "Прво нам реци нешто" in text_of(refused) or "Tell us something first" in text_of(refused)
    assert not Contact.objects.exists()


def test_an_expired_form_says_so_and_keeps_what_was_just_written() -> None:
    mila = Reporter(language="en")
    mila.answer_until("words")
    with clock.at(clock.now() + idle_limit() + timedelta(seconds=1)):
        assert mila.see("words").url.endswith("/report/?gone")
        assert "we deleted it to keep it private" in text_of(mila.see("", "?gone"))
        kept = mila.answer("words", text="Ово је ново.")
        assert kept.url == mila.address("files")
        assert "What you have just written is kept" in text_of(mila.see("files"))
        assert "What you have just written is kept" not in text_of(mila.see("files"))
        assert "Ово је ново." in text_of(mila.see("words"))
        for step in ("files", "child", "danger", "contact", "check"):
            mila.answer(step)
    assert Contact.objects.get().threat == ""


def test_a_step_without_a_form_leads_to_the_beginning() -> None:
    assert Reporter().see("contact").url == "/sr/report/"


@pytest.mark.parametrize("cookie", ["", "x", "é", "A" * 5000, "AAAA" * 20])
def test_a_broken_cookie_is_no_form(cookie: str) -> None:
    mila = Reporter()
    mila.client.cookies["form"] = cookie
    assert mila.see("words").status_code == 302
    assert mila.see("").status_code == 200


def test_unknown_steps_do_not_exist() -> None:
    mila = Reporter()
    for address in ("report/dragons", "report/about", "help/files"):
        assert mila.client.get(f"/sr/{address}/").status_code == 404


def test_a_robots_field_is_told_to_a_person() -> None:
    mila = Reporter()
    mila.answer_until("check")
    refused = mila.answer("check", nickname2="http://spam.example")
    assert refused.status_code == 422
    assert errors_of(refused)
    assert not Contact.objects.exists()
    assert mila.answer("check", nickname2="").status_code == 302


def test_typing_is_kept_meanwhile_without_a_word() -> None:
    mila = Reporter()
    mila.answer_until("words")
    assert mila.answer("words", text="пола реч", go="keep").status_code == 204
    assert "пола реч" in text_of(mila.see("words"))
    assert mila.answer("words", text="а" * 20_001, go="keep").status_code == 204
    assert "а" * 20_001 in text_of(mila.see("words"))


def test_anonymous_means_that_nothing_else_is_kept() -> None:
    mila = Reporter()
    mila.answer_until("contact")
    mila.answer("contact", stay="anonymous", email="mila@post.example", name="Мила")
    assert "mila@post.example" not in text_of(mila.see("check"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Чачак", "cacak"), ("cacak", "cacak"), ("ČAČAK ", "cacak"), ("чача", "cacak"), ("", "")],
)
def test_a_place_is_known_in_either_script(typed: str, code: str) -> None:
    mila = Reporter()
    mila.answer_until(child={"municipality": typed})
    assert Contact.objects.get().municipality == code


def test_every_place_is_understood_as_it_is_offered() -> None:
    from smartsafe.country.profile import profile
    from smartsafe.faces.public.report.places import code_of, full_name

    for place in profile().municipalities:
        assert code_of(full_name(place)) == place.code


def test_another_site_cannot_make_somebody_send() -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert Reporter(**headers).answer("about").status_code == 403
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {"Origin": "null"}):
        assert Reporter(**headers).answer("about").status_code == 302


def test_leaving_forgets_the_form_and_its_cookie() -> None:
    mila = Reporter()
    mila.answer_until("words")
    left = mila.client.get("/sr/leave/")
    assert left.status_code == 302
    assert left.cookies["form"].value == ""
    assert not FormDraft.objects.exists()
