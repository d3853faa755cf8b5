from django.urls import path

from . import calls as calls
from . import together as together
from . import views as views
from . import written as typed

urlpatterns = [
    path("contacts/new/", calls.call, name="call"),
    path("contacts/written/", typed.written, name="written"),
    path("contacts/silent/", calls.silent, name="silent_call"),
    path("contacts/<uuid:contact_id>/", views.contact, name="contact"),
    path("contacts/<uuid:contact_id>/reply/", views.reply, name="contact_reply"),
    path("contacts/<uuid:contact_id>/send-again/", views.send_again, name="contact_send_again"),
    path("contacts/<uuid:contact_id>/note/", views.note, name="contact_note"),
    path("contacts/<uuid:contact_id>/draft/", views.draft, name="contact_draft"),
    path("contacts/<uuid:contact_id>/triage/", views.triage, name="contact_triage"),
    path("contacts/<uuid:contact_id>/assign/", views.assign, name="contact_assign"),
    path("contacts/<uuid:contact_id>/close/", views.close, name="contact_close"),
    path("contacts/<uuid:contact_id>/reopen/", views.reopen, name="contact_reopen"),
    path("contacts/<uuid:contact_id>/merge/", together.merge, name="contact_merge"),
    path("contacts/<uuid:contact_id>/join/", together.join, name="contact_join"),
    path("contacts/<uuid:contact_id>/separate/", together.separate, name="contact_separate"),
    path("contacts/<uuid:contact_id>/split/", together.split, name="contact_split"),
    path("contacts/<uuid:contact_id>/way/", together.way, name="contact_way"),
    path("contacts/<uuid:contact_id>/danger/", views.danger, name="contact_danger"),
]
