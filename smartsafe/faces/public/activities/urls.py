"""Addresses of these pages."""

from django.urls import path

from . import evaluation, feeds, invitation, listing, offers

urlpatterns = [
    path("activities/", listing.activities, name="activities"),
    path("activities/calendar/", listing.calendar, name="activities_calendar"),
    path("activities/campaigns/<uuid:campaign_id>/", listing.campaign, name="campaign"),
    path("activities/calendar.ics", feeds.calendar_feed, name="activities_ics"),
    path("activities/feed.atom", feeds.ActivityFeed(), name="activities_atom"),
    path("activities/<uuid:activity_id>/calendar.ics", feeds.one, name="activity_ics"),
    path("activities/invite/", invitation.invite, name="activity_invite"),
    path("activities/invite/sent/<str:token>/", invitation.sent, name="activity_sent"),
    path("activities/offer/<str:token>/", offers.offer, name="activity_offer"),
    path("activities/offer/<str:token>/calendar.ics", offers.offer_calendar, name="activity_offer_ics"),
    path("activities/evaluate/", evaluation.door, name="evaluate"),
    path("activities/evaluate/<str:code>/", evaluation.evaluate, name="evaluate_activity"),
    path("activities/evaluate/<str:code>/results/", evaluation.results, name="evaluate_results"),
]
