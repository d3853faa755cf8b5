"""Report and help: one question a screen, every answer kept sealed until it is sent."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.contacts.actions import forms as drafts
from smartsafe.contacts.actions.forms import OpenForm
from smartsafe.contacts.errors import FormGone
from smartsafe.country.profile import profile
from smartsafe.errors import Invalid
from smartsafe.evidence.errors import FileRefused
from smartsafe.evidence.uploads import received, takes_files
from smartsafe.faces.theme.forms import MAX_TEXT

from .. import pace
from ..doors import private
from . import holding, pages
from .steps import PATHS, Path, Step

BACK, KEEP, ADD = "back", "keep", "add"
KEPT_UNFINISHED = 5 * MAX_TEXT  # characters of unfinished typing that “Back” keeps


@private
@takes_files
@sensitive_post_parameters()
def step(request: HttpRequest, path: str, code: str = "") -> HttpResponseBase:
    """One screen of a form, shown (GET) or answered (POST)."""
    way = PATHS[path]
    here = way.step(code) if code else way.steps[0]
    if here is None or (code and here is way.steps[0]):
        raise Http404
    form: OpenForm | None
    try:
        form = holding.held(request)
        if drafts.receipt_of(form):
            if here is not way.steps[0]:
                return redirect("public:sent")
            form = None  # sent already: this is the beginning of another one
    except FormGone:
        form = None
    if request.method == "POST":
        return _answered(request, way, here, form)
    return _show(request, way, here, form)


def _show(request: HttpRequest, way: Path, here: Step, form: OpenForm | None) -> HttpResponseBase:
    if form is None and here is not way.steps[0]:
        gone = "?gone" if holding.holds_any(request) else ""
        return redirect(way.address(way.steps[0]) + gone)
    told = drafts.answers(form) if form else {}
    if form and told.get("renewed"):
        drafts.save_answers(form, answers={"renewed": False})
    asked_for = request.GET.get("threat", "")
    if asked_for in profile().codes("threats") and asked_for not in told.get("threats", []):
        told = {**told, "asked_for": asked_for}
    unfinished = told.get("unfinished", {}).get(here.code)
    shown = here.form(initial=here.form.from_answers(told), about=told.get("about", ""))
    if unfinished:
        shown = here.form(unfinished, about=told.get("about", ""))
    return pages.screen(request, way, here, shown, told, form)


def _answered(request: HttpRequest, way: Path, here: Step, form: OpenForm | None) -> HttpResponseBase:
    """The form may be None: not begun, or dead; then one begins and what came is kept in it."""
    cookie, open_now = "", form if form and drafts.answers(form).get("service") == way.service else None
    if open_now is None:
        if pace.too_many_forms(request):
            return _slowly(request, way, here, None)
        open_now, cookie = holding.begin(way.service)
        if form is None and here is not way.steps[0]:
            drafts.save_answers(open_now, answers={"renewed": True})
    elif pace.too_many_saves(request, open_now.id.bytes):
        return _slowly(request, way, here, open_now)
    response = Answering(request, way, here, open_now).answer()
    if cookie:
        holding.hold(response, cookie)
    return response


def _slowly(request: HttpRequest, way: Path, here: Step, form: OpenForm | None) -> HttpResponse:
    """Too fast: nothing is kept now, and what was typed is shown again, to be sent in a minute."""
    if request.POST.get("go") == KEEP:
        return HttpResponse(status=429)
    told = drafts.answers(form) if form else {}
    typed = here.form(request.POST, about=told.get("about", ""))
    typed.is_valid()
    for said in (pace.SLOWLY, pace.FILES_SLOWLY) if request.FILES else (pace.SLOWLY,):
        typed.add_error(None, str(said))
    return pages.screen(request, way, here, typed, told, form, status=429)


class Answering:
    """One answered screen of an open form."""

    def __init__(self, request: HttpRequest, way: Path, here: Step, form: OpenForm) -> None:
        self.request, self.way, self.here, self.form = request, way, here, form
        self.told = drafts.answers(form)
        self.typed = here.form(request.POST, about=self.told.get("about", ""))

    def answer(self) -> HttpResponseBase:
        what = self.request.POST.get("go", "")
        if self.request.POST.get("remove"):
            return self._remove(self.request.POST["remove"])
        refusals = self._take_files()
        valid = self.typed.is_valid()
        if valid:
            self._save(self.typed.to_answers())
        if what == KEEP:
            if not valid:
                self._keep_unfinished()
            return HttpResponse(status=204)
        if what == BACK and not refusals and (valid or self._keep_unfinished()):
            return redirect(self.way.address(self.way.before(self.here) or self.here))
        if not valid or refusals:
            return self._again(refusals)
        if what == ADD:
            return redirect(self._with_check(self.way.address(self.here)) + "#files")
        return self._send() if self.here is self.way.steps[-1] else self._onward()

    def _save(self, answers: dict[str, Any]) -> None:
        unfinished = {**self.told.get("unfinished", {}), self.here.code: None}
        asked_for = self.request.POST.get("asked_for", "")
        if asked_for in profile().codes("threats"):
            known = self.told.get("threats", [])
            answers = {"threats": list(dict.fromkeys([asked_for, *known])), **answers}
        drafts.save_answers(self.form, answers={**answers, "unfinished": unfinished})
        self.told = drafts.answers(self.form)

    def _keep_unfinished(self) -> bool:
        """Keep what was typed though it cannot stand so, to show it again. False when it is too much to keep."""
        raw = {name: self._raw(name) for name in self.typed.fields}
        if sum(len(value) for values in raw.values() for value in values) > KEPT_UNFINISHED:
            return False
        single = {name: values if len(values) > 1 else "".join(values) for name, values in raw.items()}
        unfinished = {**self.told.get("unfinished", {}), self.here.code: single}
        drafts.save_answers(self.form, answers={"unfinished": unfinished})
        return True

    def _raw(self, name: str) -> list[str]:
        return self.request.POST.getlist(self.typed.add_prefix(name))

    def _take_files(self) -> list[str]:
        """Keep the files that came along; what is said about those refused."""
        if self.here.code != "files":
            return []
        refusals: list[str] = []
        try:
            uploads, refusals = pace.files_in_time(self.request, received(self.request, "files"))
            for upload in uploads:
                try:
                    drafts.add_file(self.form, upload=upload)
                except FileRefused as refusal:
                    refusals.append(str(refusal))
        except FileRefused as refusal:
            refusals.append(str(refusal))
        return list(dict.fromkeys(refusals))

    def _remove(self, item: str) -> HttpResponseBase:
        refusals = self._take_files()  # chosen beside the button, not to be lost by it
        try:
            drafts.remove_file(self.form, item_id=UUID(item))
        except ValueError:
            raise Http404 from None
        if refusals:
            self.typed.is_valid()
            return self._again(refusals)
        return redirect(self._with_check(self.way.address(self.here)) + "#files")

    def _again(self, refusals: list[str]) -> HttpResponse:
        for refusal in refusals:
            self.typed.add_error(None, refusal)
        return pages.screen(self.request, self.way, self.here, self.typed, self.told, self.form, status=422)

    def _send(self) -> HttpResponseBase:
        try:
            drafts.send_form(self.form, language=get_language() or "")
        except Invalid as refusal:
            self.typed.add_error(None, str(refusal))
            return self._again([])
        return redirect("public:sent")

    def _with_check(self, address: str) -> str:
        return f"{address}?check" if self._from_check() else address

    def _from_check(self) -> bool:
        return "check" in self.request.POST or "check" in self.request.GET

    def _onward(self) -> HttpResponseBase:
        if self.here.code == "danger" and self.told.get("danger"):
            return redirect(self._with_check(pages.now_address(self.way)))
        following = self.way.steps[-1] if self._from_check() else self.way.after(self.here)
        return redirect(self.way.address(following))


@private
def danger_now(request: HttpRequest, path: str) -> HttpResponse:
    """Somebody is in danger: the numbers to call, before anything else. Nothing is asked, nothing is kept."""
    way = PATHS[path]
    danger = way.step("danger")
    following = way.steps[-1] if "check" in request.GET or danger is None else way.after(danger)
    context = {"onward": way.address(following), "back": way.address(danger) if danger else ""}
    return render(request, "public/report/now.html", context)
