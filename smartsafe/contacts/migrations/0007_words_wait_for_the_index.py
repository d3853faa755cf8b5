from django.db import migrations


def wait(apps, schema_editor):
    """Their exact values are indexed; their words are not yet. The next unlocked sessions do both."""
    apps.get_model("contacts", "Contact").objects.filter(erased_at=None).update(indexed_at=None)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0006_keep_what_the_head_was_told"), ("vault", "0005_word_index")]
    operations = [migrations.RunPython(wait, migrations.RunPython.noop)]
