"""What the messengers have in common that knock at a webhook and take one message at a time."""


class MessengerChannel:
    one_way = False
    answers_at_once = True
    idempotent = False
    max_bytes = 1024 * 1024
