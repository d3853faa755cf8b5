"""Why an institution's address is refused."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import Invalid


class WrongEmail(Invalid):
    sentence = _("This is not an e-mail address: {email}")


class WrongRecipient(Invalid):
    sentence = _("This is not a public age key. It begins with “age1” and was made by the institution with age-keygen.")


class SecretKeyEntered(Invalid):
    """Somebody pasted the private half: whoever reads it could open every package."""

    sentence = _(
        "This is the secret half of the key. It must never leave the institution. "
        "Ask it to make a new key and to send the public half, which begins with “age1”."
    )


class NoSuchInstitution(Invalid):
    sentence = _("The country profile does not know the institution “{code}”.")
