"""The editors' door: Wagtail's admin behind the desk's own sign-in and second factor."""
