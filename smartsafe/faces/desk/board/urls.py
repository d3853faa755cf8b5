"""Addresses of the board."""

from django.urls import path

from . import views

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/assign/", views.assign, name="board_assign"),
    path("board/sharing/", views.sharing, name="board_sharing"),
    path("board/limit/", views.limit, name="board_limit"),
]
