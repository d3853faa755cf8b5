"""Addresses of the library and of its use beside a contact."""

from django.urls import path

from . import library, taking

urlpatterns = [
    path("answers/", library.answers, name="answers"),
    path("answers/new/", library.new, name="answer_new"),
    path("answers/starters/", library.starters, name="answers_starters"),
    path("answers/suggest/", taking.suggest, name="answers_suggest"),
    path("answers/<uuid:answer_id>/", library.answer, name="answer"),
    path("answers/<uuid:answer_id>/change/", library.change, name="answer_change"),
    path("answers/<uuid:answer_id>/act/", library.act, name="answer_act"),
    path("answers/<uuid:answer_id>/used/", taking.used, name="answer_used"),
    path("contacts/<uuid:contact_id>/answers/", taking.for_contact, name="contact_answers"),
]
