from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idempotency', models.UUIDField()),
                ('number', models.PositiveSmallIntegerField()),
                ('last', models.BooleanField()),
                ('provider_key', models.BinaryField(max_length=32)),
                ('failed', models.BooleanField(default=False)),
                ('sent_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['provider_key'], name='piece_by_provider'), models.Index(fields=['sent_at'], name='piece_age')],
                'constraints': [models.UniqueConstraint(fields=('idempotency', 'number'), name='piece_once')],
            },
        ),
    ]
