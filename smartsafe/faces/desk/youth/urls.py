"""Addresses of the youth programme."""

from django.urls import path

from . import applications, cohorts, ideas, polls

urlpatterns = [
    path("youth/", applications.overview, name="youth"),
    path("youth/applications/<uuid:application_id>/", applications.application, name="youth_application"),
    path("youth/applications/<uuid:application_id>/do/<str:verb>/", applications.act, name="youth_application_act"),
    path("youth/cohorts/new/", cohorts.new, name="youth_cohort_new"),
    path("youth/cohorts/<uuid:cohort_id>/", cohorts.cohort, name="youth_cohort"),
    path("youth/cohorts/<uuid:cohort_id>/do/<str:verb>/", cohorts.act, name="youth_cohort_act"),
    path("youth/polls/", polls.polls, name="youth_polls"),
    path("youth/polls/new/", polls.new, name="youth_poll_new"),
    path("youth/polls/<uuid:poll_id>/close/", polls.close, name="youth_poll_close"),
    path("youth/ideas/", ideas.ideas, name="youth_ideas"),
    path("youth/ideas/<uuid:idea_id>/", ideas.idea, name="youth_idea"),
    path("youth/ideas/<uuid:idea_id>/do/<str:verb>/", ideas.act, name="youth_idea_act"),
]
