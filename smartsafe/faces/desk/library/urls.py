"""Addresses of these pages."""

from django.urls import path

from . import downloads

urlpatterns = [
    path("library/downloads/", downloads.downloads, name="library_downloads"),
    path("library/downloads.csv", downloads.table, name="library_downloads_csv"),
]
