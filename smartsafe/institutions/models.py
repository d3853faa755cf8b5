"""Institutions that referrals go to. Names and competence are the country profile's; its addresses live here.

An officer is a person whose `institution` is the code of one of these (people.Person)."""

from django.db import models


class Institution(models.Model):
    """One body of the profile's directory, by its code (`mup-vtk`, `csr.cacak`)."""

    code = models.CharField(primary_key=True, max_length=60)
    active = models.BooleanField(default=True)
    email = models.EmailField(blank=True)
    # Public half of the age key that the institution keeps itself; encrypted packages are made for it.
    age_recipient = models.CharField(max_length=100, blank=True)
    keyring_id = models.UUIDField(null=True)
