"""What the text of an item is built from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from .drawings import offered


class Quote(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What was said"))
    who = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class Drawing(blocks.StructBlock):
    name = blocks.ChoiceBlock(choices=offered, label=_("Drawing"))
    alt = blocks.CharBlock(label=_("What it shows, for those who do not see it"), max_length=200)

    class Meta:
        icon = "image"
        label = _("Drawing")


class PictureIn(blocks.StructBlock):
    """A picture that an editor added."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(label=_("What it shows, for those who do not see it"), max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")


class Stage(blocks.StructBlock):
    """A part of a lesson."""

    minutes = blocks.IntegerBlock(min_value=1, max_value=240, label=_("Minutes"))
    title = blocks.CharBlock(label=_("Title"))
    points = blocks.ListBlock(blocks.TextBlock(label=_("What happens")), label=_("Points"))

    class Meta:
        icon = "time"
        label = _("Part of a lesson")


class Question(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"))
    options = blocks.ListBlock(blocks.CharBlock(label=_("Choice")), label=_("Choices"))
    answer = blocks.TextBlock(label=_("The answer, and why"))

    class Meta:
        icon = "help"
        label = _("Question of a quiz")


BODY = [
    ("heading", blocks.CharBlock(label=_("Heading"), icon="title")),
    ("text", blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link", "ol", "ul"])),
    ("steps", blocks.ListBlock(blocks.TextBlock(label=_("Step")), label=_("Steps, in order"), icon="list-ol")),
    ("tips", blocks.ListBlock(blocks.TextBlock(label=_("Tip")), label=_("Tips"), icon="list-ul")),
    ("checklist", blocks.ListBlock(blocks.TextBlock(label=_("Point")), label=_("Checklist"), icon="tasks")),
    ("quote", Quote()),
    ("drawing", Drawing()),
    ("picture", PictureIn()),
    ("stage", Stage()),
    ("question", Question()),
]
