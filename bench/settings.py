"""Production as it is, but for what a measuring client on this machine cannot do: a second factor and TLS."""

from smartsafe.project.settings.production import *  # noqa: F403

SECOND_FACTOR_REQUIRED = False
SECURE_SSL_REDIRECT = False
