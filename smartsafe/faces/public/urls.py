"""Addresses of this face: one line for each group of pages."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("smartsafe.faces.public.home.urls")),
    path("", include("smartsafe.faces.public.advice.urls")),
    path("", include("smartsafe.faces.public.about.urls")),
    path("", include("smartsafe.faces.public.library.urls")),
    path("", include("smartsafe.faces.public.activities.urls")),
    path("", include("smartsafe.faces.public.newsletter.urls")),
    path("", include("smartsafe.faces.public.professionals.urls")),
    path("", include("smartsafe.faces.public.safer_day.urls")),
    path("", include("smartsafe.faces.public.youth.urls")),
    path("", include("smartsafe.faces.public.chat.urls")),
    path("", include("smartsafe.faces.public.statistics.urls")),
    path("", include("smartsafe.faces.public.learning.urls")),
    path("", include("smartsafe.faces.public.report.urls")),
    path("", include("smartsafe.faces.public.sent.urls")),
    path("", include("smartsafe.faces.public.comeback.urls")),
]
