"""Addresses of this face: one line for each group of pages."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("smartsafe.faces.desk.sign_in.urls")),
    path("", include("smartsafe.faces.desk.me.urls")),
    path("", include("smartsafe.faces.desk.people.urls")),
    path("", include("smartsafe.faces.desk.audit.urls")),
    path("", include("smartsafe.faces.desk.styleguide.urls")),
]
