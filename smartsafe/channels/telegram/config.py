"""The bot: `SMARTSAFE_CHANNEL_TELEGRAM_…`, each documented in docs/channels.md."""

import re

from ..environment import value, variable

CODE = "telegram"
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # what Telegram takes, and long enough not to be guessed
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{10,}")


def missing() -> list[str]:
    """Those that are not set, or not to anything that Telegram could have given or would take."""
    return [variable(CODE, name) for name, told in (("TOKEN", token()), ("SECRET", secret())) if not told]


def token() -> str:
    """What BotFather gave; "" when it is none."""
    told = value(CODE, "TOKEN")
    return told if _TOKEN.fullmatch(told) else ""


def bot_id() -> str:
    """Of the bot itself: the number before the colon of its token."""
    return token().partition(":")[0]


def secret() -> str:
    """Comes back with every update; "" when there is none, or one that Telegram would not take."""
    told = value(CODE, "SECRET")
    return told if _SECRET.fullmatch(told) else ""


def base() -> str:
    """Telegram's own server, or a Bot API server of the centre's."""
    return value(CODE, "BASE", "https://api.telegram.org").rstrip("/")
