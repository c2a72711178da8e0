"""A run of 200 saved requests, start included, against newman, `bru` and a bare script of httpx.

All are asked in turns, of the same nginx. Times are processor seconds: what else the machine does
then counts little.
"""

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from inspector.library.library import Library
from inspector.model.collection import Collection
from inspector.model.request import Request
from inspector.vault import Vault
from tests.benchmarks._figure import Figure
from tests.benchmarks._memory import Cost, cost_of
from tests.fixtures.certificates import Certificates
from tests.fixtures.web_servers import Nginx

COUNT, ROUNDS = 200, 5
ROOT = Path(__file__).parents[2]
MODULES = ROOT / ".servers" / "node" / "node_modules"
SCRIPT = """import httpx
with httpx.Client() as client:
    for number in range({count}):
        assert client.get(f"{url}?number={{number}}").status_code == 200
"""


def _ours(folder, addresses):
    library = Library(folder, Vault.in_memory(), folder / "bin")
    requests = tuple(
        Request(name=f"request {number}", url=url) for number, url in enumerate(addresses)
    )
    assert library.take_in(Collection(name="many", requests=requests)).problem is None
    return [Path(sys.executable).parent / "request-inspector", "run", folder / "many"]


def _newman(folder, addresses):
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    items = [{"name": url, "request": {"method": "GET", "url": url}} for url in addresses]
    file = folder / "many.json"
    file.write_text(json.dumps({"info": {"name": "many", "schema": schema}, "item": items}))
    return ["node", MODULES / "newman" / "bin" / "newman.js", "run", file]


def _bru(folder, addresses):
    (folder / "bruno.json").write_text('{"version": "1", "name": "many", "type": "collection"}')
    for number, url in enumerate(addresses):
        head = f"meta {{\n  name: r{number}\n  type: http\n  seq: {number + 1}\n}}\n"
        body = f"\nget {{\n  url: {url}\n  body: none\n  auth: none\n}}\n"
        (folder / f"r{number}.bru").write_text(head + body)
    return ["node", MODULES / "@usebruno" / "cli" / "bin" / "bru.js", "run"]


def _script(folder, addresses):
    url = addresses[0].partition("?")[0]
    file = folder / "script.py"
    file.write_text(SCRIPT.format(count=len(addresses), url=url))
    return [sys.executable, file]


PROGRAMS = {"ours": _ours, "newman": _newman, "bru": _bru, "httpx": _script}


def _costs(top, addresses):
    """Return the median cost of each program."""
    environment = {**os.environ, "REQUEST_INSPECTOR_HOME": str(top / "home")}
    prepared = {}
    for name, prepare in PROGRAMS.items():
        folder = top / name
        folder.mkdir()
        prepared[name] = (prepare(folder, addresses), folder, environment)
        cost_of(*prepared[name])
    taken = {name: [] for name in prepared}
    for _ in range(ROUNDS):
        for name, asked in prepared.items():
            taken[name].append(cost_of(*asked))
    return {name: _median(costs) for name, costs in taken.items()}


def _median(costs):
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def measure():
    """Yield the figures."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        nginx = Nginx(top / "nginx", Certificates(top / "certificates"))
        try:
            found = _costs(top, [f"{nginx.url}/open?number={n}" for n in range(COUNT)])
        finally:
            nginx.stop()
    ours = found.pop("ours")
    for peer, cost in found.items():
        detail = f"{ours.seconds:.2f} s against {cost.seconds:.2f} s"
        goal = 2 if peer == "httpx" else 1 / 3
        yield Figure(f"run of {COUNT} requests / {peer}", ours.seconds / cost.seconds, goal, detail)
        if peer != "httpx":
            detail = f"{ours.megabytes:.0f} MB against {cost.megabytes:.0f} MB"
            yield Figure(f"its memory / {peer}", ours.megabytes / cost.megabytes, 0.5, detail)
