"""axe-core finds nothing on any page, in any of the three languages; and no page scrolls sideways on a small phone."""

from pathlib import Path

import pytest

from tests.browser import Browsers, axe_complaints
from tests.places import LANGUAGES, code_of, everywhere

pytestmark = [pytest.mark.browser, pytest.mark.looks]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_shuts_anybody_out(
    browsers: Browsers, demo_centre: str, demo_folder: Path, language: str
) -> None:  # fmt: skip
    wrong: list[str] = []
    seen = 0
    for place in everywhere(browsers, demo_centre, language, width="phone", code=code_of(demo_folder)):
        seen += 1
        wrong += [f"{place.name}: {complaint}" for complaint in axe_complaints(place.page)]
        place.page.set_viewport_size({"width": 320, "height": 640})
        if place.page.evaluate("document.documentElement.scrollWidth > 320"):
            wrong.append(f"{place.name}: scrolls sideways at 320 px")
        place.page.set_viewport_size({"width": 390, "height": 844})
        errors = [line for line in place.page.complaints if not (place.refused and "status of 4" in line)]  # type: ignore[attr-defined]
        wrong += [f"{place.name}: the browser complains: {line}" for line in errors]
        place.page.complaints.clear()  # type: ignore[attr-defined]
    assert seen > 60
    assert not wrong, "\n".join(wrong)
