"""The app and the business account: `SMARTSAFE_CHANNEL_TIKTOK_…`, each documented in docs/channels.md."""

from ..environment import missing as missing_of
from ..environment import value

CODE = "tiktok"


def missing() -> list[str]:
    return missing_of(CODE, "APP_ID", "APP_SECRET", "BUSINESS_ID", "REFRESH_TOKEN")


def app_id() -> str:
    return value(CODE, "APP_ID")


def app_secret() -> str:
    """Signs what TikTok tells, and lets us ask for access."""
    return value(CODE, "APP_SECRET")


def business_id() -> str:
    """The business account, as TikTok calls it towards this app: `open_id`."""
    return value(CODE, "BUSINESS_ID")


def refresh_token() -> str:
    """The one that came when the account let the app in; TikTok gives newer ones, which are kept sealed."""
    return value(CODE, "REFRESH_TOKEN")


def base() -> str:
    return value(CODE, "BASE", "https://business-api.tiktok.com").rstrip("/")
