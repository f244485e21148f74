"""Re-run the notebooks whose inputs changed, in parallel, and store their outputs.

A notebook's inputs are its code cells, the dataset, the modules it can import, and the lock. Their fingerprint is
stored in the notebook beside the outputs, so that anyone can tell whether the outputs still follow from the inputs.
"""

import hashlib
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from deconfliction.schema import DATA, ROOT

_META = "deconfliction"
_TIMEOUT_SECONDS = 300

#: Floors of the package above the notebooks: they set the page and run the commands, but no cell imports them.
_ABOVE = {"book", "execute.py", "build.py", "__main__.py"}


def notebooks(root: Path = ROOT) -> list[Path]:
    """Return the book's notebooks: the front page and the chapters."""
    return [root / "index.ipynb", *sorted((root / "chapters").glob("*.ipynb"))]


def _shared_inputs(root: Path) -> Iterator[Path]:
    yield from sorted((root / DATA.name).glob("*"))
    yield from (
        path
        for path in sorted((root / "deconfliction").rglob("*.py"))
        if path.relative_to(root / "deconfliction").parts[0] not in _ABOVE
    )
    yield root / "requirements.txt"


def fingerprint(path: Path, root: Path = ROOT) -> str:
    """Return the fingerprint of all that a notebook's outputs follow from."""
    digest = hashlib.sha256()
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            digest.update(cell.source.encode() + b"\0")
    for file in _shared_inputs(root):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def stored_fingerprint(path: Path) -> str | None:
    """Return the fingerprint stored at the notebook's last run, if any."""
    return nbformat.read(path, as_version=4).metadata.get(_META, {}).get("inputs")


def stale(root: Path = ROOT) -> list[Path]:
    """Return the notebooks whose outputs do not follow from their inputs as they stand."""
    return [path for path in notebooks(root) if stored_fingerprint(path) != fingerprint(path, root)]


def run(path: Path, root: Path = ROOT) -> float:
    """Run one notebook and store its outputs; return the seconds it took.

    Raises:
        RuntimeError: if a cell raises; the notebook is left as it was.
    """
    began = time.perf_counter()
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        timeout=_TIMEOUT_SECONDS,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        # The kernel remarks on its transport at every start; what a cell raises comes back over the client.
        client.execute(stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        raise RuntimeError(f"{path.relative_to(root)}: a cell raised {error.ename}: {error.evalue}\n{error}") from None
    # What differs between machines but says nothing of the outputs stays out of the file.
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            _META: {"inputs": fingerprint(path, root)},
        }
    )
    whole = path.with_suffix(".ipynb.new")
    nbformat.write(notebook, whole)
    whole.replace(path)
    return time.perf_counter() - began


def run_stale(root: Path = ROOT, workers: int = 2) -> int:
    """Run the notebooks whose inputs changed, in parallel; return how many.

    Raises:
        RuntimeError: if cells raised, with the message of each, after all have run.
    """
    waiting = stale(root)
    if not waiting:
        print("Notebooks: all outputs follow from their inputs.")
        return 0
    print(f"Notebooks: {len(waiting)} of {len(notebooks(root))} to run.", flush=True)
    failures = []
    with ProcessPoolExecutor(max_workers=workers) as pool:
        tasks = {pool.submit(run, path, root): path for path in waiting}
        for done, task in enumerate(as_completed(tasks), start=1):
            name = tasks[task].relative_to(root)
            try:
                print(f"  {done}/{len(waiting)} {name} ({task.result():.1f} s)", flush=True)
            except RuntimeError as error:
                failures.append(str(error))
                print(f"  {done}/{len(waiting)} {name} FAILED", flush=True)
    if failures:
        raise RuntimeError("\n\n".join(failures))
    return len(waiting)
