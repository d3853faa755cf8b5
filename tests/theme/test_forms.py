"""Forms speak kindly and lose nothing."""

import pytest
from django import forms

from smartsafe.errors import Invalid
from smartsafe.faces.theme.forms import MAX_TEXT, KindForm


class Sample(KindForm):
    line = forms.CharField(label="Line", max_length=10)
    words = forms.CharField(label="Words", widget=forms.Textarea, required=False)
    own = forms.CharField(label="Own", required=True, error_messages={"required": "My own sentence."})
    one = forms.ChoiceField(label="One", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    tick = forms.BooleanField(label="Tick", required=False, help_text="Why")
    file = forms.FileField(label="File", required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def filled(**changes: str) -> Sample:
    return Sample({"line": "short", "own": "x", "one": "a", **changes})


def test_valid() -> None:
    assert filled().is_valid()


@pytest.mark.parametrize(
    ("changes", "field", "begins"),
    [
        ({"line": "x" * 13}, "line", "This is 3 characters too long"),
        ({"line": "x" * 11}, "line", "This is 1 character too long"),
        ({"words": "x" * (MAX_TEXT + 5)}, "words", "This is 5 characters too long"),
        ({"words": "a\x00b"}, "words", "There is an invisible character"),
        ({"line": ""}, "line", "Please answer this"),
        ({"own": ""}, "own", "My own sentence"),
        ({"one": "c"}, "one", "Please choose one"),
    ],
)
def test_complaints_are_sentences(changes: dict[str, str], field: str, begins: str) -> None:
    form = filled(**changes)
    assert not form.is_valid()
    assert form.errors[field][0].startswith(begins)
    assert form[field].value() == (changes[field])


@pytest.mark.parametrize("text", ["🙂" * 100, "‏שלום עליכם", "Ћирилица и latinica", "a\r\nb"])
def test_every_script_is_welcome(text: str) -> None:
    assert filled(words=text).is_valid()


def test_the_browser_does_not_cut_what_is_pasted() -> None:
    form = filled()
    assert "maxlength" not in str(form["line"])
    assert 'dir="auto"' in str(form["line"])
    assert " required" not in str(form["line"])


def test_a_refusal_is_shown_at_its_field() -> None:
    form = filled()
    assert form.is_valid()
    form.add_refusal(Invalid("line"))
    form.add_refusal(Invalid("unknown"))
    assert form.errors["line"]
    assert form.non_field_errors()
