"""One page that takes files and one that does not."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from smartsafe.errors import DomainError
from smartsafe.evidence import actions
from smartsafe.evidence.uploads import received, takes_files


@takes_files
def take(request: HttpRequest) -> HttpResponse:
    told = []
    for upload in received(request, "files"):
        try:
            if request.POST.get("keep"):
                item, _key = actions.keep(upload)
                told.append(f"kept {item.media}")
            else:
                upload.check()
                told.append(f"fine {upload.media} {upload.stored_name}")
        except DomainError as error:
            told.append(type(error).__name__)
    return JsonResponse({"told": told, "words": request.POST.get("words", "")})


def plain(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"files": len(request.FILES), "words": request.POST.get("words", "")})


urlpatterns = [path("take/", take), path("plain/", plain)]
