"""Addresses of Wagtail's admin. Signing out is the desk's, so that the sign-in ends and its key goes."""

from django.urls import include, path

from ..sign_in import views

urlpatterns = [path("logout/", views.sign_out), path("", include("wagtail.admin.urls"))]
