"""A chat: where it stands in the queue, who answers it, who was here when. Its words are the contact's messages."""

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL
OPEN = ~models.Q(state="ended")


class Chat(models.Model):
    """One for a contact that came by chat. `version` moves whenever either side has something new to see."""

    contact = models.OneToOneField("contacts.Contact", primary_key=True, on_delete=models.CASCADE, related_name="chat")
    topic = models.CharField(max_length=50)  # the contact's live topic: what `touch` raises when a message comes
    state = models.CharField(max_length=8)  # rules.CHAT: waiting, talking, ended
    danger = models.BooleanField(default=False)  # goes first in the queue
    asked_at = models.DateTimeField()
    # Kept when a chat goes back to the queue, so that it stands in front of those who came after it
    queued_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)  # the first time
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, blank=True)  # reporter, operator, gone, hours
    operator = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    second = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.BigIntegerField(default=1)
    spoken_at = models.DateTimeField()  # the last words of either side: how often a client needs to ask
    reporter_seen_at = models.DateTimeField()
    operator_seen_at = models.DateTimeField(null=True)
    reporter_typing = models.BooleanField(default=False)
    staff_typing = models.BooleanField(default=False)
    unheard = models.PositiveIntegerField(default=0)  # messages since the operator last looked
    # The receipt code, to be shown again while the chat is open: sealed to the receipt's own key, which stands only
    # in the reporter's cookie. Nobody here can open it. Destroyed soon after the chat has ended.
    key_for_receipt = models.BinaryField(default=b"")
    sealed_code = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="talking", operator__isnull=False) | ~models.Q(state="talking"),
                name="somebody_answers_a_chat",
            ),
            models.CheckConstraint(
                condition=models.Q(state="ended", ended_at__isnull=False)
                | models.Q(~models.Q(state="ended"), ended_at=None),
                name="ended_chat_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-danger", "queued_at", "contact"], name="chats_waiting", condition=models.Q(state="waiting")
            ),
            models.Index(fields=["operator"], name="chats_of_operator", condition=OPEN),
            models.Index(fields=["second"], name="chats_of_second", condition=OPEN),
            models.Index(fields=["reporter_seen_at"], name="chats_open", condition=OPEN),
            models.Index(fields=["-taken_at"], name="chats_taken"),
            models.Index(fields=["ended_at"], name="chats_with_code", condition=~models.Q(sealed_code=b"")),
        ]
