"""The documentation tells the truth about the tree."""

import re
import tomllib

from .source import ROOT


def test_architecture_names_only_what_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text()
    named = set(re.findall(r"`((?:smartsafe|tests|profiles|bench|docs|\.ci)/[\w./-]+)`", text))
    assert named
    missing = sorted(name for name in named if not (ROOT / name.rstrip("/")).exists())
    assert not missing, f"docs/architecture.md names what does not exist: {missing}"


def test_every_dependency_earns_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=!~ ]", name)[0] for name in wanted}
    told = (ROOT / "docs" / "dependencies.md").read_text()
    missing = sorted(name for name in names if f"**{name}**" not in told)
    assert not missing, f"Say in docs/dependencies.md what these are for: {missing}"


def test_every_environment_variable_is_documented() -> None:
    source = "\n".join(path.read_text() for path in (ROOT / "smartsafe" / "project" / "settings").glob("*.py"))
    used = set(re.findall(r"SMARTSAFE_[A-Z_]+", source))
    told = (ROOT / "docs" / "howto" / "configure.md").read_text()
    assert not {name for name in used if name not in told}


def test_layers_in_the_docs_are_the_layers_of_the_house() -> None:
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
    names = [name.strip() for layer in layers for name in layer.split("|")]
    docstring = (ROOT / "smartsafe" / "__init__.py").read_text()
    positions = [docstring.index(f"\n{name}") if f"\n{name}" in docstring else -1 for name in names[:-3]]
    assert -1 not in positions, (
        f"Name in smartsafe/__init__.py: {[n for n, p in zip(names, positions, strict=False) if p < 0]}"
    )
    assert positions == sorted(positions)
