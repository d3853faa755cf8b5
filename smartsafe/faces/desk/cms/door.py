"""Nobody reaches Wagtail's admin but a signed-in person who may edit the library; what Wagtail needs, only there.

Wagtail's admin carries scripts and styles within its pages, so its pages have a policy of their own
(`settings.CMS_CONTENT_SECURITY_POLICY`), and its uploads are not sealed, because they are made to be published.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from smartsafe.errors import NotAllowed
from smartsafe.faces.theme.doors import actor_if_any, to_sign_in
from smartsafe.faces.theme.errors import page, title
from smartsafe.library.actions import setting_up

CMS = "/cms/"
EDIT = "library.edit"
# Wagtail's own ways to sign in, and to tend accounts and rights: all of these are the desk's.
CLOSED = ("/cms/login/", "/cms/logout/", "/cms/password_reset/")
NOT_HERE = ("/cms/users/", "/cms/groups/", "/cms/account/change_password/", "/cms/api-tokens/")


class CmsDoor:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(CMS):
            return self.get_response(request)
        actor = actor_if_any(request)
        if actor is None or request.path.startswith(CLOSED):
            return to_sign_in(request)
        if not actor.may(EDIT):
            return page(request, 403, title(403), str(NotAllowed()))
        if request.path.startswith(NOT_HERE):
            return page(request, 404, title(404), "")
        setting_up.once(actor)
        request.upload_handlers = [MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request)]
        # Wagtail does not speak Serbian; half in our words and half in its own would be worse than English.
        with translation.override("en"):
            response = self.get_response(request)
        response._csp_replace = settings.CMS_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response
