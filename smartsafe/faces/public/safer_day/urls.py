"""Addresses of these pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("safer-internet-day/", views.safer_day, name="safer_day"),
    path("safer-internet-day/register/", views.register, name="safer_day_register"),
    path("safer-internet-day/registered/", views.registered, name="safer_day_registered"),
]
