"""Doors: secret key, cookies, content security policy, headers, passwords, sign-in."""

import secrets

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE

from .environment import data_dir, text


def secret_key() -> str:
    """From the environment, or made once and kept in the data folder."""
    key = text("SMARTSAFE_SECRET_KEY")
    if key:
        return key
    kept = data_dir() / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text().strip()


SECRET_KEY = secret_key()
AUTH_USER_MODEL = "people.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SECOND_FACTOR_REQUIRED = True
# Argon2id, memory in KiB: what opens a person's key, what a receipt code costs (ARCHITECTURE, the vault).
ARGON2_PASSWORD = {"time_cost": 3, "memory_cost": 65536, "parallelism": 1}
ARGON2_RECEIPT = {"time_cost": 2, "memory_cost": 19456, "parallelism": 1}

SESSION_COOKIE_NAME = "desk"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None  # gone with the browser session
CSRF_FAILURE_VIEW = "smartsafe.faces.theme.errors.csrf_failed"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
# Only below /cms/ (`faces.desk.cms.door`): Wagtail's admin writes scripts and styles into its pages and previews in a
# frame. Only editors come there, nobody from outside writes there, and nothing sealed is shown there.
CMS_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
