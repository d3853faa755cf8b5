"""The addresses of both forms."""

from django.urls import path

from .steps import PATHS
from .views import danger_now, step

urlpatterns = []
for name in PATHS:
    urlpatterns += [
        path(f"{name}/", step, {"path": name}, name=name),
        path(f"{name}/now/", danger_now, {"path": name}, name=f"{name}_now"),
        path(f"{name}/<slug:code>/", step, {"path": name}, name=f"{name}_step"),
    ]
