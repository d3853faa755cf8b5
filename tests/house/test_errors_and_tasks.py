"""Every domain error is raised somewhere; every task is scheduled or called; every template is rendered."""

import ast
import re

from smartsafe.errors import DomainError
from smartsafe.notifications.kinds import SENTENCES

from .source import PACKAGE, module_of, python_files, templates

SOURCE = {path: path.read_text() for path in python_files(PACKAGE)}


def _all_errors(base: type[DomainError] = DomainError) -> set[type[DomainError]]:
    for path in SOURCE:
        if path.stem in ("errors", "sealing", "keyrings", "public_keys") and path.parent != PACKAGE:
            module_of(path)
    return {error for child in base.__subclasses__() for error in {child, *_all_errors(child)}}


def test_every_domain_error_is_raised_somewhere() -> None:
    everything = re.sub(r"class \w+\(.*", "", "\n".join(SOURCE.values()))
    unused = [
        error.__name__
        for error in _all_errors()
        if error.__module__.startswith("smartsafe.")
        and not error.__subclasses__()
        and not re.search(
            rf"raise (?:\w+\.)*{error.__name__}\b|\b{error.__name__}\(", re.sub(r"class \w+\(.*", "", everything)
        )
    ]
    assert not unused, f"Raise these or remove them: {unused}"


def test_every_task_is_scheduled_or_called() -> None:
    everything = "\n".join(SOURCE.values())
    tasks = [name for text in SOURCE.values() for name in re.findall(r"@task\([^)]*\)\ndef (\w+)", text)]
    idle = [name for name in tasks if len(re.findall(rf"\b{name}\b", everything)) < 2]
    assert not idle, f"Schedule or call these tasks, or remove them: {idle}"


def test_every_template_is_rendered() -> None:
    texts = [*SOURCE.values(), *(path.read_text() for path in templates())]
    everything = "\n".join(texts)
    unused = []
    for path in templates():
        name = str(path).split("/templates/", 1)[1]
        component = name.startswith("cotton/")
        tag = "c-" + re.sub(r"(/index)?\.html$", "", name.removeprefix("cotton/")).replace("/", ".").replace("_", "-")
        allauth = name.startswith(("account/", "mfa/", "allauth/"))
        standard = name in ("400.html", "403.html", "404.html", "429.html", "500.html")
        if not (allauth or standard) and (f"<{tag}" if component else name) not in everything:
            unused.append(name)
    assert not unused, f"Nothing renders these templates: {unused}"


def test_every_kind_of_notice_is_told() -> None:
    told = {
        text.value
        for source in SOURCE.values()
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and re.match(r"_?tell", getattr(call.func, "id", getattr(call.func, "attr", "")))
        for argument in call.args
        for text in ast.walk(argument)
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    }
    idle = sorted(set(SENTENCES) - told)
    assert not idle, f"Tell these notices or remove their sentences: {idle}"
