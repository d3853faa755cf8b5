"""What of an outcome a partner may learn: as much as the reporter, by the country profile."""

from smartsafe.country.profile import profile


def told(code: str) -> tuple[str, str]:
    """(code, sentence); both empty where the profile tells none, or knows the code no more."""
    found = next((choice for choice in profile().referral_outcomes if choice.code == code), None)
    return (code, str(found.told)) if found and found.told else ("", "")
