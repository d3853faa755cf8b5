"""Addresses of the newsletter."""

from django.urls import path

from . import views

urlpatterns = [
    path("newsletter/", views.newsletter, name="newsletter"),
    path("newsletter/new/", views.new, name="newsletter_new"),
    path("newsletter/<uuid:issue_id>/", views.issue, name="newsletter_issue"),
    path("newsletter/<uuid:issue_id>/edit/", views.edit, name="newsletter_edit"),
    path("newsletter/<uuid:issue_id>/send/", views.send, name="newsletter_send"),
    path("newsletter/<uuid:issue_id>/discard/", views.discard, name="newsletter_discard"),
]
