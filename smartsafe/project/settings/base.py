"""What every installation shares. Concerns stand in files of their own beside this one."""

from .cms import *  # noqa: F403
from .cms import CMS_APPS
from .database import *  # noqa: F403
from .environment import ROOT, profile, role
from .files import *  # noqa: F403
from .language import *  # noqa: F403
from .security import *  # noqa: F403
from .signing_in import *  # noqa: F403

DEBUG = False
ROLE = role()
PROFILE = profile()
PROFILE_DIR = ROOT / "profiles" / PROFILE
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "smartsafe.project.urls"
WSGI_APPLICATION = "smartsafe.project.wsgi.application"

INSTALLED_APPS = [
    "smartsafe.project",
    "smartsafe.faces.theme",
    "smartsafe.faces.public",
    "smartsafe.faces.desk",
    "smartsafe.faces.portal",
    "smartsafe.faces.api",
    "smartsafe.demo",
    "smartsafe.retention",
    "smartsafe.referrals",
    "smartsafe.cases",
    "smartsafe.channels",
    "smartsafe.channels.chat",
    "smartsafe.channels.email",
    "smartsafe.channels.meta",
    "smartsafe.channels.partner",
    "smartsafe.channels.phone",
    "smartsafe.channels.tiktok",
    "smartsafe.contacts",
    "smartsafe.answers",
    "smartsafe.outreach",
    "smartsafe.outreach.activities",
    "smartsafe.outreach.campaigns",
    "smartsafe.outreach.youth",
    "smartsafe.outreach.newsletter",
    "smartsafe.outreach.professionals",
    "smartsafe.outreach.safer_day",
    "smartsafe.library",
    "smartsafe.learning",
    "smartsafe.evidence",
    "smartsafe.notifications",
    "smartsafe.institutions",
    "smartsafe.people",
    "smartsafe.country",
    "smartsafe.audit",
    "smartsafe.vault",
    "smartsafe.documents",
    "smartsafe.live",
    "smartsafe.language",
    *CMS_APPS,
    "django_cotton",
    "django_htmx",
    "lucide",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "smartsafe.faces.public.chat.polling.LightPolling",
    "smartsafe.faces.desk.chats.polling.LightDeskPolling",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "smartsafe.faces.theme.middleware.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "smartsafe.faces.theme.middleware.PolicyMiddleware",
    "smartsafe.faces.theme.middleware.StaffSessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "smartsafe.faces.theme.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "smartsafe.people.middleware.ActorMiddleware",
    "smartsafe.faces.desk.cms.door.CmsDoor",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "smartsafe.faces.theme.errors.ErrorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "smartsafe.faces.theme.context.page",
            ],
        },
    }
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
FORM_RENDERER = "smartsafe.faces.theme.controls.QuickRenderer"
CACHES = {
    # Each person keeps a few parts of pages (theme/standing.py); the default of 300 would throw them out at once.
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 4000}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # An address may hold a secret (a bot's token); httpx would write each into the log.
    "loggers": {"httpx": {"level": "WARNING"}, "httpcore": {"level": "WARNING"}},
}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = "smartsafe@localhost"
