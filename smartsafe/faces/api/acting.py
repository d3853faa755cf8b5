"""Who acts at the API: a partner, by one of its keys."""

from django.http import HttpRequest

from smartsafe.channels.partner.access import Access


def access_of(request: HttpRequest) -> Access:
    """Who acts, once the door was passed."""
    access: Access = request.auth  # type: ignore[attr-defined]  # set by ninja, with what the door gave
    return access
