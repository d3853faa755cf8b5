from django.urls import path

from . import views

urlpatterns = [
    path("chats/", views.chats, name="chats"),
    path("chats/live/", views.live, name="chats_live"),
    path("chats/next/", views.take_next, name="chat_next"),
    path("chats/<uuid:chat_id>/", views.chat, name="chat"),
    path("chats/<uuid:chat_id>/<slug:verb>/", views.act, name="chat_act"),
]
