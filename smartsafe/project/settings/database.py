"""SQLite embedded, or PostgreSQL by address; the same promises on both: a confirmed report survives a power cut."""

from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from .environment import data_dir, stop, text


def database() -> dict[str, Any]:
    address = text("SMARTSAFE_DATABASE_URL")
    if not address:
        address = f"sqlite:///{data_dir() / 'smartsafe.sqlite3'}"
    if urlsplit(address).scheme not in ("sqlite", "postgres", "postgresql"):
        stop("SMARTSAFE_DATABASE_URL", "must begin with sqlite:///, postgres:// or postgresql://")
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(address))
    except ValueError as error:
        stop("SMARTSAFE_DATABASE_URL", str(error))
    settings["CONN_MAX_AGE"] = None
    settings["CONN_HEALTH_CHECKS"] = True
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
            ),
        }
    return settings


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
