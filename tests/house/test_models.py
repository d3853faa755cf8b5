"""Foreign keys point down the house; people's words stand only in sealed columns."""

from django.apps import apps
from django.db import models

LAYERS = ["referrals", "cases", "chat", "phone", "partner", "channels", "contacts",
          "youth", "activities", "campaigns", "newsletter", "safer_day", "professionals",
          "library", "learning", "evidence", "answers",
          "institutions", "notifications", "people", "country", "audit",
          "vault", "live"]  # fmt: skip

PAGE = {"path", "title", "draft_title", "slug", "url_path", "seo_title", "search_description"}

# Plain text columns and what they hold; a new one needs a reason here. Codes, numbers, names of staff: nothing else.
PLAIN = {
    "people.Person": {"password", "email", "name", "language", "institution"},
    "people.RoleHeld": {"role"},
    # What the library publishes is written for everybody, and none of it is about a person.
    "library.LibraryIndex": PAGE,
    "library.LibraryItem": PAGE | {"summary", "format", "licence", "author", "cover", "cover_alt"},
    "library.EditorialIndex": PAGE,
    "library.NewsPage": PAGE | {"summary", "cover", "cover_alt"},
    "library.AdvicePage": PAGE | {"summary", "threat"},
    "library.CampaignPage": PAGE | {"summary", "campaign"},
    "library.Picture": {"title", "description", "file_hash"},
    "library.PictureSize": {"filter_spec", "focal_point_key"},
    "library.Withdrawn": {"kind", "language", "slug", "title"},
    "library.LibraryDocument": {"title", "file_hash", "media", "text"},
    "library.ItemFile": {"label", "language"},
    "library.Entry": {"language", "slug"},
    "people.Team": {"name"},
    "people.Switch": {"group"},
    "institutions.Institution": {"code", "email", "age_recipient"},
    "country.NumberSeries": {"series"},
    "audit.Entry": {"actor_kind", "action", "object_kind", "object_id"},
    "vault.Keyring": {"owner"},
    "vault.IndexedValue": {"kind", "object_kind"},
    "vault.IndexedText": {"object_kind"},
    "live.Topic": {"name"},
    "live.Presence": {"topic"},
    "notifications.Notice": {"kind", "object_kind", "object_number"},
    "evidence.Item": {"media", "stored_name"},
    "evidence.Look": {"reason"},
    "contacts.Contact": {
        "number", "channel", "service", "language", "status", "outcome", "progress", "told_outcome", "urgency",
        "threat", "place_of_harm", "reporter_kind", "child_age_band", "child_gender", "municipality", "clock_urgency",
    },
    "learning.Classroom": {"code", "lesson", "picks"},
    "answers.Answer": {"language"},
    # title, text: the centre's own words for anybody, written and approved by staff
    "answers.Version": {"status", "audience", "title", "text"},
    "contacts.Message": {"kind", "channel", "code"},
    "contacts.Merging": {"progress", "told_outcome", "head_progress", "head_told_outcome"},
    "contacts.ReplyWay": {"kind", "channel", "consent"},
    "contacts.ReplyDraft": {"kind"},
    "contacts.Outgoing": {"channel", "status", "why"},
    "channels.InboundEvent": {"channel"},
    "channels.Thread": {"channel"},
    "channels.RefusedMinute": {"channel"},
    "contacts.Escalation": {"clock"},
    "contacts.AutoReply": {"channel", "language", "kind", "text"},  # text: written by the centre, for the public
    "chat.Chat": {"topic", "state", "ended_by"},
    # name, email: of the organisation; address: of its own computer
    "partner.Partner": {"name", "kind", "email"},
    "partner.Key": {"prefix"},
    "partner.Report": {"progress", "outcome"},
    "partner.Change": {"progress", "outcome"},
    "partner.Hook": {"address"},
    "partner.Telling": {"status"},
    # place: a school's or venue's name; classes: “7/1, 7/2”; reason: staff's words for the school; evaluation_code: on
    # the wall of a classroom. Whom to call, what the school wrote, notes, participants' sentences are sealed.
    "activities.Activity": {
        "number", "kind", "audience", "status", "place", "place_key", "municipality", "classes", "reason", "language",
        "evaluation_code",
    },
    "activities.Offer": {"answer"},
    "activities.Letter": {"kind", "unsent"},
    "campaigns.Reach": {"kind", "source"},  # source: where a figure was published
    # organiser: an institution; title, words: written for everybody, and shown only after somebody has read them
    "safer_day.Event": {"status", "kind", "organiser", "title", "words", "municipality", "audience"},
    "professionals.Asking": {"kind", "language"},
    "professionals.Professional": {"status", "role", "language"},  # role: teacher, head, partner …
    "professionals.Practice": {"status", "topic", "title", "words", "link"},  # words: empty until they are published
    "newsletter.Asking": {"language", "audience"},  # audience: parents, teachers or young people, if anything
    "newsletter.Subscriber": {"language", "audience"},
    "newsletter.Issue": {"audience", "status"},
    # Codes; text: an idea as a moderator published it. Nothing that tells of a young person is plain.
    "youth.Cohort": {"role"},
    "youth.Application": {"role", "status", "language", "reason"},
    "youth.Consent": {"answer"},
    "youth.Letter": {"kind"},
    "youth.Badge": {"step"},
    "youth.Poll": {"audience"},
    "youth.Idea": {"status", "reason", "text"},
    "phone.Call": {"outcome"},
    "phone.CallBack": {"outcome"},
    "cases.Case": {
        "number", "kind", "status", "urgency", "threat", "child_age_band", "child_gender", "municipality",
        "host_country",
    },
    "cases.Involved": {"role"},
    "referrals.Referral": {
        "number", "status", "reason", "outcome", "package_name", "package_sha256", "manifest_sha256", "letter_sha256",
    },
    "referrals.Step": {"kind"},
}  # fmt: skip


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("smartsafe.")]


def test_foreign_keys_point_down() -> None:
    up = [
        f"{model._meta.label}.{field.name}"
        for model in _ours()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.app_label in LAYERS
        and LAYERS.index(field.related_model._meta.app_label) < LAYERS.index(model._meta.app_label)
    ]
    assert not up, f"A lower module may not know a higher one: {up}"


def test_words_of_people_stand_only_in_sealed_columns() -> None:
    unknown = {
        f"{model._meta.label}.{field.name}"
        for model in _ours()
        if not model._meta.auto_created
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and field.name not in PLAIN.get(model._meta.label, set())
    }
    assert not unknown, f"Seal these, or say above what code they hold: {unknown}"


def test_audit_has_no_foreign_keys() -> None:
    relations = [field for model in apps.get_app_config("audit").get_models() for field in model._meta.get_fields()
                 if field.is_relation]  # fmt: skip
    assert not relations
