"""The codebook as code: tables and fields, read from ``data/datapackage.json``, where alone they are defined."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


@dataclass(frozen=True)
class Field:
    """One column: its name, type, description and constraints, as the data package gives them."""

    name: str
    type: str
    description: str
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    unit: str | None = None
    edtf: bool = False


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values must stand in a column of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """One table: its fields in column order, its primary key and its foreign keys."""

    name: str
    title: str
    description: str
    path: Path
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in order."""
        return [field.name for field in self.fields]

    def field(self, name: str) -> Field:
        """Return the field of that name.

        Raises:
            KeyError: if the table has no such field.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no field {name!r}; it has {', '.join(self.columns)}")


def _field(raw: dict) -> Field:
    constraints = raw.get("constraints", {})
    return Field(
        name=raw["name"],
        type=raw["type"],
        description=raw["description"],
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        enum=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        max_length=constraints.get("maxLength"),
        unit=raw.get("unit"),
        edtf=raw.get("edtf", False),
    )


def read_package(folder: Path = DATA) -> dict:
    """Return the data package's descriptor as it stands in ``datapackage.json``."""
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


@cache
def tables(folder: Path = DATA) -> dict[str, Table]:
    """Return the tables by name, in the order of the data package."""
    found = {}
    for resource in read_package(folder)["resources"]:
        schema = resource["schema"]
        found[resource["name"]] = Table(
            name=resource["name"],
            title=resource["title"],
            description=resource["description"],
            path=folder / resource["path"],
            key=tuple(schema["primaryKey"]),
            fields=tuple(_field(raw) for raw in schema["fields"]),
            foreign_keys=tuple(
                # A data package writes an empty name for a table that refers to itself.
                ForeignKey(raw["fields"], raw["reference"]["resource"] or resource["name"], raw["reference"]["fields"])
                for raw in schema["foreignKeys"]
            ),
        )
    return found
