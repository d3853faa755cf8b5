"""Where each sealed word of a referral lives."""

from uuid import UUID

from smartsafe.vault.sealing import place


def draft_place(referral_id: UUID) -> bytes:
    return place("referral", referral_id, "draft")


def document_place(referral_id: UUID) -> bytes:
    """The data of the package, as it was sent for approval and later delivered."""
    return place("referral", referral_id, "package")


def letter_place(referral_id: UUID) -> bytes:
    return place("referral", referral_id, "letter")


def item_place(referral_id: UUID, item_id: UUID) -> bytes:
    """The key of an item of evidence, sealed under the referral's record key."""
    return place("referral", referral_id, f"item:{item_id}")


def words_place(step_id: UUID) -> bytes:
    return place("referral.step", step_id, "words")
