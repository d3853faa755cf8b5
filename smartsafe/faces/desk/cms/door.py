"""Nobody reaches Wagtail's admin but a signed-in person who may edit the library; what Wagtail needs, only there.

Wagtail's admin carries scripts and styles within its pages, so its pages have a policy of their own
(`settings.CMS_CONTENT_SECURITY_POLICY`), and its uploads are not sealed, because they are made to be published.
"""

import re
from collections.abc import Callable

from csp.decorators import csp_replace
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from smartsafe import form_fields
from smartsafe.errors import NotAllowed
from smartsafe.faces.theme.doors import actor_if_any, to_sign_in
from smartsafe.faces.theme.errors import page, title
from smartsafe.library.actions import setting_up

CMS = "/cms/"
EDIT = "library.edit"
SIGN_OUT = "/cms/logout/"  # the desk's (`urls`)
# Wagtail's own ways to sign in, and to tend accounts and rights, are the desk's; privacy of pages would have no effect.
CLOSED = ("/cms/login/", "/cms/password_reset/")
NOT_HERE = re.compile(
    r"/cms/(users|groups|account/[^/]+|api-tokens|failwhale|test404|bulk/(?!wagtailcore/|wagtaildocs/|library/)[^/]*"
    r"|(pages|collections)/\d+/privacy)/"
)


class CmsDoor:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.ROLE not in ("all", "desk"):
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.for_editors = csp_replace(settings.CMS_CONTENT_SECURITY_POLICY)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(CMS) or request.path == SIGN_OUT:
            return self.get_response(request)
        actor = actor_if_any(request)
        if request.path.startswith(CLOSED):
            return redirect(CMS) if actor else redirect(f"{reverse('desk:sign_in')}?{urlencode({'next': CMS})}")
        if actor is None:
            return to_sign_in(request)
        if not actor.may(EDIT):
            return page(request, 403, title(403), str(NotAllowed()))
        if request.path == "/cms/account/":  # names and pictures of people, the latter as they were taken
            return redirect("desk:me")
        if NOT_HERE.match(request.path):
            return page(request, 404, title(404), "")
        setting_up.once(actor)
        request.upload_handlers = [MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request)]
        # Wagtail does not speak Serbian; half in our words and half in its own would be worse than English.
        with translation.override("en"), form_fields.many():
            return self.for_editors(request)
