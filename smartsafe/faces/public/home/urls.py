"""Addresses of these pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("leave/", views.leave, name="leave"),
]
