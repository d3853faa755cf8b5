"""A vault that was set up before educators had a keyring gets one; public halves are all that it takes."""

from django.db import migrations

from smartsafe import clock
from smartsafe.vault.keyrings import new_key_pair, seal_to


def make(apps, schema_editor):
    keyrings, vaults = apps.get_model("vault", "Keyring").objects, apps.get_model("vault", "Vault").objects
    vault, centre = vaults.first(), keyrings.filter(owner="centre").first()
    if vault is None or centre is None or keyrings.filter(owner="outreach").exists():
        return
    private, public = new_key_pair()
    keyrings.create(
        owner="outreach",
        public_key=public,
        sealed_to_recovery=seal_to(bytes(vault.recovery_public_key), private),
        sealed_to_centre=seal_to(bytes(centre.public_key), private),
        created_at=clock.now(),
    )


class Migration(migrations.Migration):
    dependencies = [("vault", "0003_outreach_keyring")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
