"""Addresses of shifts, the calendar, hand-over and what answers by itself."""

from django.urls import path

from . import automatic, calendar, handover, shifts

urlpatterns = [
    path("shifts/", shifts.week, name="shifts"),
    path("shifts/switch/", shifts.switch, name="shift_switch"),
    path("shifts/<uuid:shift_id>/", shifts.shift, name="shift"),
    path("shifts/<uuid:shift_id>/remove/", shifts.remove, name="shift_remove"),
    path("hours/", calendar.calendar, name="hours"),
    path("hours/<uuid:change_id>/remove/", calendar.remove, name="hours_remove"),
    path("auto-replies/", automatic.automatic, name="auto_replies"),
    path("handover/", handover.handover, name="handover"),
    path("handover/<uuid:note_id>/read/", handover.read, name="handover_read"),
    path("handover/debrief/", handover.ask, name="debrief_ask"),
    path("debriefs/", handover.debriefs, name="debriefs"),
    path("debriefs/<uuid:debrief_id>/take/", handover.take, name="debrief_take"),
]
