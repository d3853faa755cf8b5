"""Open chats for measuring, begun and taken by the real actions; who answers them, signed in.

`python -m bench.chat_archive CHATS` fills the database of the environment and prints, as JSON, the cookies of every
reporter and of every operator with their chats.
"""

import json
import os
import sys
from datetime import datetime, timedelta

A_TUESDAY = datetime(2026, 11, 24, 11, 0)


def main(chats: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.http import HttpResponse

    from smartsafe import clock
    from smartsafe.channels.chat import rules
    from smartsafe.channels.chat.actions import answering
    from smartsafe.channels.chat.models import Chat
    from smartsafe.country.hours import zone
    from smartsafe.faces.public.comeback import session
    from smartsafe.institutions.actions import sync_directory
    from tests.factories.chats import a_chat
    from tests.factories.people import a_person, a_vault
    from tests.signing_in import signed_in_client

    # Codes and passwords are never typed while measuring: what they cost belongs to other measures.
    settings.ARGON2_RECEIPT = settings.ARGON2_PASSWORD = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}
    sync_directory()
    a_vault()
    rules.MOST_WAITING = chats
    reporters, operators = [], []
    while len(reporters) < chats:
        operator = a_person("operator")
        mine: list[str] = []
        for number in range(min(rules.MOST_AT_ONCE, chats - len(reporters))):
            with clock.at(A_TUESDAY.replace(tzinfo=zone()) + timedelta(seconds=number)):
                conversation = a_chat()
            answering.take(operator, chat_id=conversation.contact_id)
            answer = HttpResponse()
            session.open_in(answer, conversation)
            reporters.append(answer.cookies[session.COOKIE].value)
            mine.append(str(conversation.contact_id))
        cookies = {name: one.value for name, one in signed_in_client(operator).cookies.items()}
        operators.append({"cookies": cookies, "chats": mine})
    now = clock.now()
    Chat.objects.update(spoken_at=now, reporter_seen_at=now, operator_seen_at=now)
    print(json.dumps({"reporters": reporters, "operators": operators}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    main(int(sys.argv[1]))
