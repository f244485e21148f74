"""Events as GeoJSON (RFC 7946)."""

import json
from pathlib import Path

from deconfliction.dataset import Dataset
from deconfliction.exports.archives import records


def features(data: Dataset) -> dict:
    """Return the events as a GeoJSON feature collection, in the order of their ids.

    Coordinates are WGS 84, longitude first, with ``precision_km``, the radius within which the event may have happened,
    in kilometres. An event whose place allows no honest point has no geometry.
    """
    places = {place["place_id"]: place for place in records(data["places"])}
    found = []
    for event in records(data["events"]):
        place = places.get(event["place_id"], {})
        geometry = None
        if place.get("latitude") is not None:
            geometry = {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
        properties = {
            **{name: value for name, value in event.items() if name != "event_id"},
            "place": place.get("name"),
            "precision": place.get("precision"),
            "precision_km": place.get("precision_km"),
        }
        found.append({"type": "Feature", "id": event["event_id"], "geometry": geometry, "properties": properties})
    return {"type": "FeatureCollection", "features": found}


def write(data: Dataset, path: Path) -> None:
    """Write the events as GeoJSON."""
    path.write_text(json.dumps(features(data), ensure_ascii=False) + "\n", encoding="utf-8")
