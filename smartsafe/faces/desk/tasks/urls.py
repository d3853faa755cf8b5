"""Addresses of the task pages."""

from django.urls import path

from . import views

urlpatterns = [
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<uuid:task_id>/finish/", views.finish, name="task_finish"),
]
