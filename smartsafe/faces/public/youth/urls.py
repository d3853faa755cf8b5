"""Addresses of these pages."""

from django.urls import path

from . import applying, consent, corner, mine, polls

urlpatterns = [
    path("youth/", corner.corner, name="youth"),
    path("youth/ideas/", corner.ideas, name="youth_ideas"),
    path("youth/apply/", applying.apply, name="youth_apply"),
    path("youth/consent/<str:token>/", consent.consent, name="youth_consent"),
    path("youth/mine/", mine.mine, name="youth_mine"),
    path("youth/mine/leave/", mine.leave, name="youth_leave"),
    path("youth/polls/<uuid:poll_id>/", polls.poll, name="youth_poll"),
]
