"""The test suite: real sealing, cheap passwords, tasks at once, everything in memory or in a folder of the run."""

import tempfile

from .base import *  # noqa: F403
from .database import DATABASES

DEMO = False
KEPT = tempfile.TemporaryDirectory(prefix="smartsafe-test-", ignore_cleanup_errors=True)  # gone when the run ends
FOLDER = KEPT.name
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because the browser tests' server reads it from other threads; without waiting for the disk.
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
WORKER_KEY_FILE = f"{FOLDER}/worker-key"
SECOND_FACTOR_REQUIRED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ARGON2_PASSWORD = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}
ARGON2_RECEIPT = {"time_cost": 1, "memory_cost": 64, "parallelism": 1}
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SECRET_KEY = "only for tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": f"{FOLDER}/files"},
    },
    "library": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": f"{FOLDER}/library"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
