"""Every public action: actor first, the rest by name, one transaction, and a sentence for its audit entry."""

import ast
from pathlib import Path

import pytest

from .source import PACKAGE, action_files, functions, python_files

ACTORS = {"actor", "keys", "form", "conversation"}


def _is_public_action(function: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> bool:
    top_level = {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)}
    return function.name in top_level and not function.name.startswith("_")


def _records(function: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") == "record" or getattr(node.func, "attr", "") == "record")
        for node in ast.walk(function)
    )


@pytest.mark.parametrize("path", action_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_actions_that_record_take_the_actor_first_and_are_atomic(path: Path) -> None:
    for function in functions(path):
        if not _is_public_action(function, path) or not _records(function):
            continue
        first = function.args.args[0].arg if function.args.args else ""
        assert first in ACTORS, f"{function.name}: who acts comes first (one of {sorted(ACTORS)}), not “{first}”"
        decorators = ast.unparse(ast.Module(body=list(function.decorator_list), type_ignores=[]))  # type: ignore[arg-type]
        inside = ast.unparse(function)
        assert "atomic" in decorators or "transaction.atomic" in inside, f"{function.name}: one action, one transaction"


def test_every_recorded_action_has_its_sentence() -> None:
    from smartsafe.audit.presenters import sentences

    recorded: dict[str, str] = {}
    for path in python_files(PACKAGE):
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(node, "func", None), "id", getattr(getattr(node, "func", None), "attr", ""))
            called = isinstance(node, ast.Call) and name == "record" and len(node.args) > 1
            if called and isinstance(node.args[1], ast.Constant):
                recorded[str(node.args[1].value)] = str(path)
    missing = {action: path for action, path in recorded.items() if action not in sentences()}
    assert recorded
    assert not missing, f"Give each a sentence in its module's audit_sentences.py: {missing}"
