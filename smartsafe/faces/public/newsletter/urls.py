"""Addresses of these pages."""

from django.urls import path

from . import archive, subscribing

urlpatterns = [
    path("newsletter/", subscribing.newsletter, name="newsletter"),
    path("newsletter/asked/", subscribing.asked, name="newsletter_asked"),
    path("newsletter/confirm/<str:token>/", subscribing.confirm, name="newsletter_confirm"),
    path("newsletter/leave/<str:token>/", subscribing.leave, name="newsletter_leave"),
    path("newsletter/issues/", archive.archive, name="newsletter_archive"),
    path("newsletter/issues/<uuid:issue_id>/", archive.issue, name="newsletter_issue"),
    path("newsletter/feed.atom", archive.NewsletterFeed(), name="newsletter_atom"),
]
