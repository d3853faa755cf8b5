"""Addresses of the chat."""

from django.urls import path

from . import talking, views

urlpatterns = [
    path("chat/", views.chat, name="chat"),
    path("chat/talk/", talking.talk, name="chat_talk"),
    path("chat/live/", talking.live, name="chat_live"),
    path("chat/transcript/", talking.transcript, name="chat_transcript"),
]
