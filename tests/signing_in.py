"""Signing in for tests: the real way through the page, and a fast one to the same end."""

from django.test import Client

from smartsafe.people import sessions
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person, SignIn
from smartsafe.vault import keyrings
from tests.factories.people import PASSWORD


def sign_in(client: Client, person: Actor | Person, password: str = PASSWORD, *, next: str = "") -> object:
    """Sign in through the page; the answer to the last request (a redirect when all is well)."""
    email = person.email if isinstance(person, Person) else Person.objects.get(id=person.id).email
    return client.post("/desk/sign-in/", {"login": email, "password": password, "next": next})


def signed_in_client(person: Actor | Person) -> Client:
    """A client that is signed in with opened keyrings, without going through the page."""
    from smartsafe import clock

    account = person if isinstance(person, Person) else Person.objects.get(id=person.id)
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    private = keyrings.open_person_key(account.id, PASSWORD)

    class Request:
        session = client.session

    cookie = sessions.keep_key(Request(), account, private)  # type: ignore[arg-type]
    now = clock.now()
    Request.session[sessions.SIGN_IN] = str(SignIn.objects.create(person=account, at=now, seen_at=now).id)
    Request.session.save()
    client.cookies[sessions.KEY_COOKIE] = cookie
    return client
