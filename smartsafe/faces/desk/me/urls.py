"""Addresses of one's own settings."""

from django.urls import path

from . import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/password/", views.password, name="change_password"),
    path("me/sessions/end-others/", views.end_other_sessions, name="end_other_sessions"),
    path("me/sessions/<uuid:sign_in_id>/end/", views.end_session, name="end_session"),
]
