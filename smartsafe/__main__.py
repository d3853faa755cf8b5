"""`python -m smartsafe COMMAND` is Django's management entry point."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartsafe.project.settings.demo")
    execute_from_command_line(["python -m smartsafe", *sys.argv[1:]])
