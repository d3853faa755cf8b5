"""A channel's settings: environment variables `SMARTSAFE_CHANNEL_<CODE>_<NAME>`, read when they are needed."""

import os


def variable(code: str, name: str) -> str:
    """The full name: SMARTSAFE_CHANNEL_EMAIL_IMAP_HOST."""
    return f"SMARTSAFE_CHANNEL_{code.upper()}_{name.upper()}"


def value(code: str, name: str, default: str = "") -> str:
    return os.environ.get(variable(code, name), "").strip() or default


def missing(code: str, *names: str) -> list[str]:
    """Which of these variables are not set, by their full names."""
    return [variable(code, name) for name in names if not value(code, name)]
