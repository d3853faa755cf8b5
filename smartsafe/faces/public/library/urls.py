"""Addresses of these pages."""

from django.urls import path

from . import news, taking, views

urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/feed/", views.feed, name="library_feed"),
    path("library/print/", taking.chosen_set, name="library_print"),
    path("library/drawings/<slug:name>.svg", taking.drawing, name="library_drawing"),
    path("library/pictures/<uuid:key>-<slug:size>.webp", taking.picture, name="library_picture"),
    path("library/<slug:slug>/", views.item, name="library_item"),
    path("library/<slug:slug>/pdf/", taking.brochure, name="library_pdf"),
    path("library/<slug:slug>/files/<int:file_id>/", taking.file, name="library_file"),
    path("news/", news.news, name="news"),
    path("news/feed/", news.feed, name="news_feed"),
    path("news/<slug:slug>/", news.news_item, name="news_item"),
]
