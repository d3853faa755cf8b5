"""Addresses of these pages."""

from django.urls import path

from . import taking, views

urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/feed/", views.feed, name="library_feed"),
    path("library/print/", taking.chosen_set, name="library_print"),
    path("library/drawings/<slug:name>.svg", taking.drawing, name="library_drawing"),
    path("library/<slug:slug>/", views.item, name="library_item"),
    path("library/<slug:slug>/pdf/", taking.brochure, name="library_pdf"),
    path("library/<slug:slug>/files/<int:file_id>/", taking.file, name="library_file"),
]
