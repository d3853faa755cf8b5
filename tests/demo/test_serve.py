"""`serve`: one program in memory, several processes that answer, nothing shared that must not be."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.demo_server import free_port


def test_forked_workers_answer_and_share_most_of_their_memory(tmp_path: Path) -> None:
    port = free_port()
    told = {"DJANGO_SETTINGS_MODULE": "smartsafe.project.settings.demo", "SMARTSAFE_DATA_DIR": str(tmp_path)}
    settings = os.environ | told | {"SMARTSAFE_DATABASE_URL": f"sqlite:///{tmp_path}/served.sqlite3"}
    run = [sys.executable, "-m", "smartsafe"]
    subprocess.run([*run, "migrate", "-v0"], env=settings, check=True)
    server = subprocess.Popen([*run, "serve", "--port", str(port)], env=settings)
    try:
        for _ in range(200):
            time.sleep(0.1)
            try:
                answer = urllib.request.urlopen(f"http://127.0.0.1:{port}/en/advice/", timeout=5)
                break
            except OSError:
                continue
        assert answer.status == 200
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        assert len(children) == 2
        told = Path(f"/proc/{children[0]}/smaps_rollup").read_text().splitlines()
        size = {line.split(":")[0]: int(line.split()[1]) for line in told[1:]}
        assert size["Pss"] < size["Rss"] * 0.75, "what was loaded before the fork is shared"
    finally:
        server.terminate()
        server.wait(timeout=20)
