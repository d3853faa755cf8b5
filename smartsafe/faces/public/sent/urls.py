"""The addresses after a report was sent."""

from django.urls import path

from .views import card, sent

urlpatterns = [
    path("sent/", sent, name="sent"),
    path("sent/card.pdf", card, name="card"),
]
