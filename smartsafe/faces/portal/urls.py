"""Addresses of this face: what an institution's officers see."""

from django.urls import path

from . import evidence, files, inbox, me, notices, referral, verify

app_name = "portal"
urlpatterns = [
    path("", inbox.home, name="home"),
    path("referrals/<uuid:referral_id>/", referral.page, name="referral"),
    path("referrals/<uuid:referral_id>/letter.pdf", files.letter, name="letter"),
    path("referrals/<uuid:referral_id>/package.age", files.package, name="package"),
    path("referrals/<uuid:referral_id>/referral.json", files.data, name="data"),
    path("referrals/<uuid:referral_id>/evidence/<uuid:item_id>/", evidence.look, name="evidence"),
    path("referrals/<uuid:referral_id>/evidence/<uuid:item_id>/content/", evidence.content, name="evidence_content"),
    path("referrals/<uuid:referral_id>/<slug:verb>/", referral.act, name="act"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<uuid:notice_id>/", notices.notice, name="notice"),
    path("verify/", verify.verify, name="verify"),
    path("schema/referral.json", files.schema, name="schema"),
    path("me/", me.me, name="me"),
    path("me/password/", me.password, name="change_password"),
    path("me/sessions/end-others/", me.end_other_sessions, name="end_other_sessions"),
    path("me/colleagues/<uuid:person_id>/admit/", me.admit, name="admit"),
]
