"""Production: HTTPS only, second factor for everybody."""

from .base import *  # noqa: F403
from .environment import stop, text

DEMO = False
if not text("SMARTSAFE_SECRET_KEY"):
    stop("SMARTSAFE_SECRET_KEY", "must be set in production")
ALLOWED_HOSTS = [host for host in text("SMARTSAFE_HOSTS").split(",") if host]
if not ALLOWED_HOSTS:
    stop("SMARTSAFE_HOSTS", "must name the host, or hosts with commas between")
WAGTAILADMIN_BASE_URL = "https://" + ALLOWED_HOSTS[0].lstrip(".")  # for links in mails to editors
WORKER_MAKES_ITS_KEY = False
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the one that ends HTTPS; without it, all of the world would share one rate limit
