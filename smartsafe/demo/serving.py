"""Run the demo's processes: two web processes and one worker, all ending together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

HOST = "127.0.0.1"


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def start(port: int, *, workers: int = 2) -> list[subprocess.Popen[bytes]]:
    """The web server and the worker."""
    serving = ["--host", HOST, "--port", str(port), "--workers", str(workers)]
    web = [sys.executable, "-m", "smartsafe", "serve", *serving]
    work = [sys.executable, "-m", "smartsafe", "worker"]
    return [subprocess.Popen(command, env=dict(os.environ)) for command in (web, work)]  # noqa: S603, fixed commands


def wait_until_ready(port: int, *, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def run_until_interrupted(processes: list[subprocess.Popen[bytes]]) -> int:
    """Wait; when one ends or somebody interrupts, end them all. The exit code of the first to end."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    code = 0
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
        code = next(process.returncode for process in processes if process.poll() is not None)
    except KeyboardInterrupt:
        pass
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=8)
        except subprocess.TimeoutExpired:
            process.kill()
    return code
