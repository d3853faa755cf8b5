"""Addresses for senders outside. A channel with further addresses adds its own `urls` here, one line."""

from django.urls import path

from .webhooks import webhook

app_name = "channels"

urlpatterns = [
    path("channels/<slug:code>/webhook/", webhook, name="webhook"),
]
