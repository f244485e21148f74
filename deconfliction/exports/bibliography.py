"""The sources as BibTeX."""

from pathlib import Path

from deconfliction import dates
from deconfliction.dataset import Dataset

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


def bibtex(data: Dataset) -> str:
    """Return the whole sources table as BibTeX; the keys are the source ids."""
    sources = data["sources"].astype("string").fillna("")
    return "\n".join(entry(source) for source in sources.to_dict("records"))


def write(data: Dataset, path: Path) -> None:
    """Write the sources as BibTeX."""
    path.write_text(bibtex(data), encoding="utf-8")
