"""Periodic jobs, declared by each module as `EVERY = [(task, minutes), …]` in its `tasks`.

Every job is harmless when it runs twice, so any number of workers may keep the schedule.
"""

import importlib
import importlib.util
import random
import threading

from django.apps import apps
from django.db import close_old_connections
from django_tasks.base import Task


def jobs() -> list[tuple[Task, int]]:
    """Every periodic job and its period in minutes."""
    found: list[tuple[Task, int]] = []
    for app in apps.get_app_configs():
        if app.name.startswith("smartsafe.") and importlib.util.find_spec(f"{app.name}.tasks"):
            found += getattr(importlib.import_module(f"{app.name}.tasks"), "EVERY", [])
    return found


class Schedule(threading.Thread):
    """Puts each job into the queue when its time has come, from a moment after the start on."""

    def __init__(self) -> None:
        super().__init__(name="schedule", daemon=True)
        self.stopped = threading.Event()

    def run(self) -> None:
        waiting = [(random.uniform(5, 30), task, minutes) for task, minutes in jobs()]  # noqa: S311, spreads load only
        passed = 0.0
        while waiting and not self.stopped.is_set():
            waiting.sort(key=lambda entry: entry[0])
            due, task, minutes = waiting[0]
            if self.stopped.wait(max(0.0, due - passed)):
                return
            passed = max(passed, due)
            task.enqueue()
            close_old_connections()
            waiting[0] = (passed + minutes * 60, task, minutes)
