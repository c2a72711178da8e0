"""The log keeps the last requests and masks every credential in them."""

from inspector.mocklab.log import LIMIT, RequestLog

SECRET = "practice-only-token-0123456789abcdef"


def test_entries_are_numbered_and_told_to_listeners(request_of, clock):
    log = RequestLog()
    heard = []
    log.subscribe(heard.append)
    log.add(request_of(), 401, "x", clock.now())
    log.add(request_of(method="POST"), 200, "x", clock.now())
    assert [(entry.number, entry.method, entry.status) for entry in log.entries()] == [
        (1, "GET", 401),
        (2, "POST", 200),
    ]
    assert heard == list(log.entries())
    log.clear()
    assert log.entries() == ()
    assert log.add(request_of(), 401, "x", clock.now()).number == 3


def test_it_keeps_no_more_than_its_limit(request_of, clock):
    log = RequestLog()
    for _ in range(LIMIT + 3):
        log.add(request_of(), 200, "x", clock.now())
    assert len(log.entries()) == LIMIT
    assert log.entries()[0].number == 4


def test_credentials_are_masked_in_headers_and_target(request_of, clock):
    headers = {
        "Authorization": f"Bearer {SECRET}",
        "Cookie": f"sid={SECRET}",
        "X-Api-Key": SECRET,
        "Accept": "text/plain",
    }
    request = request_of(f"/scenario/x/y?api_key={SECRET}&page=2", headers=headers)
    entry = RequestLog().add(request, 401, "x", clock.now())
    assert SECRET not in repr(entry)
    assert SECRET[12:-6] not in repr(entry)
    assert ("Accept", "text/plain") in entry.headers
    assert entry.target.endswith("&page=2")
