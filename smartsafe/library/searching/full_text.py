"""The database's own full-text index: FTS5 of SQLite, tsvector of PostgreSQL. Both answer with item ids."""

from collections.abc import Sequence

from django.db import connection


def _embedded() -> bool:
    return connection.vendor == "sqlite"


def write(item_id: int, title: str, body: str) -> None:
    """Title and body are folded already."""
    with connection.cursor() as cursor:
        if _embedded():
            cursor.execute("DELETE FROM library_words WHERE rowid = %s", [item_id])
            cursor.execute("INSERT INTO library_words (rowid, title, body) VALUES (%s, %s, %s)", [item_id, title, body])
        else:
            cursor.execute(
                "UPDATE library_entry SET words = setweight(to_tsvector('simple', %s), 'A') "
                "|| setweight(to_tsvector('simple', %s), 'B') WHERE item_id = %s",
                [title, body, item_id],
            )


def forget(item_id: int) -> None:
    """PostgreSQL keeps the words in the entry's own row, which goes by itself."""
    if _embedded():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM library_words WHERE rowid = %s", [item_id])


def forget_orphans() -> int:
    """Words of items that are deleted. How many."""
    if not _embedded():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM library_words WHERE rowid NOT IN (SELECT item_id FROM library_entry)")
        return int(cursor.rowcount)


def find(stems: Sequence[str]) -> tuple[list[int], list[int]]:
    """(ids that hold every word, those of them that hold every word in the title). Stems are letters and digits.

    One letter is looked for as a word of its own: as a beginning of words, it would be found nearly everywhere.
    """
    with connection.cursor() as cursor:
        if _embedded():
            every = " AND ".join(stem if len(stem) == 1 else f"{stem}*" for stem in stems)
            cursor.execute("SELECT rowid FROM library_words WHERE library_words MATCH %s", [every])
            found = [row[0] for row in cursor.fetchall()]
            cursor.execute("SELECT rowid FROM library_words WHERE library_words MATCH %s", [f"title : ({every})"])
            return found, [row[0] for row in cursor.fetchall()]
        every, titled = (" & ".join(_part(stem, weight) for stem in stems) for weight in ("", "A"))
        cursor.execute("SELECT item_id FROM library_entry WHERE words @@ to_tsquery('simple', %s)", [every])
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT item_id FROM library_entry WHERE words @@ to_tsquery('simple', %s)", [titled])
        return found, [row[0] for row in cursor.fetchall()]


def _part(stem: str, weight: str) -> str:
    """A stem for PostgreSQL; weight A: in the title."""
    marks = weight if len(stem) == 1 else f"*{weight}"
    return f"{stem}:{marks}" if marks else stem
