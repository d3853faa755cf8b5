"""Addresses of the pages on which evidence is looked at."""

from django.urls import path

from . import views

urlpatterns = [
    path("evidence/<uuid:item_id>/", views.look, name="evidence"),
    path("evidence/<uuid:item_id>/content/", views.content, name="evidence_content"),
]
