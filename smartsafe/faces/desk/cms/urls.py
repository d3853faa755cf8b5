"""Addresses of Wagtail's admin with one page of ours. Signing out is the desk's: the sign-in ends, its key goes."""

from django.urls import include, path

from ..sign_in import views
from . import translations

urlpatterns = [
    path("logout/", views.sign_out),
    path("translations/", translations.side_by_side, name="library_translations"),
    path("", include("wagtail.admin.urls")),
]
