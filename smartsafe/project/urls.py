"""Addresses. The role of the process decides which faces exist in it at all."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from smartsafe.faces.public.library.sitemap import sitemap

from . import health
from .doorway import root

handler400 = "smartsafe.faces.theme.errors.bad_request"
handler403 = "smartsafe.faces.theme.errors.not_allowed"
handler404 = "smartsafe.faces.theme.errors.not_found"
handler500 = "smartsafe.faces.theme.errors.broken"

urlpatterns: list = [
    path("", root),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path(".well-known/security.txt", health.security_txt, name="security_txt"),
]
# What senders outside hand in is only sealed to the worker here, so every web process may receive it (ADR 14).
urlpatterns += [path("", include("smartsafe.channels.urls"))]
if settings.ROLE in ("all", "public"):
    urlpatterns += [path("api/v1/", include("smartsafe.faces.api.urls")), path("sitemap.xml", sitemap, name="sitemap")]
    urlpatterns += i18n_patterns(path("", include("smartsafe.faces.public.urls")))
if settings.ROLE in ("all", "desk"):
    urlpatterns += [
        path("desk/", include("smartsafe.faces.desk.sign_in.second_factor")),
        path("desk/", include("smartsafe.faces.desk.urls")),
        path("portal/", include("smartsafe.faces.portal.urls")),
        path("cms/", include("smartsafe.faces.desk.cms.urls")),
    ]
