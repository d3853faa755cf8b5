import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Institution",
            fields=[
                ("code", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("active", models.BooleanField(default=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("age_recipient", models.CharField(blank=True, max_length=100)),
                ("key_set_at", models.DateTimeField(null=True)),
                (
                    "key_set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
