"""Addresses of the case pages."""

from django.urls import path

from . import listing, verbs, views

urlpatterns = [
    path("cases/", listing.cases, name="cases"),
    path("cases/new/", views.new, name="case_new"),
    path("cases/<uuid:case_id>/", views.case, name="case"),
    path("cases/<uuid:case_id>/edit/", views.edit, name="case_edit"),
    path("cases/<uuid:case_id>/note/", views.note, name="case_note"),
    path("cases/<uuid:case_id>/advice/", views.advice, name="case_advice"),
    path("cases/<uuid:case_id>/people/new/", views.involved, name="case_involved"),
    path("cases/<uuid:case_id>/tasks/new/", views.task, name="case_task"),
    path("cases/<uuid:case_id>/contacts/add/", views.add_contact, name="case_add_contact"),
    path("cases/<uuid:case_id>/join/", views.join, name="case_join"),
    path("cases/<uuid:case_id>/assign/", verbs.assign, name="case_assign"),
    path("cases/<uuid:case_id>/close/", verbs.close, name="case_close"),
    path("cases/<uuid:case_id>/reopen/", verbs.reopen, name="case_reopen"),
    path("cases/<uuid:case_id>/acknowledge/", verbs.acknowledge, name="case_acknowledge"),
    path("cases/<uuid:case_id>/people/<uuid:involved_id>/remove/", verbs.remove_involved, name="case_remove_involved"),
    path("cases/<uuid:case_id>/contacts/<uuid:contact_id>/remove/", verbs.remove_contact, name="case_remove_contact"),
    path("cases/<uuid:case_id>/linked/<uuid:other_id>/remove/", verbs.unlink, name="case_unlink"),
]
