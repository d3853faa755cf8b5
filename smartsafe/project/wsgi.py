"""The server's entry point: `granian --interface wsgi smartsafe.project.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartsafe.project.settings.production")
application = get_wsgi_application()
