"""A small world in which every address of the product has an object to show, and everybody who might ask for it."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from smartsafe import clock
from smartsafe.cases import actions as cases
from smartsafe.contacts.answers import AnswerFile
from smartsafe.country.actions import set_day
from smartsafe.country.calendar import languages_to_write
from smartsafe.country.profile import profile
from smartsafe.people.actions import handover, teams
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person, SignIn
from smartsafe.people.shifts import here
from tests.factories import newsletter, outreach, people, professionals, safer_day, youth
from tests.factories.answers import AN_ANSWER, an_answer
from tests.factories.cases import SUMMARY, TITLE, a_case
from tests.factories.chats import QUESTION, a_chat_now
from tests.factories.contacts import A_REPORT, a_report
from tests.factories.evidence import an_item
from tests.factories.library import a_shelf
from tests.factories.partners import a_partner
from tests.factories.phone import a_call_to_answer
from tests.factories.referrals import ASKED, FACTS, Cast, a_draft, a_referral, an_age_key
from tests.factories.shifts import a_shift
from tests.signing_in import signed_in_client

ROLES = (
    "nobody", "operator", "analyst", "supervisor", "editor", "educator", "administrator", "officer", "other_officer",
)  # fmt: skip


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    parameters: tuple[str, ...]
    callback: Any


def addresses() -> list[Address]:
    """Every address of the resolver; the Serbian ones stand for all languages."""
    found: list[Address] = []

    def walk(resolver: URLResolver, route: str, namespace: str) -> None:
        for pattern in resolver.url_patterns:
            here = route + str(pattern.pattern)
            if here == "cms/":  # Wagtail's hundreds of addresses stand behind one door: tests/library/test_cms_door.py
                continue
            if isinstance(pattern, URLResolver):
                walk(pattern, here, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
            elif isinstance(pattern, URLPattern):
                parameters = tuple(pattern.pattern.converters)
                found.append(Address(f"{namespace}{pattern.name or 'root'}", "/" + here, parameters, pattern.callback))

    with translation.override("sr"):
        walk(get_resolver(), "", "")
    return found


class World:
    """Objects by the name of the parameter that addresses them; a client for every role."""

    def __init__(self) -> None:
        people.a_vault()
        self.people: dict[str, Actor] = {
            role: people.a_person(role) for role in ROLES if role != "nobody" and not role.endswith("officer")
        }
        self.people["officer"] = people.an_officer("mup_vtk")
        self.people["other_officer"] = people.an_officer("vjt_vtk")
        an_age_key()
        cast = Cast(self.people["analyst"], self.people["supervisor"], self.people["officer"])
        item, key = an_item("slika.png")
        self.receipt, contact = a_report(files=[AnswerFile(item.id, key)])
        case, other = (a_case(self.people["analyst"], kind="referral", files=1) for _ in range(2))
        cases.link(self.people["analyst"], case_id=case.id, other_id=other.id)
        involved = cases.add_involved(self.people["analyst"], case_id=case.id, role="suspect", identifiers=["@x"])
        task = cases.add_task(self.people["analyst"], case_id=case.id, title="Провера", working_hours=4)
        self.referral = a_referral("delivered", cast=cast)
        self.draft = a_draft(self.people["analyst"])
        person = people.a_person("operator")
        self.clients = {role: signed_in_client(actor) for role, actor in self.people.items()}
        self.clients["nobody"] = Client()
        self.objects: dict[str, str] = {
            "contact_id": str(contact.id),
            "answer_id": str(an_answer(self.people["operator"], self.people["supervisor"]).id),
            "chat_id": str(a_chat_now().contact_id),
            "case_id": str(case.id),
            "other_id": str(other.id),
            "involved_id": str(involved.id),
            "task_id": str(task.id),
            "referral_id": str(self.referral.id),
            "item_id": str(item.id),
            "person_id": str(person.id),
            "team_id": str(teams.make_team(self.people["administrator"], name="Прва смена")),
            "sign_in_id": str(SignIn.objects.filter(person_id=self.people["operator"].id).first().id),  # type: ignore[union-attr]
            "notice_id": str(uuid4()),
            **(self._staffing() | self._outreach() | self._youth()),
            "token": "no-such-invitation",
            "partner_id": str(a_partner()),
            "report_id": str(uuid4()),
            "hook_id": str(uuid4()),
            **a_call_to_answer(),
            "queue": "open",
            "threat": "sextortion",
            "lesson": "true-or-made-up",
            "code": "what",
            "verb": "deactivate",
            "pk": "1",
            **a_shelf(),
        }
        # What people typed stays as they typed it, in Cyrillic too, whatever language a reader has chosen
        self.words = (
            *(value for value in A_REPORT.values() if isinstance(value, str)), TITLE, SUMMARY, FACTS, ASKED, "Провера",
            "Прва смена", "Дом културе", "Гимназија", "Материјал", "Гост", "Партнер", "Покажи поштовање",
            outreach.SCHOOL, outreach.CLASSES, outreach.ASKED, "Позвати поново", "Тешка недеља",
            *(f"Reason in {code}" for code in ("sr", "en")), "Уцена снимком",
            QUESTION, profile().threat("sextortion").question.in_language("sr"), "Ћирилица",
            AN_ANSWER["text"],  # as it was written, where it is changed
            # the style guide shows letters of both scripts
            "Паметно и безбедно", "Љубав, њива, џеп, ђак, ћерка",
        )  # fmt: skip
        self.shared_item = str(self.referral.shared_items.values_list("item_id", flat=True).first())

    def _staffing(self) -> dict[str, str]:
        """A shift, a day with hours of its own, a hand-over note, a talk that somebody asked for."""
        today = clock.now().astimezone(here()).date()
        reasons = {code: f"Reason in {code}" for code, _name in languages_to_write()}
        day = set_day(self.people["supervisor"], day=today + timedelta(days=30), times=[], reasons=reasons)
        return {
            "shift_id": str(a_shift(self.people["operator"]).id),
            "change_id": str(day.id),
            "note_id": str(handover.write_note(self.people["operator"], text="Позвати поново").id),
            "debrief_id": str(handover.ask_debrief(self.people["operator"], text="Тешка недеља").id),
        }

    def _outreach(self) -> dict[str, str]:
        """A public activity that is to come and one that took place, in a campaign that the public sees."""
        educator = self.people["educator"]
        campaign = outreach.a_campaign(educator)
        outreach.a_plan(educator, campaign_id=campaign.id, materials=[("Материјал", "/sr/library/")], guests=["Гост"])
        planned = outreach.a_plan(educator, days=12, expected=30)
        self.held = outreach.held(educator, place="Гимназија")
        self.request = outreach.a_request()
        issue = newsletter.a_sent_issue(self.people["editor"])
        event = safer_day.an_event()
        safer_day.a_public_event(educator)
        member = professionals.a_member(educator)
        professionals.a_practice(member)
        practice = professionals.a_public_practice(educator, member)
        waiting = professionals.who_waits("ceka@skola.example")
        return {
            "activity_id": str(planned.id),
            "campaign_id": str(campaign.id),
            "issue_id": str(issue.id),
            "event_id": str(event.id),
            "professional_id": str(waiting.id),
            "practice_id": str(practice.id),
        }

    def _youth(self) -> dict[str, str]:
        """A cohort with a member and a board, an application, a public poll, an idea that waits and one published."""
        educator = self.people["educator"]
        cohort = youth.a_cohort(educator)
        youth.a_member(educator, cohort)
        youth.a_board(educator, self.people["supervisor"], cohort)
        youth.a_published_idea(educator)
        return {
            "application_id": str(youth.consented()[1].id), "cohort_id": str(cohort.id),
            "poll_id": str(youth.a_poll(educator).id), "idea_id": str(youth.an_idea().id),
        }  # fmt: skip

    def speak(self, language: str) -> None:
        Person.objects.update(language=language)

    def ask(self, role: str, address: str, *, method: str = "get", data: Any = None) -> Any:
        """What the role is answered; cookies that the answer sets or takes back count for nothing afterwards."""
        client = self.clients[role]
        cookies = deepcopy(client.cookies)
        answer = getattr(client, method)(address, data or {})
        client.cookies = cookies
        return answer

    def address(self, one: Address, **instead: str) -> str:
        """The address with this world's objects in it."""
        text = one.route
        for name in one.parameters:
            start = text.index("<")
            end = text.index(">", start) + 1
            text = text[:start] + {**self.objects, **self._for(one.name), **instead}[name] + text[end:]
        if one.name.startswith("desk:evidence"):
            text += f"?of=contact:{self.objects['contact_id']}"
        return text

    def _for(self, name: str) -> dict[str, str]:
        if name.startswith("portal:evidence"):
            return {"item_id": self.shared_item}
        if name == "portal:act":
            return {"verb": "acknowledge"}
        if name == "desk:partner_act":
            return {"verb": "resume"}
        if name == "desk:activity_act":
            return {"verb": "tick"}
        if name in ("desk:activity_certificate", "desk:activity_count"):
            return {"activity_id": str(self.held.id)}
        if name in ("desk:youth_application_act", "desk:youth_idea_act"):
            return {"verb": "look"}
        if name == "desk:youth_cohort_act":
            return {"verb": "names"}
        if name == "desk:professional_act":
            return {"verb": "approve"}
        if name == "desk:practice_act":
            return {"verb": "erase"}
        if name == "desk:chat_act":
            return {"verb": "take"}
        if name == "desk:referral_act":
            return {"verb": "withdraw"}
        if name == "desk:referral_draft":
            return {"referral_id": str(self.draft.id)}
        if name == "portal:admit":
            return {"person_id": str(self.people["officer"].id)}
        return {}
