"""A contact and its conversation: shape and constraints. Columns named `sealed_…` open only with the record key."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from smartsafe.identifiers import new_id

PERSON = settings.AUTH_USER_MODEL
OPEN = ~models.Q(status="closed")


class Contact(models.Model):
    """One communication from a person to the centre. The plain columns are codes of the country profile."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=12)  # phone, form, email, chat, …: rules.CHANNELS
    service = models.CharField(max_length=10)  # helpline, hotline, education
    language = models.CharField(max_length=10)
    status = models.CharField(max_length=12)  # rules.CONTACT: new, in_progress, waiting, closed
    outcome = models.CharField(max_length=20, blank=True)
    # What the reporter sees: received, handling, institution, concluded
    progress = models.CharField(max_length=12, default="received")
    # Code of a referral's outcome that the profile lets the reporter read
    told_outcome = models.CharField(max_length=30, blank=True)

    urgency = models.CharField(max_length=10, default="normal")  # immediate, high, normal, low
    danger = models.BooleanField(default=False)
    danger_acknowledged_at = models.DateTimeField(null=True)
    danger_acknowledged_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    threat = models.CharField(max_length=40, blank=True)
    other_threats = models.JSONField(default=list)
    harms = models.JSONField(default=list)
    place_of_harm = models.CharField(max_length=20, blank=True)
    reporter_kind = models.CharField(max_length=20, blank=True)
    child_age_band = models.CharField(max_length=10, blank=True)
    child_gender = models.CharField(max_length=10, blank=True)
    municipality = models.CharField(max_length=40, blank=True)
    wants_withdrawal = models.BooleanField(default=False)

    # Without an index of their own: the queues' indexes begin with them, and a planner would prefer the wrong one.
    assignee = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="contacts_assigned", db_index=False
    )
    team = models.ForeignKey(
        "people.Team", null=True, on_delete=models.SET_NULL, related_name="contacts", db_index=False
    )
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False)
    # Whose chosen messages it began with; under the same receipt code where `key_for_receipt` is set
    split_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="split_off", db_index=False
    )
    closed_at = models.DateTimeField(null=True)
    first_reply_due = models.DateTimeField(null=True)
    first_replied_at = models.DateTimeField(null=True)
    # Clocks in working time (`clocks`): by when it is to be resolved, counted from when, at which urgency
    resolution_due = models.DateTimeField(null=True)
    clock_from = models.DateTimeField(null=True)
    clock_urgency = models.CharField(max_length=10, blank=True)
    last_message_at = models.DateTimeField()
    unread = models.BooleanField(default=True)  # the reporter wrote and nobody has looked yet
    indexed_at = models.DateTimeField(null=True)  # when its exact values entered the blind index
    version = models.PositiveIntegerField(default=1)
    # Where it stands in every queue, kept by the database itself: rules.RANKS says what each number means
    rank = models.GeneratedField(
        expression=models.Case(
            models.When(danger=True, danger_acknowledged_at=None, then=0),
            models.When(danger=True, then=1),
            models.When(urgency="immediate", then=2),
            models.When(urgency="high", then=3),
            models.When(urgency="low", then=5),
            default=4,
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )

    # A destroyed key (erasure) is an empty one; what is sealed goes with it, the plain columns stay.
    erased_at = models.DateTimeField(null=True)
    key_for_centre = models.BinaryField()
    key_for_receipt = models.BinaryField(null=True)
    receipt_public_key = models.BinaryField(null=True, max_length=32)
    receipt_lookup = models.BinaryField(null=True, unique=True, max_length=32)
    sealed_subject = models.BinaryField()
    # answers of the form: links, handles, how to reach the reporter, exact age, …
    sealed_details = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(danger_acknowledged_at=None, danger_acknowledged_by=None)
                | models.Q(danger_acknowledged_at__isnull=False, danger_acknowledged_by__isnull=False),
                name="danger_acknowledged_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(status="closed", closed_at__isnull=False) | ~models.Q(status="closed"),
                name="closed_contact_says_when",
            ),
        ]
        indexes = [
            # One for each queue of the inbox, in the queue's own order, so that a page never sorts the archive
            models.Index(fields=["rank", "-last_message_at", "-id"], name="queue_open", condition=OPEN),
            models.Index(fields=["rank", "last_message_at", "id"], name="queue_urgent", condition=OPEN),
            models.Index(
                fields=["rank", "last_message_at", "id"], name="queue_free", condition=OPEN & models.Q(assignee=None)
            ),
            models.Index(
                fields=["rank", "first_reply_due", "id"],
                name="queue_late",
                condition=OPEN & models.Q(first_replied_at=None),
            ),
            models.Index(
                fields=["rank", "resolution_due", "id"],
                name="queue_overdue",
                condition=OPEN & ~models.Q(status="waiting"),
            ),
            models.Index(
                fields=["received_at"], name="board_waiting", condition=OPEN & models.Q(first_replied_at=None)
            ),
            models.Index(
                fields=["-received_at"],
                name="clock_to_set",
                condition=OPEN & ~models.Q(clock_urgency=models.F("urgency")),
            ),
            models.Index(
                fields=["rank", "-last_message_at", "-id"], name="queue_waiting", condition=models.Q(status="waiting")
            ),
            models.Index(
                fields=["assignee", "rank", "-last_message_at", "-id"],
                name="queue_mine",
                condition=OPEN & models.Q(assignee__isnull=False),
            ),
            models.Index(fields=["team", "rank", "-last_message_at", "-id"], name="queue_team", condition=OPEN),
            models.Index(fields=["channel", "rank", "-last_message_at", "-id"], name="queue_channel", condition=OPEN),
            models.Index(fields=["-closed_at", "-id"], name="queue_closed", condition=models.Q(status="closed")),
            models.Index(fields=["-received_at", "-id"], name="contact_received"),
            models.Index(fields=["indexed_at"], name="contact_to_index", condition=models.Q(indexed_at=None)),
            models.Index(fields=["threat", "-received_at"], name="contact_threat"),
            models.Index(fields=["merged_into"], name="contact_merged", condition=models.Q(merged_into__isnull=False)),
            models.Index(fields=["split_from"], name="contact_split", condition=models.Q(split_from__isnull=False)),
        ]


