"""The full-text index of published items: FTS5 of SQLite, or a tsvector beside each entry of PostgreSQL."""

from django.db import migrations

SQLITE = ["CREATE VIRTUAL TABLE library_words USING fts5(title, body, prefix='2 3 4')"]
SQLITE_BACK = ["DROP TABLE library_words"]
POSTGRESQL = [
    "ALTER TABLE library_entry ADD COLUMN words tsvector",
    "CREATE INDEX library_words ON library_entry USING gin (words)",
]
POSTGRESQL_BACK = ["DROP INDEX library_words", "ALTER TABLE library_entry DROP COLUMN words"]


def _run(sqlite, postgresql):
    def run(apps, schema_editor):
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("library", "0002_initial")]
    operations = [migrations.RunPython(_run(SQLITE, POSTGRESQL), _run(SQLITE_BACK, POSTGRESQL_BACK))]
