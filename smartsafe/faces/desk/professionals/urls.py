"""Addresses of the community."""

from django.urls import path

from . import views

urlpatterns = [
    path("professionals/", views.professionals, name="professionals"),
    path("professionals/<uuid:professional_id>/", views.professional, name="professional"),
    path("professionals/<uuid:professional_id>/<str:verb>/", views.decide, name="professional_act"),
    path("professionals/practice/<uuid:practice_id>/", views.practice, name="practice"),
    path("professionals/practice/<uuid:practice_id>/<str:verb>/", views.decide_practice, name="practice_act"),
]
