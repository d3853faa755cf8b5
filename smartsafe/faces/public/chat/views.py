"""When a person can be talked to, and what to do meanwhile."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def chat(request: HttpRequest) -> HttpResponse:
    return render(request, "public/chat/chat.html")
