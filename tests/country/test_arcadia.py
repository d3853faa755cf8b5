"""Another country needs another profile and no other code."""

import os
import subprocess
import sys
from pathlib import Path

from .folders import PROFILES


def test_the_product_works_for_a_country_that_does_not_exist(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "SMARTSAFE_DATABASE_URL"}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.country.arcadia_works"],
        env={**environment, "SMARTSAFE_PROFILE": "arcadia", "SMARTSAFE_DATA_DIR": str(tmp_path)},
        cwd=PROFILES.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr[-4000:]
    assert ran.stdout.split() == ["checked", "referred", "read"]
