"""Restart: runs, matrices, previews of imports, cookies and the vault come back, without secrets."""

import json

from inspector.gui.cookies.cookies_document import CookiesDocument
from inspector.gui.importing.import_document import ImportDocument
from inspector.gui.library.collections import Collections
from inspector.gui.matrix.matrix_document import MatrixDocument
from inspector.gui.running.run_document import RunDocument
from inspector.gui.vault.vault_document import VaultDocument
from inspector.model.kinds.bearer import Bearer
from inspector.model.matrix import Candidate, Cell, Matrix, Subject
from inspector.model.request import Request, RequestHeader
from inspector.settings.places import places
from inspector.workbench.probing.matrix_plan import Wanted
from inspector.workbench.runs.planning import Source
from inspector.workbench.runs.running import ran_with
from tests.gui.window.test_returning_tabs import (  # noqa: F401 - start and vault are fixtures
    PATIENCE,
    SECRET,
    answer,
    no_secret_in,
    sent,
    start,
    vault,
    wait_for,
)

POSTMAN = {
    "info": {
        "name": "Shop",
        "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    "item": [
        {"name": name, "request": {"method": "GET", "url": f"https://api.example.com/{name}"}}
        for name in ("list", "one", "health")
    ],
}


def collection(names=("list", "one", "health")):
    """Write a collection and return its folder."""
    folder = places().collections / "shop"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "collection.toml").write_text('format = 1\nname = "Shop"\n')
    for name in names:
        (folder / f"{name}.toml").write_text(f'name = "{name}"\nurl = "http://x/{name}"\n')
    (folder / "environments").mkdir(exist_ok=True)
    (folder / "environments" / "staging.toml").write_text('name = "Staging"\n')
    return folder


def opened_run(program, qtbot):
    """Open a run of the collection, as the sidebar does."""
    tools = program.tools
    owner = tools.shared.of(Collections, lambda: Collections(tools))
    owner.begin()
    qtbot.waitUntil(lambda: owner.loaded and bool(owner.nodes), timeout=PATIENCE)
    top = owner.nodes[0]
    source = Source(name="Shop", collection=owner.collection_of(top.key)[2], place=top.key)
    document = tools.tabs.open(RunDocument(source, tools))
    document.choose_environment("Staging")
    qtbot.waitUntil(lambda: bool(document.runs), timeout=PATIENCE)
    return document


def run_with_results(program, qtbot):
    document = opened_run(program, qtbot)
    by_name = {run.request.name: run for run in document.runs}
    document.tick(frozenset({by_name["health"].number}), on=False)
    results = []
    for name in ("list", "one"):
        made = answer(f"of-{name}")
        with qtbot.waitSignal(program.tools.history.keep(made).succeeded):
            pass
        results.append(ran_with(by_name[name], made))
    document.work.bring_back(results, 4)
    document.parallel = 4
    return document


def test_a_run_comes_back_with_its_choices_and_results(start, qtbot):  # noqa: F811 - the fixture
    collection()
    run_with_results(start(), qtbot)
    again = start()
    wait_for(qtbot, again, "run")
    (back,) = again.tools.tabs.documents
    assert (back.environment, back.parallel) == ("Staging", 4)
    assert [run.request.name for run in back.ticked] == ["list", "one"]
    results = back.work.results.values()
    assert sorted(ran.answer.attempt.id for ran in results) == ["of-list", "of-one"]
    assert all(ran.run.scope.environment == "Staging" for ran in results)
    assert not back.work.busy
    assert again.tools.tabs.active is back


def test_a_run_whose_request_is_gone_comes_back_without_it(start, qtbot):  # noqa: F811 - the fixture
    folder = collection()
    first = start()
    run_with_results(first, qtbot)
    first.window.close()
    (folder / "one.toml").unlink()
    again = start()
    wait_for(qtbot, again, "run")
    (back,) = again.tools.tabs.documents
    assert [ran.answer.attempt.id for ran in back.work.results.values()] == ["of-list"]


def test_a_run_whose_collection_is_gone_is_said_to_be(start, qtbot):  # noqa: F811 - the fixture
    folder = collection()
    first = start()
    opened_run(first, qtbot)
    first.window.close()
    folder.rename(folder.parent.parent / "elsewhere")
    again = start()
    qtbot.waitUntil(lambda: bool(again.tools.notices.all), timeout=PATIENCE)
    assert "its collection is gone" in again.tools.notices.all[-1].text


