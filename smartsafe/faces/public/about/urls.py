"""Addresses of these pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("about/", views.about, name="about"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("about/helplines/", views.helplines, name="helplines"),
]
