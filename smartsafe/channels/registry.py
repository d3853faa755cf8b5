"""Every channel of the house, one line each."""

from importlib import import_module

from .contract import Channel
from .errors import UnknownChannel

# Where each channel's object `channel` stands. A line here and a Peer in tests/channels/ make a channel.
CHANNELS: dict[str, str] = {
    "chat": "smartsafe.channels.chat.channel",
    "email": "smartsafe.channels.email.channel",
    "facebook": "smartsafe.channels.facebook.channel",
    "instagram": "smartsafe.channels.instagram.channel",
    "partner": "smartsafe.channels.partner.channel",
    "phone": "smartsafe.channels.phone.channel",
    "telegram": "smartsafe.channels.telegram.channel",
    "tiktok": "smartsafe.channels.tiktok.channel",
    "viber": "smartsafe.channels.viber.channel",
    "whatsapp": "smartsafe.channels.whatsapp.channel",
}


def channel(code: str) -> Channel:
    """Raises UnknownChannel."""
    try:
        where = CHANNELS[code]
    except KeyError:
        raise UnknownChannel() from None
    found: Channel = import_module(where).channel
    return found


def channels() -> list[Channel]:
    """All of them, those that are off too."""
    return [channel(code) for code in CHANNELS]


def is_on(code: str) -> bool:
    """Whether the channel is known and has all that it needs."""
    return code in CHANNELS and not channel(code).missing()
