"""The demo centre: embedded defaults, second factor off, e-mails to a folder, plain HTTP on this machine."""

from .base import *  # noqa: F403
from .environment import data_dir

DEMO = True
SECOND_FACTOR_REQUIRED = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(data_dir() / "mail")
# The demo's passwords are published anyway: opening ten people's keys while seeding need not be dear.
ARGON2_PASSWORD = {"time_cost": 1, "memory_cost": 8192, "parallelism": 1}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
