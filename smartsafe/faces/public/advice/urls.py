"""Addresses of these pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("advice/", views.advice, name="advice"),
    path("advice/<slug:threat>/", views.advice_page, name="advice_page"),
]
