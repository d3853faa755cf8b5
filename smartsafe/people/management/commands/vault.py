"""`vault setup | status | admit | recover`: what must be possible on the machine itself."""

import getpass
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import translation

from smartsafe.audit.actions import SYSTEM
from smartsafe.errors import DomainError
from smartsafe.people import queries
from smartsafe.people.actions import admission, setup
from smartsafe.vault import queries as vault


class Command(BaseCommand):
    help = "Set the vault up, look at its state, admit a person, or recover with the recovery key."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        first = what.add_parser("setup", help="first run: keyring, recovery key, first supervisor")
        first.add_argument("--email", default=os.environ.get("SMARTSAFE_SETUP_EMAIL", ""))
        first.add_argument("--name", default=os.environ.get("SMARTSAFE_SETUP_NAME", ""))
        first.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
        what.add_parser("status", help="keyrings, members, who waits")
        admit = what.add_parser("admit", help="a member admits a person with their own password")
        admit.add_argument("--by", required=True, help="e-mail address of the admitting member")
        admit.add_argument("--person", required=True, help="e-mail address of the person to admit")
        admit.add_argument("--password-stdin", action="store_true")
        recover = what.add_parser("recover", help="admit a person with the recovery key")
        recover.add_argument("--person", required=True, help="e-mail address of the person to admit")
        recover.add_argument("--key-stdin", action="store_true", help="read the recovery key from standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with translation.override("en"):  # a machine's console speaks one language
                getattr(self, options["what"])(options)
        except DomainError as error:
            with translation.override("en"):
                raise CommandError(str(error)) from None

    def setup(self, options: dict[str, Any]) -> None:
        email = options["email"] or input("E-mail address of the first supervisor: ")
        name = options["name"] or input("Name: ")
        password = _secret("Password: ", "SMARTSAFE_SETUP_PASSWORD", stdin=options["password_stdin"])
        founded = setup.found(SYSTEM, email=email, name=name, password=password)
        self.stdout.write("The vault is set up. This is the recovery key. It is shown once and stored nowhere:\n")
        self.stdout.write(f"    {founded.recovery_key}\n")
        self.stdout.write("Write it down, keep it in a safe, off this machine. Each group ends in a check sign.")

    def status(self, options: dict[str, Any]) -> None:
        since = vault.set_up_at()
        if since is None:
            self.stdout.write("The vault has not been set up. Run: python -m smartsafe vault setup")
            return
        self.stdout.write(f"Set up {since:%Y-%m-%d %H:%M} UTC.")
        for keyring in vault.keyrings():
            warning = "" if keyring.members > 1 else "  (one lost password would leave only the recovery key)"
            self.stdout.write(f"{keyring.owner}: {keyring.members} members{warning}")
        for person in queries.everybody_waiting():
            self.stdout.write(f"waits for admission: {person.email}")

    def admit(self, options: dict[str, Any]) -> None:
        password = _secret("Password of the admitting member: ", "SMARTSAFE_PASSWORD", stdin=options["password_stdin"])
        member = setup.member(email=options["by"], password=password)
        person_id = setup.person_by_email(options["person"])
        admission.admit(member, person_id=person_id)
        self.stdout.write("Admitted.")

    def recover(self, options: dict[str, Any]) -> None:
        key = _secret("Recovery key: ", "SMARTSAFE_RECOVERY_KEY", stdin=options["key_stdin"])
        owner = setup.recover(SYSTEM, recovery_key=key, person_id=setup.person_by_email(options["person"]))
        self.stdout.write(f"Admitted to {owner}.")


def _secret(prompt: str, variable: str, *, stdin: bool) -> str:
    """From standard input, the environment, or typed unseen; never from the command line, where others could read."""
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    return os.environ.get(variable) or getpass.getpass(prompt)
