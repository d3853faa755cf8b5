"""Addresses of activities and campaigns."""

from django.urls import path

from . import activity, campaigns, evaluation, listing, planning

urlpatterns = [
    path("outreach/", listing.calendar, name="outreach"),
    path("outreach/list/", listing.activities, name="activities"),
    path("outreach/new/", planning.new, name="activity_new"),
    path("outreach/import/", planning.import_past, name="activities_import"),
    path("outreach/activities/<uuid:activity_id>/", activity.activity, name="activity"),
    path("outreach/activities/<uuid:activity_id>/edit/", planning.edit, name="activity_edit"),
    path("outreach/activities/<uuid:activity_id>/count/", activity.count, name="activity_count"),
    path("outreach/activities/<uuid:activity_id>/do/<str:verb>/", activity.act, name="activity_act"),
    path("outreach/activities/<uuid:activity_id>/evaluation/", evaluation.evaluation, name="activity_evaluation"),
    path("outreach/activities/<uuid:activity_id>/certificate/", evaluation.certificate, name="activity_certificate"),
    path("outreach/campaigns/", campaigns.campaigns, name="campaigns"),
    path("outreach/campaigns/new/", campaigns.new, name="campaign_new"),
    path("outreach/campaigns/<uuid:campaign_id>/", campaigns.campaign, name="campaign"),
    path("outreach/campaigns/<uuid:campaign_id>/edit/", campaigns.edit, name="campaign_edit"),
    path("outreach/campaigns/<uuid:campaign_id>/report/", campaigns.report, name="campaign_report"),
]
