"""Components render what they are told, and tell it to everybody."""

import re

import pytest
from django import forms
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from smartsafe.faces.theme import building
from smartsafe.faces.theme.forms import KindForm
from smartsafe.faces.theme.paging import Page, cursor_of, values_of


class Sample(KindForm):
    line = forms.CharField(label="Line", help_text="A hint")
    one = forms.ChoiceField(label="One", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    tick = forms.BooleanField(label="Tick", required=False)
    file = forms.FileField(label="File", required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def render(source: str, **context: object) -> str:
    return str(engines["django"].from_string(CottonCompiler().process(source)).render(context))


def test_a_field_says_what_is_wrong_with_it() -> None:
    html = render('<c-field :field="form.line" />', form=Sample({}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_line-hint id_line-error"' in html
    assert 'id="id_line-error"' in html
    assert 'for="id_line"' in html


def test_choices_are_a_group_with_a_legend() -> None:
    html = render('<c-field :field="form.one" />', form=Sample())
    assert "<fieldset" in html
    assert "<legend>One" in html
    assert html.count('type="radio"') == 2


def test_optional_fields_say_so_and_hidden_ones_nothing() -> None:
    form = Sample()
    assert "not required" in render('<c-field :field="form.file" />', form=form)
    assert "<label" not in render('<c-field :field="form.hidden" />', form=form)
    assert 'type="checkbox"' in render('<c-field :field="form.tick" />', form=form)


def test_the_summary_leads_to_the_fields() -> None:
    form = Sample({})
    html = render('<c-errors :form="form" />', form=form)
    for place in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{place}"' in "".join(render('<c-field :field="f" />', f=form[name]) for name in ("line", "one"))
    assert "Please answer this" in html
    assert render('<c-errors :form="form" />', form=Sample()).strip() == ""


def test_buttons_links_tags_notices() -> None:
    assert '<a class="button is-calm' in render('<c-button kind="calm" href="/x/">Go</c-button>')
    assert 'type="submit"' in render("<c-button>Go</c-button>")
    assert "is-danger" in render('<c-tag kind="danger">Now</c-tag>')
    assert 'role="alert"' in render('<c-notice kind="danger">Now</c-notice>')


def test_an_icon_is_silent_unless_named() -> None:
    assert 'aria-hidden="true"' in render('<c-icon name="phone" />')
    named = render('<c-icon name="phone" label="<b>" />')
    assert 'role="img"' in named
    assert "<b>" not in named


def test_what_people_write_stays_text() -> None:
    html = render('<c-message author="A" :message="m" />', m={"body": "<script>1</script>\nשלום", "mine": False})
    assert "<script>" not in html
    assert 'dir="auto"' in html


@pytest.mark.parametrize("values", [("2026-11-24T09:12:00+00:00", "id"), ("Ћ", "2")])
def test_cursors_come_back(values: tuple[str, ...]) -> None:
    assert values_of(cursor_of(*values), count=len(values)) == list(values)


@pytest.mark.parametrize("broken", ["", "%%%", "e30", "WzFd", "ж" * 10, cursor_of("a", "b", "c"), "A" * 5000])
def test_a_broken_cursor_begins_at_the_start(broken: str) -> None:
    assert values_of(broken, count=2) is None


def test_the_pager_leads_on_while_there_is_more() -> None:
    assert "cursor=abc" in render('<c-pager :page="page" />', page=Page([], "abc"))
    assert "cursor" not in render('<c-pager :page="page" />', page=Page([]))


def test_style_sheets_lose_comments_and_spaces_only() -> None:
    assert building.minified("a { color : red; }\n/* x */ b > c{ d:e }") == "a{color : red}b > c{d:e}\n"


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


INKS, GROUNDS = ("ink", "ink-soft", "ink-faint"), ("paper", "surface", "raised", "sunk")
PAIRS = [(ink, ground) for ink in INKS for ground in GROUNDS] + [
    ("calm-deep", "paper"), ("calm-deep", "calm-wash"), ("on-calm", "calm"), ("on-act", "act"), ("on-danger", "danger"),
    ("danger", "surface"), ("danger", "danger-wash"), ("danger-deep", "danger-wash"), ("sun-deep", "sun-wash"),
    ("good-deep", "good-wash"), ("ink", "calm-wash"), ("ink", "sun-wash"), ("ink", "danger-wash"), ("ink", "good-wash"),
    ("act-deep", "act-wash"), ("ink", "act-wash"), ("ink-soft", "calm-wash"), ("ink-soft", "act-wash"),
    ("on-bar", "bar"),
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_text_and_ground_can_be_read(theme: str) -> None:
    light = (building.STATIC / "css" / "tokens.css").read_text()
    dark = (building.STATIC / "css" / "dark.css").read_text()
    tokens = {"on-bar": "#ffffff"}
    for source in [light, dark] if theme == "dark" else [light]:
        tokens |= {name: value if len(value) == 7 else "#" + "".join(2 * letter for letter in value[1:])
                   for name, value in re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})\b", source)}  # fmt: skip
    weak = []
    for ink, ground in PAIRS:
        high, low = sorted((_luminance(tokens[ink]), _luminance(tokens[ground])), reverse=True)
        if (high + 0.05) / (low + 0.05) < 4.5:
            weak.append((ink, ground, round((high + 0.05) / (low + 0.05), 2)))
    assert not weak
