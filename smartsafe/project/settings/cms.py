"""The Digital Library: Wagtail keeps its pages; its admin at /cms/ exists only where the desk does."""

import tomllib

from django.conf.locale import LANG_INFO

from .environment import ROOT, profile, role
from .language import LANGUAGES


def written() -> list[tuple[str, str]]:
    """The languages that editors write in; what derives from one (a script) is made when it is read."""
    try:
        told = (ROOT / "profiles" / profile() / "profile.toml").read_text(encoding="utf-8")
        derived = {one["code"] for one in tomllib.loads(told)["languages"] if one.get("derived_from")}
    except (OSError, ValueError, KeyError, TypeError):  # told by the profile's loader
        derived = set()
    return [(code, LANG_INFO.get(code, {}).get("name_local", name)) for code, name in LANGUAGES if code not in derived]


PAGES = ["wagtail.documents", "wagtail.images", "wagtail.search", "wagtail", "modelcluster", "taggit"]
ADMIN = ["wagtail.contrib.simple_translation", "wagtail.users", "wagtail.admin"]
CMS_APPS = [*(ADMIN if role() in ("all", "desk") else []), *PAGES]

# One migration for the tables of each, in place of 121 steps of its history (ADR 17).
MIGRATION_MODULES = {
    app: f"smartsafe.library.migrations.wagtail.{app}"
    for app in ("wagtailcore", "wagtaildocs", "wagtailimages", "wagtailusers")
}

WAGTAIL_SITE_NAME = "Smart and Safe"
WAGTAILADMIN_BASE_URL = "http://localhost"
WAGTAILADMIN_LOGIN_URL = "/desk/sign-in/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nothing is asked of anybody outside
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = written()
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]  # it does not speak Serbian yet
WAGTAIL_USAGE_COUNT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
TAGGIT_CASE_INSENSITIVE = True
WAGTAILDOCS_DOCUMENT_MODEL = "library.LibraryDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "smartsafe.library.uploads.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
LIBRARY_PREVIEW = "smartsafe.faces.public.library.preview.show"
# Who knows the campaigns: the library does not (`library.campaigns`)
LIBRARY_CAMPAIGNS = "smartsafe.faces.desk.cms.campaigns.offered"
WAGTAILIMAGES_IMAGE_MODEL = "library.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "smartsafe.library.pictures_form.PictureForm"
WAGTAILIMAGES_RENDITION_STORAGE = "library"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 30_000_000
WAGTAILIMAGES_WEBP_QUALITY = 70
