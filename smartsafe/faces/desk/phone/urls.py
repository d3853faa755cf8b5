from django.urls import path

from . import views

urlpatterns = [
    path("phone/", views.phone, name="phone"),
    path("phone/ringing/", views.ringing, name="phone_ringing"),
    path("phone/calls/<uuid:call_id>/answer/", views.answer, name="phone_answer"),
    path("phone/calls/<uuid:call_id>/state/", views.state, name="phone_state"),
    path("phone/call-backs/<uuid:call_back_id>/", views.call_back, name="phone_call_back"),
]
