"""`institution CODE`: how it is reached; with `--email` or `--age-recipient`, change that."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from smartsafe.audit.actions import SYSTEM
from smartsafe.errors import DomainError
from smartsafe.institutions.actions import set_address_on_the_machine
from smartsafe.institutions.queries import InstitutionView, institution


class Command(BaseCommand):
    help = "Show or set how an institution is reached."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="as in the country profile: mup_vtk, csr.cacak")
        parser.add_argument("--email", help="address for notices, which never hold content")
        parser.add_argument("--age-recipient", help="public age key of the institution, beginning with age1")

    def handle(self, *args: Any, **options: Any) -> None:
        code, email, recipient = options["code"], options["email"], options["age_recipient"]
        try:
            found = institution(code)
            if email is not None or recipient is not None:
                set_address_on_the_machine(
                    SYSTEM,
                    code=code,
                    email=found.email if email is None else email,
                    age_recipient=found.age_recipient if recipient is None else recipient,
                )
                found = institution(code)
        except DomainError as error:
            raise CommandError(str(error)) from None
        self._tell(found)

    def _tell(self, found: InstitutionView) -> None:
        self.stdout.write(str(found.entry.name))
        self.stdout.write(f"e-mail: {found.email or 'none'}")
        self.stdout.write(f"packages: {found.age_recipient or 'no age key'}")
        self.stdout.write(f"portal: {found.officers} officers, {'with' if found.has_keyring else 'without'} a keyring")
