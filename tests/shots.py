"""`make shots`: every page of the demo centre, in three languages and two widths, into build/shots/ with an index."""

import html
import itertools
import shutil
import sys
import tempfile
from pathlib import Path

from tests.browser import WIDTHS, Browsers, chromium, screenshot
from tests.demo_server import running_demo
from tests.places import LANGUAGES, code_of, everywhere

FOLDER = Path(__file__).resolve().parents[1] / "build" / "shots"


def main(wanted: list[str]) -> None:
    """`wanted`: languages; all of them when none is named."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    taken: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory(prefix="smartsafe-shots-") as folder, chromium() as browsers:
        data = Path(folder)
        with running_demo(data) as address:
            _take(browsers, address, code_of(data), wanted or list(LANGUAGES), taken)
    (FOLDER / "index.html").write_text(_index(taken))
    print(FOLDER / "index.html")


def _take(browsers: Browsers, address: str, code: str, languages: list[str], taken: dict[str, list[str]]) -> None:
    for language, width in itertools.product(languages, WIDTHS):
        for place in everywhere(browsers, address, language, width=width, code=code):
            file = f"{place.name}.{language}.{width}.png"
            screenshot(place.page, FOLDER / file)
            taken.setdefault(place.name, []).append(file)
        print(f"{language}, {width}: {len(taken)} pages", flush=True)


def _index(taken: dict[str, list[str]]) -> str:
    parts = [
        f"<h2>{html.escape(name)}</h2><p>"
        + " ".join(f'<a href="{file}"><img src="{file}" height="360" alt="{file}"></a>' for file in files)
        + "</p>"
        for name, files in sorted(taken.items())
    ]
    return '<!doctype html><meta charset="utf-8"><title>Every page</title><h1>Every page</h1>' + "\n".join(parts)


if __name__ == "__main__":
    main(sys.argv[1:])
