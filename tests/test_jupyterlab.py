"""A chapter opened and re-run in JupyterLab, with the outside network refused, shows all its figures."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from deconfliction.charts.renderer import SPEC_TYPE
from deconfliction.schema import ROOT

pytestmark = pytest.mark.browser

_CHAPTER = "memorandum"
_TOKEN = "loopback-only"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab over a copy of one chapter with its outputs removed."""
    notebook = nbformat.read(ROOT / "chapters" / f"{_CHAPTER}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    work = tmp_path / "work"
    work.mkdir()
    nbformat.write(notebook, work / f"{_CHAPTER}.ipynb")
    port = _free_port()
    settings = [f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={_TOKEN}"]
    quiet = ["--no-browser", "--allow-root"]
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(tmp_path / "config"), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "jupyterlab", *settings, *quiet]
    with (tmp_path / "lab.log").open("w") as log:
        process = subprocess.Popen(command, cwd=work, env=environment, stdout=log, stderr=subprocess.STDOUT)
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(120):
                try:
                    urllib.request.urlopen(f"{address}/api/status?token={_TOKEN}", timeout=1)
                    break
                except (urllib.error.URLError, TimeoutError):
                    assert process.poll() is None, (tmp_path / "lab.log").read_text()[-2000:]
                    time.sleep(0.5)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)
            shutil.rmtree(work)


def _wait_for_kernel(page, lab: str) -> None:
    """Wait until the chapter's kernel is idle: JupyterLab asks for a kernel when cells are run before it has one."""
    for _ in range(180):
        with urllib.request.urlopen(f"{lab}/api/sessions?token={_TOKEN}", timeout=10) as answer:
            states = [session["kernel"]["execution_state"] for session in json.load(answer) if session["kernel"]]
        if states == ["idle"]:
            return
        # Waiting in the page, not in Python, lets its requests go on meanwhile.
        page.wait_for_timeout(500)
    raise AssertionError(f"the kernel did not become idle: {states}")


def test_a_chapter_run_again_in_jupyterlab_shows_all_its_figures(chromium, lab: str) -> None:
    stored = nbformat.read(ROOT / "chapters" / f"{_CHAPTER}.ipynb", as_version=4)
    outputs = [out for cell in stored.cells if cell.cell_type == "code" for out in cell.outputs]
    figures = sum(SPEC_TYPE in out.get("data", {}) for out in outputs)
    outside = []

    def route(handle) -> None:
        if re.match(rf"(ws|http)://{lab.removeprefix('http://')}|data:|blob:", handle.request.url):
            handle.continue_()
        else:
            outside.append(handle.request.url)
            handle.abort()

    context = chromium.new_context(viewport={"width": 1366, "height": 9000})
    page = context.new_page()
    page.route("**/*", route)
    page.goto(f"{lab}/lab/tree/{_CHAPTER}.ipynb?token={_TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    _wait_for_kernel(page, lab)
    page.wait_for_function(
        "document.querySelector('.jp-Toolbar-kernelName')?.textContent.includes('Python 3')", timeout=60_000
    )
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    drawn = ".jp-Notebook .vega-embed svg.marks, .jp-Notebook .vega-embed canvas.marks"
    page.wait_for_function(
        "([selector, count]) => document.querySelectorAll(selector).length === count",
        arg=[drawn, figures],
        timeout=240_000,
    )
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator(".jp-Notebook .df-table table").count() > 0
    assert not [address for address in outside if lab not in address]
    context.close()
