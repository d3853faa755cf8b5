"""Addresses of these pages."""

from django.urls import path

from . import inside, registering

urlpatterns = [
    path("professionals/", registering.professionals, name="professionals"),
    path("professionals/register/", registering.register, name="professional_register"),
    path("professionals/asked/", registering.asked, name="professional_asked"),
    path("professionals/confirm/<str:token>/", registering.confirm, name="professional_confirm"),
    path("professionals/enter/", registering.ask_way_in, name="professional_ask"),
    path("professionals/enter/<str:token>/", registering.enter, name="professional_enter"),
    path("professionals/practice/<uuid:practice_id>/", registering.practice, name="practice"),
    path("professionals/inside/", inside.inside, name="professional_inside"),
    path("professionals/inside/share/", inside.share, name="professional_share"),
    path("professionals/inside/out/", inside.go_out, name="professional_out"),
    path("professionals/inside/leave/", inside.leave, name="professional_leave"),
]
