"""Controls drawn in Python are what Django's own templates draw."""

from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from smartsafe.faces.theme.controls import QuickRenderer
from smartsafe.faces.theme.forms import KindForm

NASTY = "\"><script>alert('x')</script>&amp; Ђ"


class Everything(KindForm):
    line = forms.CharField()
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    mail = forms.EmailField()
    number = forms.IntegerField(min_value=1)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    tick = forms.BooleanField()
    one = forms.ChoiceField(choices=[("", "—"), ("a", NASTY), ("Group", [("b", "B"), (NASTY, "C")])])
    more = forms.MultipleChoiceField(choices=[("a", "A"), ("b", NASTY)])
    radio = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    boxes = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    file = forms.FileField(required=False)


TYPED: list[dict[str, Any]] = [
    {},
    {
        "line": NASTY, "text": f"\n{NASTY}", "mail": NASTY, "number": "12", "day": "2026-01-02", "tick": "on",
        "one": NASTY, "more": ["a", "b"], "radio": "b", "boxes": ["a"], "submission": str(uuid4()),
    },
]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("name", Everything.base_fields)
def test_a_control_is_drawn_as_django_draws_it(typed: dict[str, Any], name: str) -> None:
    same = {"initial": {"submission": uuid4()}, "data": typed or None}
    ours, djangos = (Everything(**same, renderer=one())[name] for one in (QuickRenderer, DjangoTemplates))
    assert parse_html(str(ours)) == parse_html(str(djangos))
    if name in ("radio", "boxes"):
        for mine, other in zip(ours, djangos, strict=True):
            assert parse_html(mine.tag()) == parse_html(other.tag())


@pytest.mark.parametrize("value", ["", "not one", "01900000-0000-7000-8000-000000000000", "\x00"])
def test_an_identifier_in_a_form_is_measured_as_an_identifier(value: str) -> None:
    form = Everything(data={"submission": value})
    form.is_valid()
    assert ("submission" in form.errors) == (value in ("not one", "\x00"))
