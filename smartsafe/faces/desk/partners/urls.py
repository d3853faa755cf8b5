"""Addresses of partners and their keys."""

from django.urls import path

from . import views

urlpatterns = [
    path("partners/", views.partners, name="partners"),
    path("partners/new/", views.new, name="partner_new"),
    path("partners/<uuid:partner_id>/", views.partner, name="partner"),
    path("partners/<uuid:partner_id>/key/", views.key, name="partner_key"),
    path("partners/<uuid:partner_id>/<slug:verb>/", views.act, name="partner_act"),
]