def matrix_sent(tools, made):
    header = RequestHeader(name="Authorization", value=f"Bearer {SECRET}")
    request = Request(name="List", url="http://x/v1", headers=(header,))
    key = Candidate(
        label="Key", credential=Bearer(token=tools.vault.put(SECRET)), origin="http://x:80"
    )
    subject = Subject(label="List", request=request)
    cells = (
        Cell(request="List", credential="none", row=0, column=0, status=401, attempt=made.attempt),
        Cell(request="List", credential="Key", row=0, column=1, not_run="Another host"),
    )
    document = MatrixDocument(tools, request)
    document.typed = (key,)
    wanted = Wanted(subjects=(subject,), candidates=(Candidate(label="none"), key))
    names = ("none", "Key")
    document.run.bring_back(wanted, Matrix(requests=("List",), credentials=names, cells=cells))
    return document


def test_a_matrix_comes_back_with_its_cells_and_attempts(start, qtbot, home):  # noqa: F811 - the fixture
    first = start()
    made = answer("of-the-cell")
    with qtbot.waitSignal(first.tools.history.keep(made).succeeded):
        pass
    first.tools.tabs.open(matrix_sent(first.tools, made))
    for _ in range(2):
        again = start()
        wait_for(qtbot, again, "matrix")
        (back,) = again.tools.tabs.documents
        sent_cell, held = back.run.cells
        assert sent_cell.attempt.id == "of-the-cell"
        assert (held.attempt, held.not_run) == (None, "Another host")
        assert [each.label for each in back.run.sent.candidates] == ["none", "Key"]
        assert back.typed[0].credential.token.place == "keyring"
        assert back.request.name == "List"
        no_secret_in(home, SECRET)


def test_a_preview_of_an_import_is_read_anew_and_keeps_what_was_ticked(start, qtbot, tmp_path):  # noqa: F811 - the fixture
    path = tmp_path / "shop.json"
    path.write_text(json.dumps(POSTMAN))
    first = start()
    first.window.opening.open_files([path])
    wait_for(qtbot, first, "import")
    (document,) = first.tools.tabs.documents
    document.leave_out(frozenset({(0, 1)}), out=True)
    document.rename("Our shop")
    again = start()
    wait_for(qtbot, again, "import")
    (back,) = again.tools.tabs.documents
    assert isinstance(back, ImportDocument)
    assert (back.name, back.file, back.size) == ("Our shop", "shop.json", path.stat().st_size)
    assert back.coming == document.coming
    again.window.close()
    path.write_text("{}")
    third = start()
    qtbot.waitUntil(lambda: bool(third.tools.notices.all), timeout=PATIENCE)
    assert "shop.json is gone or holds something else" in third.tools.notices.all[0].text


def test_a_pasted_preview_is_said_to_be_gone(start, qtbot):  # noqa: F811 - the fixture
    first = start()
    first.window.opening.open_text(json.dumps(POSTMAN))
    wait_for(qtbot, first, "import")
    again = start()
    qtbot.waitUntil(lambda: bool(again.tools.notices.all), timeout=PATIENCE)
    assert "nothing of it was kept" in again.tools.notices.all[0].text


def test_cookies_and_the_vault_come_back_beside_the_requests(start, qtbot):  # noqa: F811 - the fixture
    first = start()
    sent(first, qtbot, "one")
    first.tools.tabs.open(CookiesDocument(first.tools, "Staging"))
    first.tools.tabs.open(VaultDocument(first.tools))
    again = start()
    wait_for(qtbot, again, "request", "cookies", "secrets")
    request, cookies, secrets = again.tools.tabs.documents
    assert cookies.topic == "Staging"
    assert cookies.request is request
    assert again.tools.tabs.active is secrets
    qtbot.waitUntil(lambda: secrets.loaded, timeout=PATIENCE)


def test_a_matrix_that_was_kept_under_the_name_of_before_comes_back(start, qtbot, home):  # noqa: F811 - the fixture
    first = start()
    made = answer("of-the-cell")
    with qtbot.waitSignal(first.tools.history.keep(made).succeeded):
        pass
    first.tools.tabs.open(matrix_sent(first.tools, made))
    first.window.close()
    path = places().drafts
    session = json.loads(path.read_text())
    session["others"][0]["matrix"] = session["others"][0].pop("own")
    path.write_text(json.dumps(session))
    again = start()
    wait_for(qtbot, again, "matrix")
    (back,) = again.tools.tabs.documents
    assert [each.label for each in back.run.sent.candidates] == ["none", "Key"]


def test_a_matrix_of_which_nothing_can_be_read_is_said_to_be_gone(start, qtbot):  # noqa: F811 - the fixture
    first = start()
    first.tools.tabs.open(matrix_sent(first.tools, answer("of-the-cell")))
    first.window.close()
    path = places().drafts
    session = json.loads(path.read_text())
    session["others"][0]["own"] = {"typed": 3}
    path.write_text(json.dumps(session))
    again = start()
    qtbot.waitUntil(lambda: bool(again.tools.notices.all), timeout=PATIENCE)
    assert "nothing of it was kept" in again.tools.notices.all[0].text
