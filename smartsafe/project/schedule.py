"""Periodic jobs, declared by each module as `EVERY = [(task, minutes), …]` in its `tasks`, and what may not wait for
minutes as `PROMPT = [(function, seconds), …]`.

Every job is harmless when it runs twice, so any number of workers may keep the schedule.
"""

import importlib
import importlib.util
import logging
import random
import threading
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import close_old_connections
from django_tasks.base import Task

logger = logging.getLogger(__name__)


def _declared(name: str) -> list[Any]:
    found: list[Any] = []
    for app in apps.get_app_configs():
        if app.name.startswith("smartsafe.") and importlib.util.find_spec(f"{app.name}.tasks"):
            found += getattr(importlib.import_module(f"{app.name}.tasks"), name, [])
    return found


def jobs() -> list[tuple[Task, int]]:
    """Every periodic job and its period in minutes."""
    return _declared("EVERY")


def prompt_jobs() -> list[tuple[Callable[[], int], float]]:
    """What is done every few seconds: a function that does a share and says how much it was, and the pause between."""
    return _declared("PROMPT")


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


class Prompt(threading.Thread):
    """Does one prompt job in a thread of its own, so that a slow mailbox delays no chat. Errors do not end it."""

    def __init__(self, job: Callable[[], int], seconds: float) -> None:
        super().__init__(name=f"prompt {job.__name__}", daemon=True)
        self.job, self.seconds = job, seconds
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            done = 0
            try:
                done = self.job()
            except Exception as error:  # the database is away for a moment, say
                logger.error("%s: %s", self.name, type(error).__name__)
            finally:
                close_old_connections()
            self.stopped.wait(0 if done else self.seconds)