class Message(models.Model):
    """One message of the conversation, or a note that only staff see."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=15)  # from_reporter, to_reporter, note, system
    channel = models.CharField(max_length=12)
    author = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # by the other side
    # A system message is a code whose sentence the face translates; it has no sealed body.
    code = models.CharField(max_length=40, blank=True)
    sealed_body = models.BinaryField(default=b"")
    # A key of its own, for what arrived while nobody was signed in who could open the contact's: body and files are
    # sealed under it. Empty for a message under the contact's record key.
    key_for_centre = models.BinaryField(default=b"")
    key_for_receipt = models.BinaryField(default=b"")
    # Guards against a form sent twice
    submission = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["contact", "at", "id"], name="conversation")]


class Attachment(models.Model):
    """A file that came with a message: the item's key, sealed under the contact's record key."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="attachments")
    item = models.OneToOneField("evidence.Item", on_delete=models.PROTECT, related_name="+")
    sealed_item_key = models.BinaryField()


class Merging(models.Model):
    """What the reporters of a merged contact and of the one that stays were told before: it can be separated again."""

    contact = models.OneToOneField(Contact, primary_key=True, on_delete=models.CASCADE, related_name="merging")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    progress = models.CharField(max_length=12)
    told_outcome = models.CharField(max_length=30, blank=True)
    head_progress = models.CharField(max_length=12, blank=True)
    head_told_outcome = models.CharField(max_length=30, blank=True)
    # With which contact, into which it was merged first, it went on into another one, and with which it comes back
    along_with = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")


class ReplyWay(models.Model):
    """By which way replies go from now on, and that the person agreed. The newest of a conversation counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="ways")  # in which replies are written
    kind = models.CharField(max_length=8)  # ways.KINDS
    channel = models.CharField(max_length=12)
    sealed_address = models.BinaryField(default=b"")  # an e-mail address or a number, under the contact's record key
    consent = models.CharField(max_length=12, blank=True)  # ways.CONSENTS; none for a way that needs none
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["contact", "-at"], name="ways_of_contact")]


class Outgoing(models.Model):
    """A reply on its way to the outside; written with its message, so that none is lost."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="outgoing")
    channel = models.CharField(max_length=12)
    # Whose address it goes to; none where it follows the thread outside
    way = models.ForeignKey(ReplyWay, null=True, on_delete=models.SET_NULL, related_name="+")
    sealed_payload = models.BinaryField()  # to the worker; destroyed when it is sent, or has failed for good
    status = models.CharField(max_length=10, default="sending")  # rules.OUTGOING
    why = models.CharField(max_length=20, blank=True)  # rules.WHY_FAILED
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    provider_key = models.BinaryField(null=True, max_length=32)  # HMAC of the provider's id of the message
    idempotency = models.UUIDField(default=uuid4, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], name="outbox", condition=models.Q(status="sending")),
            models.Index(fields=["channel", "provider_key"], name="outgoing_by_provider"),
            models.Index(fields=["channel", "status"], name="outgoing_states"),
        ]


class ReplyDraft(models.Model):
    """What a member of staff has typed and not yet sent, sealed under the contact's record key."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, default="reply")  # reply, note
    sealed_body = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "person", "kind"], name="one_draft_a_person")]


class FormDraft(models.Model):
    """A reporter's unfinished form. The key stands only in the reporter's cookie and dies with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    sealed_answers = models.BinaryField()
    # Set when the form was sent, so that sending twice shows the same receipt (sealed, for minutes only)
    sealed_receipt = models.BinaryField(default=b"")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["touched_at"], name="drafts_to_forget")]


class DraftFile(models.Model):
    """A file added to an unfinished form; its item key stands in the sealed answers."""

    draft = models.ForeignKey(FormDraft, on_delete=models.CASCADE, related_name="files")
    item = models.OneToOneField("evidence.Item", on_delete=models.CASCADE, related_name="+")


class Escalation(models.Model):
    """Somebody was told that a clock of a contact has run out: each step once for each deadline."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="escalations")
    clock = models.CharField(max_length=12)  # clocks.CLOCKS: first_reply, resolution
    step = models.PositiveSmallIntegerField()  # escalation_rules.STEPS: who was told
    due = models.DateTimeField()  # the moment that had passed
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "clock", "step", "due"], name="each_step_once")]


class AutoReply(models.Model):
    """What answers at once on a channel, in a language, while the centre is open or closed; else the profile does."""

    channel = models.CharField(max_length=12)
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=6)  # auto_replies.KINDS: open, closed, grave
    text = models.TextField()  # written for the public
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "language", "kind"], name="one_auto_reply")]


class AutoReplied(models.Model):
    """When a conversation was last answered by itself."""

    contact = models.OneToOneField(Contact, primary_key=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()


class Sharing(models.Model):
    """How contacts reach people: by hand, or in turn; one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    in_turn = models.BooleanField(default=False)
    most_open = models.PositiveSmallIntegerField(default=20)  # contacts a person may have open, unless a Share says


class Share(models.Model):
    """One person's part of the work."""

    person = models.OneToOneField(PERSON, primary_key=True, on_delete=models.CASCADE, related_name="+")
    most_open = models.PositiveSmallIntegerField(null=True)
    last_given_at = models.DateTimeField(null=True)
