"""The server's entry point: what `python -m smartsafe serve` loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartsafe.project.settings.production")
application = get_wsgi_application()
