"""Searching a library of ten thousand items: words, filters and counts, as a reader's page asks for them.

`python -m bench.library fill COUNT` and `python -m bench.library ask` run in processes of their own, like a server's.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .server import environment, manage

ITEMS, ASKED = 10_000, 400
WORDS = (
    "лозинка поверење екран игра порука слика претња група профил разговор школа породица превара код налог снимак "
    "шала уцена мрежа пријава савет подршка дете родитељ наставник вршњак тајна поклон навика договор одмор граница"
)
ROOTS = WORDS.split(" ")


def measure(database: str, address: str, *, items: int = ITEMS) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="smartsafe-bench-library-") as folder:
        settings = environment(Path(folder), address)
        manage(settings, "migrate", "-v0")
        for step in (["fill", str(items)], ["ask"]):
            command = [sys.executable, "-m", "bench.library", *step]
            told = subprocess.run(command, env=settings, check=True, stdout=subprocess.PIPE).stdout
        for name, figures in json.loads(told).items():
            yield {"name": name, "value": figures.pop("value"), "unit": "ms",
                   "detail": {"database": database, "items": items, **figures}}  # fmt: skip


def fill(count: int) -> None:
    """Items as Wagtail keeps them; written without its tree code, which would take a quarter of an hour."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection, transaction
    from wagtail.models import Page

    from smartsafe.audit.actions import SYSTEM
    from smartsafe.library import words
    from smartsafe.library.actions import setting_up
    from smartsafe.library.models import LibraryIndex, LibraryItem
    from smartsafe.library.searching import entries

    chance = random.Random(19833)
    with transaction.atomic():
        setting_up.set_up(SYSTEM)
        parents = [setting_up.index_of(code) for code, _name in words.locales()]
        kind = ContentType.objects.get_for_model(LibraryItem)
        codes = {kind: [code for code, _name in words.choices(kind)] for kind in words.KINDS}
        new_edition, entries.new_edition = entries.new_edition, lambda: None
        pages = []
        for number in range(count):
            parent = parents[number % len(parents)]
            said, depth = " ".join(chance.choices(ROOTS, k=4)), parent.depth + 1
            pages.append(
                Page(
                    title=f"{said.capitalize()} {number}",
                    draft_title=said,
                    slug=f"item-{number}",
                    locale=parent.locale,
                    content_type=kind,
                    live=True,
                    depth=depth,
                    translation_key=uuid.uuid4(),
                    path=Page._get_path(parent.path, depth, number + 1),
                    url_path=f"{parent.url_path}{number}/",
                )
            )
        for page in Page.objects.bulk_create(pages, batch_size=500):
            item = LibraryItem(
                page_ptr=page, summary=" ".join(chance.choices(ROOTS, k=12)), cover="book",
                audiences=chance.sample(codes["audience"], 2), age_bands=chance.sample(codes["age"], 2),
                topics=chance.sample(codes["topic"], 3), format=chance.choice(codes["format"]),
                body=[("text", " ".join(chance.choices(ROOTS, k=120)))],
            )  # fmt: skip
            item.__dict__.update({name: value for name, value in page.__dict__.items() if name != "_state"})
            item.save_base(raw=True, force_insert=True)
            entries.keep(item)
        LibraryIndex.objects.update(numchild=count // len(parents) + 1)
        new_edition()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def ask() -> dict[str, Any]:
    """Every search as a page makes it, its cards included. The first one reads the sets; it is told apart."""
    from smartsafe.library import queries, words

    chance = random.Random(7)
    codes = {kind: [code for code, _name in words.choices(kind)] for kind in words.KINDS}

    def once(text: str, kinds: list[str]) -> tuple[float, int]:
        chosen = {kind: [chance.choice(codes[kind])] for kind in kinds}
        began = time.perf_counter()
        found = queries.search(language="sr", text=text, chosen=chosen)
        queries.listed(found.cards, "sr-latn")
        return (time.perf_counter() - began) * 1000, found.total

    first, _total = once("", [])
    plain, filtered, totals = [], [], []
    for turn in range(ASKED):
        text = " ".join(chance.sample(ROOTS, 1 + turn % 2))[: 3 if turn % 10 == 0 else None]
        plain.append(once(text, [])[0])
        took, total = once(text, chance.sample(["audience", "age", "topic", "format"], 1 + turn % 3))
        filtered.append(took)
        totals.append(total)
    return {
        "library_search_with_filters_p95": _figures(filtered, median_found=sorted(totals)[len(totals) // 2]),
        "library_search_p95": _figures(plain),
        "library_first_search": {"value": round(first, 1)},
    }


def _figures(took: list[float], **more: Any) -> dict[str, Any]:
    took = sorted(took)
    return {"value": round(took[int(len(took) * 0.95)], 1), "p50_ms": round(took[len(took) // 2], 1),
            "longest_ms": round(took[-1], 1), "searches": len(took), **more}  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        print(json.dumps(ask()))
