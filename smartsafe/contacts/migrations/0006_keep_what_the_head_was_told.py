from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0005_what_was_merged_earlier_comes_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='merging',
            name='head_progress',
            field=models.CharField(blank=True, max_length=12, default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='merging',
            name='head_told_outcome',
            field=models.CharField(blank=True, max_length=30, default=''),
            preserve_default=False,
        ),
    ]
