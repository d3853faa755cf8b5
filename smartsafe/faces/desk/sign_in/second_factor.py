"""The addresses that django-allauth looks up by its own names: only those we need; no sign-up, no mail, no reset."""

from allauth.account.views import reauthenticate
from django.urls import include, path

from . import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("second-factor/password/", reauthenticate, name="account_reauthenticate"),
    path("second-factor/", include("allauth.mfa.urls")),
]
