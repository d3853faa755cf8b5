"""Eight clients at once, for a while; what they saw."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

CLIENTS = 8


@dataclass
class Seen:
    """Durations in seconds, sorted; `elapsed`: wall-clock seconds of the whole."""

    durations: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    def per_second(self) -> float:
        return round(len(self.durations) / self.elapsed, 1)

    def percentile(self, part: float) -> float:
        """In milliseconds."""
        index = min(len(self.durations) - 1, int(len(self.durations) * part))
        return round(self.durations[index] * 1000, 1)


def together(deed: Callable[[int], float], *, seconds: float, clients: int = CLIENTS) -> Seen:
    """Every client repeats `deed(number)` until the time is over. Its first failure ends everything and is raised."""
    seen, failures, lock = Seen(), list[BaseException](), threading.Lock()
    end = time.perf_counter() + seconds

    def client(number: int) -> None:
        while time.perf_counter() < end and not failures:
            try:
                took = deed(number)
            except BaseException as failure:
                failures.append(failure)
                return
            with lock:
                seen.durations.append(took)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen.elapsed = time.perf_counter() - began
    if failures:
        raise failures[0]
    seen.durations.sort()
    return seen
