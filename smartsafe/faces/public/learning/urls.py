"""Addresses of these pages."""

from django.urls import path

from . import alone, classroom

urlpatterns = [
    path("learning/", alone.learning, name="learning"),
    path("learning/class/", classroom.find, name="class_find"),
    path("learning/class/<slug:code>/", classroom.seat, name="class_seat"),
    path("learning/board/", classroom.board, name="class_board"),
    path("learning/results/", classroom.results, name="class_results"),
    path("learning/<slug:lesson>/", alone.lesson, name="lesson"),
    path("learning/<slug:lesson>/print/", alone.printed, name="lesson_print"),
    path("learning/<slug:lesson>/class/", classroom.begin, name="class_begin"),
]
