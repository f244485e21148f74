"""The bibliography, written from the sources table: citation keys are source ids."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from deconfliction import dates
from deconfliction.dataset import load

_FILE = "sources.bib"
_SPECIAL = str.maketrans({"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "{": "", "}": "", "\\": ""})


def entry(source: dict) -> str:
    """Return one source as a BibTeX entry."""
    fields = {
        "author": "{" + (source["author"] or source["publisher"]).translate(_SPECIAL) + "}",
        "title": "{" + source["title"].translate(_SPECIAL) + "}",
        "howpublished": source["publisher"].translate(_SPECIAL) if source["author"] else "",
        "year": source["published"][:4] if source["published"] else "n.d.",
        "note": _note(source).translate(_SPECIAL),
        "url": source["url"],
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{source['source_id']},\n{lines}}}\n"


def _note(source: dict) -> str:
    parts = [dates.in_english(source["published"]) if source["published"] else "undated"]
    if source["language"] != "en":
        parts.append(f"in {source['language']}")
    parts.append(source["kind"])
    return ", ".join(parts)


def bibliography() -> str:
    """Return the whole sources table as BibTeX."""
    sources = load()["sources"].astype("string").fillna("")
    return "\n".join(entry(source) for source in sources.to_dict("records"))


def _write(app: Sphinx, config: Config) -> None:
    """Write the file that sphinxcontrib-bibtex reads, beside the build and not among the sources."""
    path = Path(app.doctreedir).parent / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    text = bibliography()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    config.bibtex_bibfiles = [str(path)]


def connect(app: Sphinx) -> None:
    """Write the bibliography before sphinxcontrib-bibtex looks for it."""
    app.connect("config-inited", _write, priority=10)
