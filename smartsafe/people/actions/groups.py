"""Django's groups follow the roles, one of the same name for each role that Wagtail has to know."""

from collections.abc import Collection

from django.contrib.auth.models import Group

from ..models import Person


def follow_roles(person: Person, roles: Collection[str]) -> None:
    """The person is in the groups of these roles and in no other. Only for actions that change roles."""
    person.groups.set(Group.objects.filter(name__in=roles))


def group_of(role: str) -> Group:
    """The group of everybody who holds the role, made where it is missing. Only for set-up."""
    group, _made = Group.objects.get_or_create(name=role)
    group.user_set.set(Person.objects.filter(roles_held__role=role))
    return group
