"""Recordings: each request once, by what its headers say. Names are not compared."""

import json
import re

from tests.benchmarks._auth_in_files.counted import Counted
from tests.benchmarks._auth_in_files.http_file import _auth


def counted(path):
    """Yield the requests of a file."""
    seen = set()
    for entry in json.loads(path.read_text("utf-8-sig"))["log"]["entries"]:
        request = entry["request"]
        key = json.dumps(
            [
                request["method"],
                request["url"],
                [[each["name"], each["value"]] for each in request.get("headers", ())],
                request.get("postData"),
            ]
        )
        if (
            not request["url"]
            or key in seen
            or re.match(r"(?:data|blob|about|[\w-]+-extension):", request["url"])
        ):
            continue
        seen.add(key)
        headers = {each["name"].lower(): each["value"] for each in request.get("headers", ())}
        yield Counted("", request["method"].upper(), _auth(headers))
