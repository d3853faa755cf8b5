"""The addresses of coming back."""

from django.urls import path

from .views import come_back, conversation, leave_conversation

urlpatterns = [
    path("return/", come_back, name="come_back"),
    path("return/conversation/", conversation, name="conversation"),
    path("return/leave/", leave_conversation, name="leave_conversation"),
]
