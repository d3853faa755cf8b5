from django.urls import path

from . import views

urlpatterns = [path("inbox/<str:queue>/", views.inbox, name="inbox")]
