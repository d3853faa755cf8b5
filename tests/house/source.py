"""The source tree as the house tests read it."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "smartsafe"
DOMAIN = (
    "retention", "referrals", "cases", "channels", "contacts", "evidence", "answers",
    "notifications", "institutions", "people",
    "country",
    "audit", "vault", "documents", "live", "language", "channels/chat", "channels/phone",
)  # fmt: skip


def python_files(*folders: Path) -> list[Path]:
    return sorted(
        path
        for folder in folders or (PACKAGE, ROOT / "tests", ROOT / "bench")
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
    )


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def module_of(path: Path) -> ModuleType:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return importlib.import_module(".".join(part for part in parts if part != "__init__"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def action_files() -> list[Path]:
    return [
        path
        for module in DOMAIN
        for path in [*PACKAGE.glob(f"{module}/actions.py"), *PACKAGE.glob(f"{module}/actions/**/*.py")]
    ]
