"""Addresses of this face: one line for each group of pages."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("smartsafe.faces.desk.home.urls")),
    path("", include("smartsafe.faces.desk.inbox.urls")),
    path("", include("smartsafe.faces.desk.contacts.urls")),
    path("", include("smartsafe.faces.desk.live.urls")),
    path("", include("smartsafe.faces.desk.channels.urls")),
    path("", include("smartsafe.faces.desk.partners.urls")),
    path("", include("smartsafe.faces.desk.phone.urls")),
    path("", include("smartsafe.faces.desk.chats.urls")),
    path("", include("smartsafe.faces.desk.answers.urls")),
    path("", include("smartsafe.faces.desk.keyboard.urls")),
    path("", include("smartsafe.faces.desk.sign_in.urls")),
    path("", include("smartsafe.faces.desk.me.urls")),
    path("", include("smartsafe.faces.desk.people.urls")),
    path("", include("smartsafe.faces.desk.audit.urls")),
    path("", include("smartsafe.faces.desk.cases.urls")),
    path("", include("smartsafe.faces.desk.tasks.urls")),
    path("", include("smartsafe.faces.desk.search.urls")),
    path("", include("smartsafe.faces.desk.evidence.urls")),
    path("", include("smartsafe.faces.desk.notices.urls")),
    path("", include("smartsafe.faces.desk.styleguide.urls")),
    path("", include("smartsafe.faces.desk.referrals.urls")),
    path("", include("smartsafe.faces.desk.staffing.urls")),
    path("", include("smartsafe.faces.desk.board.urls")),
    path("", include("smartsafe.faces.desk.outreach.urls")),
    path("", include("smartsafe.faces.desk.library.urls")),
    path("", include("smartsafe.faces.desk.youth.urls")),
    path("", include("smartsafe.faces.desk.newsletter.urls")),
    path("", include("smartsafe.faces.desk.professionals.urls")),
    path("", include("smartsafe.faces.desk.safer_day.urls")),
]
