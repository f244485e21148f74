"""Shared by the tests: the dataset, copies of the project to break, and the built book in a browser."""

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

from browser import installed

from deconfliction.dataset import Dataset, load
from deconfliction.schema import DATA, ROOT, tables

BOOK = ROOT / "_build" / "html"

# A slow machine is no failure: examples are not timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def data() -> Dataset:
    """The dataset of the project."""
    return load()


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of the dataset that a test may corrupt."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    tables.cache_clear()
    return folder


@pytest.fixture
def project_copy(tmp_path: Path) -> Path:
    """A copy of the project without what was built, that a test may break."""
    copy = tmp_path / "project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "_build", "*.egg-info", "__pycache__"))
    return copy


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of the built book, served on loopback."""
    assert (BOOK / "index.html").exists(), "the book is not built: run make book"
    handler = functools.partial(_Quiet, directory=str(BOOK))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium():
    """A browser with the outside network refused."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only the browser tests need it

    path = installed()
    assert path, "no browser: run python tests/browser.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()
