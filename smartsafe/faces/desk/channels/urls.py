"""Addresses of the channels' page."""

from django.urls import path

from . import views

urlpatterns = [
    path("channels/", views.overview, name="channels"),
    path("channels/<slug:code>/again/", views.again, name="channel_again"),
]
