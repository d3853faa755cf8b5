"""Addresses of people and teams."""

from django.urls import path

from . import teams, views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/admissions/", views.admissions, name="admissions"),
    path("people/teams/", teams.teams, name="teams"),
    path("people/teams/<uuid:team_id>/", teams.team, name="team"),
    path("people/teams/<uuid:team_id>/remove/", teams.remove, name="remove_team"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/<slug:verb>/", views.act, name="person_act"),
]
