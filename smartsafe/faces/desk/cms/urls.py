"""Addresses of Wagtail's admin with a few pages of ours. Signing out is the desk's: the sign-in ends, its key goes."""

from django.urls import include, path

from ..sign_in import views
from . import pictures, translations, withdrawn

urlpatterns = [
    path("logout/", views.sign_out),
    path("translations/", translations.side_by_side, name="library_translations"),
    path("withdrawn/", withdrawn.withdrawn_and_broken, name="library_withdrawn"),
    path("pictures/<int:number>/", pictures.size, name="library_picture"),
    path("", include("wagtail.admin.urls")),
]
