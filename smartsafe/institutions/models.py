"""Institutions that referrals go to. Names and competence are the country profile's; how one is reached stands here.

Who acts for an institution is told by `Person.institution`; its keyring is the vault's, under `institution:<code>`.
"""

from django.conf import settings
from django.db import models


class Institution(models.Model):
    """One body of the profile's directory, by its code (`mup_vtk`, `csr.cacak`)."""

    code = models.CharField(primary_key=True, max_length=60)
    active = models.BooleanField(default=True)  # the profile names it
    email = models.EmailField(blank=True)
    # Public half of the age key that the institution keeps itself; encrypted packages are made for it.
    age_recipient = models.CharField(max_length=100, blank=True)
    key_set_at = models.DateTimeField(null=True)
    # Nobody: set on the machine itself
    key_set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
