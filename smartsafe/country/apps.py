"""The profile is read and checked when the process starts."""

from django.apps import AppConfig


class CountryConfig(AppConfig):
    name = "smartsafe.country"

    def ready(self) -> None:
        from .profile import profile

        profile()
