"""The environment variables the product reads. A wrong value stops the start with one clear line."""

import os
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[3]
ROLES = ("all", "public", "desk")


def stop(variable: str, problem: str) -> NoReturn:
    sys.exit(f"smartsafe: {variable}: {problem}")


def text(variable: str, default: str = "") -> str:
    return os.environ.get(variable, "").strip() or default


def role() -> str:
    value = text("SMARTSAFE_ROLE", "all")
    if value not in ROLES:
        stop("SMARTSAFE_ROLE", f"“{value}” is not one of {', '.join(ROLES)}")
    return value


def data_dir() -> Path:
    path = Path(text("SMARTSAFE_DATA_DIR", str(ROOT / "data"))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        stop("SMARTSAFE_DATA_DIR", f"{path} cannot be made: {error.strerror}")
    return path


def profile() -> str:
    value = text("SMARTSAFE_PROFILE", "rs")
    if not (ROOT / "profiles" / value / "profile.toml").is_file():
        known = ", ".join(sorted(path.parent.name for path in (ROOT / "profiles").glob("*/profile.toml")))
        stop("SMARTSAFE_PROFILE", f"there is no profile “{value}” (there are: {known})")
    return value
