"""Addresses of the register."""

from django.urls import path

from . import views

urlpatterns = [
    path("safer-internet-day/", views.safer_day, name="safer_day"),
    path("safer-internet-day/<uuid:event_id>/", views.event, name="safer_day_event"),
    path("safer-internet-day/<uuid:event_id>/publish/", views.publish, name="safer_day_publish"),
    path("safer-internet-day/<uuid:event_id>/erase/", views.erase, name="safer_day_erase"),
]
