"""Build the book: strictly, whole, and swapped into place only when it succeeded."""

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

from deconfliction.schema import ROOT

_INPUTS = ("_config.yml", "_toc.yml", "requirements.txt", "index.ipynb", "chapters", "data", "deconfliction")
_BUILD = "_build"


def _fingerprint(root: Path) -> str:
    digest = hashlib.sha256()
    for name in _INPUTS:
        top = root / name
        files = sorted(top.rglob("*")) if top.is_dir() else [top]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts and ".ipynb_checkpoints" not in file.parts:
                digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_current(root: Path = ROOT) -> bool:
    """Whether the built book follows from the inputs as they stand."""
    stamp = root / _BUILD / "html.stamp"
    page = root / _BUILD / "html" / "index.html"
    return page.exists() and stamp.exists() and stamp.read_text() == _fingerprint(root)


def build(root: Path = ROOT) -> Path:
    """Build the book with every warning an error; return its front page.

    The earlier book stays in place until the new one is whole.

    Raises:
        RuntimeError: if the build warned or failed; what it said has been printed.
    """
    page = root / _BUILD / "html" / "index.html"
    if is_current(root):
        print(f"The book is up to date: {page.relative_to(root)}")
        return page
    began = time.perf_counter()
    print("Building the book ...", flush=True)
    work = root / _BUILD / "work"
    shutil.rmtree(work, ignore_errors=True)
    mark = _fingerprint(root)
    # A table of contents is read from the folder that is built, so the command runs in the project's own.
    call = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", call, "build", ".", "--path-output", str(work)]
    result = subprocess.run(
        [*command, "-n", "-W", "--keep-going", "-q"], cwd=root, capture_output=True, text=True, check=False
    )
    if result.returncode:
        print(result.stdout[-8000:], result.stderr[-8000:], sep="\n")
        raise RuntimeError("the book was not built: mend what is named above")
    final = root / _BUILD / "html"
    shutil.rmtree(final, ignore_errors=True)
    (work / "_build" / "html").replace(final)
    shutil.rmtree(work, ignore_errors=True)
    (root / _BUILD / "html.stamp").write_text(mark)
    pages = sum(1 for _ in final.rglob("*.html"))
    print(f"Built {pages} pages in {time.perf_counter() - began:.1f} s: {page.relative_to(root)}")
    return page
