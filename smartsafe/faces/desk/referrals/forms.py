"""Forms of the referral pages: plain, each hands its cleaned data to an action."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.country.profile import profile
from smartsafe.faces.theme.forms import KindForm
from smartsafe.referrals import rules
from smartsafe.referrals.queries import Preparation

MAX_SUBJECT = rules.MAX_SUBJECT


def _words(label: Any, *, rows: int = 4, required: bool = True, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, help_text=hint)


class InstitutionForm(KindForm):
    """One institution: suggested, or found by its name."""

    institution = forms.ChoiceField(label=_("Institution"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("institution", [(code, code) for code in codes])


class DraftForm(KindForm):
    """The letter's words and what of the case is shared."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    subject = forms.CharField(
        label=_("Subject of the letter"), max_length=MAX_SUBJECT, help_text=_("Official, without names")
    )
    facts = _words(_("Description"), rows=8, required=False, hint=_("What happened and what is known, for the letter"))
    asked = _words(_("What we ask for"), required=False)
    urgent = forms.BooleanField(
        label=_("Urgent: a child is in immediate danger"), required=False,
        help_text=_("The letter says so, and the institution has less time to confirm receipt"),
    )  # fmt: skip
    summary = forms.BooleanField(label=_("Summary of the case"), required=False)
    contacts = forms.MultipleChoiceField(
        label=_("What reporters wrote"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reachable = forms.MultipleChoiceField(
        label=_("How reporters can be reached"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only where the reporter agreed that the institution gets it"),
    )  # fmt: skip
    involved = forms.MultipleChoiceField(
        label=_("People in the case"), required=False, widget=forms.CheckboxSelectMultiple
    )
    items = forms.MultipleChoiceField(label=_("Evidence files"), required=False, widget=forms.CheckboxSelectMultiple)
    hints = forms.MultipleChoiceField(
        label=_("Provisions that may apply"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Pointers for the institution, never a legal qualification"),
    )  # fmt: skip

    def __init__(self, *args: Any, of: Preparation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = of.sources
        named = (*of.suggested_hints, *of.draft.hints)
        self._offer("contacts", [(str(one.id), one.number) for one in sources.contacts])
        self._offer("reachable", [(str(one.id), one.number) for one in sources.contacts if one.reach])
        self._offer("involved", [(str(one.id), one.role) for one in sources.involved])
        self._offer("items", [(str(one.id), one.facts.name) for one in sources.items])
        self._offer("hints", sorted(of.hints, key=lambda hint: hint[0] not in named))

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.offer(field, choices)

    def told(self) -> dict[str, Any]:
        """What `edit_draft` takes."""
        told = dict(self.cleaned_data)
        for name in ("contacts", "reachable", "involved", "items"):
            told[name] = [UUID(one) for one in told[name]]
        return told


def initial_of(of: Preparation, *, version: int, urgent: bool) -> dict[str, Any]:
    """What the form shows of a draft."""
    draft = of.draft
    shared = {
        name: [str(one) for one in getattr(draft, name)] for name in ("contacts", "reachable", "involved", "items")
    }
    words = {name: getattr(draft, name) for name in ("subject", "facts", "asked", "summary")}
    return {**shared, **words, "hints": list(draft.hints), "version": version, "urgent": urgent}


class OnceForm(KindForm):
    """Carries a token, so that the same form sent twice is done once."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class VersionForm(OnceForm):
    """A button that acts on what was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(OnceForm):
    text = _words(_("What is to be changed"))


class WithdrawForm(OnceForm):
    text = _words(_("Why it is withdrawn"), hint=_("Stays with the centre; the institution does not read it"))


class InformationForm(OnceForm):
    text = _words(_("Answer to the institution"), rows=5)
    items = forms.MultipleChoiceField(
        label=_("Further evidence"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Shared on the portal; the package stays as it was"),
    )  # fmt: skip

    def __init__(self, *args: Any, items: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if items:
            self.offer("items", items)
        else:
            del self.fields["items"]


class ForwardForm(OnceForm):
    institution = forms.ChoiceField(label=_("Institution"), choices=lambda: institutions())


class WordsForm(OnceForm):
    """An answer that came on paper, entered by staff."""

    text = _words(_("Words of the institution"), required=False)


class QuestionForm(OnceForm):
    text = _words(_("What the institution asks"))


class DeclineForm(OnceForm):
    to = forms.ChoiceField(label=_("Who is competent"), choices=lambda: institutions(), required=False)
    text = _words(_("Reasons"))


class OutcomeForm(OnceForm):
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=lambda: profile().choices("referral_outcomes"), widget=forms.RadioSelect
    )
    text = _words(
        _("Words of the institution"), required=False, hint=_("For the centre; the reporter does not read it")
    )


def institutions() -> list[tuple[str, Any]]:
    return [("", _("Not known")), *((code, entry.name) for code, entry in profile().directory.items())]
