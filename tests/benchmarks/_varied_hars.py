"""Makes single-failure HARs out of the cases: each with other values, so that no cache helps."""

import json
import re
from pathlib import Path

_CASES = Path(__file__).parent.parent / "cases"
_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_PATH = re.compile(r'("url": ?"https?://[^"/?#]+/)')


def _changed(text, number):
    """Give every request another path and every id another end."""
    text = _PATH.sub(rf"\g<1>n{number}/", text)
    return _ID.sub(lambda found: found[0][:-12] + f"{number:012x}", text)


def _last_failure(data):
    """Keep only the last refused exchange."""
    entries = data["log"]["entries"]
    refused = [entry for entry in entries if entry["response"]["status"] not in range(200, 400)]
    data["log"]["entries"] = (refused or entries)[-1:]
    return data


def varied_hars(count=1_000):
    """Return the bytes of that many HARs, each with one exchange that failed."""
    texts = []
    for file in sorted(_CASES.glob("*.har")):
        try:
            read = json.loads(file.read_bytes())
        except ValueError:
            continue  # damaged on purpose
        texts.append(json.dumps(_last_failure(read), indent=2))  # as browsers write them
    return [_changed(texts[i % len(texts)], i).encode() for i in range(count)]


def one_recording(hars):
    """Return the bytes of one HAR with the exchanges of all."""
    entries = [each for har in hars for each in json.loads(har)["log"]["entries"]]
    creator = {"name": "recorder", "version": "1"}
    return json.dumps({"log": {"version": "1.2", "creator": creator, "entries": entries}}).encode()
