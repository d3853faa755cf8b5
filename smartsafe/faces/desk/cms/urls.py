"""Addresses of Wagtail's admin."""

from django.urls import include, path

urlpatterns = [path("", include("wagtail.admin.urls"))]
