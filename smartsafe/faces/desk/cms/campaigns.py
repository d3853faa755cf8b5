"""The campaigns that an editor's page can be about."""

from smartsafe.outreach.campaigns.queries import campaigns
from smartsafe.people.actors import Actor


def offered(viewer: Actor) -> list[tuple[str, str]]:
    """(public number, name), also of those that the public does not see yet."""
    return [(str(one.id), str(one.name)) for one in campaigns(viewer)]
