from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Institution",
            fields=[
                ("code", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("active", models.BooleanField(default=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("age_recipient", models.CharField(blank=True, max_length=100)),
            ],
        ),
    ]
