"""What the desk shows of a letter."""

from collections.abc import Callable

import pytest
from django.test import Client

from smartsafe.contacts.models import Contact
from smartsafe.people.actors import Actor

from .conftest import Post
from .letters import a_letter

pytestmark = pytest.mark.django_db


def test_what_was_quoted_is_folded_away(post: Post, operator: Actor, client_of: Callable[[Actor], Client]) -> None:
    post.arrives(a_letter("Хвала <b>вам</b>\n\nДана 25.11.2026. 10:12, Центар пише:\n> Ту смо.\n"))
    post.work()
    page = client_of(operator).get(f"/desk/contacts/{Contact.objects.get().id}/", follow=True)
    shown = page.content.decode()
    assert page.status_code == 200
    assert "Хвала &lt;b&gt;вам&lt;/b&gt;</div><details" in shown.replace("\n", "")
    folded = shown.partition('<details class="quoted">')[2].partition("</details>")[0]
    assert "Шта је цитирано" in folded
    assert "&gt; Ту смо." in folded
