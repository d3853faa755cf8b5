"""Addresses of these pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/figures.csv", views.figures_csv, name="statistics_csv"),
]
