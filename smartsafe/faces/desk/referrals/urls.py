"""Addresses of the referral pages."""

from django.urls import path

from . import drafting, files, verbs, views

urlpatterns = [
    path("referrals/", views.referrals, name="referrals"),
    path("cases/<uuid:case_id>/referrals/new/", drafting.new, name="referral_new"),
    path("referrals/<uuid:referral_id>/", views.referral, name="referral"),
    path("referrals/<uuid:referral_id>/draft/", drafting.draft, name="referral_draft"),
    path("referrals/<uuid:referral_id>/letter.pdf", files.letter, name="referral_letter"),
    path("referrals/<uuid:referral_id>/package.age", files.package, name="referral_package"),
    path("referrals/<uuid:referral_id>/<slug:verb>/", verbs.act, name="referral_act"),
]
