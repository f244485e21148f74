"""The rules that need several tables at once: what must be attested, and what nothing may hang loose of."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from deconfliction.rules import Breach, Row

#: A key event has at least this many independent originators.
KEY_ORIGINATORS = 3

#: What ``not_found`` can hold, and how it reads.
ABSENT = {"US_account": "US account", "RU_account": "Russian account", "third_originator": "third originator"}

_SAYS_AGREED = re.compile(
    r"\bboth (?:sides|capitals|ministries|militaries|accounts) (?:say|agree|confirm|report)\b", re.I
)

#: Table, line and breach.
Found = tuple[str, int, Breach]


def breaches(cells: dict[str, list[Row]]) -> Iterator[Found]:
    """Yield every breach of the rules that need several tables."""
    yield from _events(cells)
    yield from _loose_ends(cells)


def _events(cells: dict[str, list[Row]]) -> Iterator[Found]:
    sides = {row["party_id"]: row["side"] for row in cells["parties"]}
    chains = {row["originator_id"]: row["chain"] for row in cells["originators"]}
    parties, heard, originators = defaultdict(set), defaultdict(set), defaultdict(set)
    for row in cells["accounts"]:
        parties[row["event_id"]].add(row["party"])
        heard[row["event_id"]].add(sides.get(row["party"]))
        originators[row["event_id"]].add(chains.get(row["originator"]))
    for number, row in enumerate(cells["events"], start=2):
        event_id = row["event_id"]
        if event_id not in heard:
            yield "events", number, ("event_id", f"{event_id} has no source", "add an account of it")
            continue
        for breach in (
            *_gaps(row, heard[event_id], len(originators[event_id])),
            *_agreement(row, parties[event_id], heard[event_id]),
        ):
            yield "events", number, breach


def _gaps(row: Row, heard: set[str], originators: int) -> Iterator[Breach]:
    """Yield what a key event lacks without saying so, and what an event says it lacks but has."""
    lacking = {f"{side}_account" for side in ("US", "RU") if side not in heard}
    if originators < KEY_ORIGINATORS:
        lacking.add("third_originator")
    said = set(filter(None, row["not_found"].split(";")))
    if row["key"] == "true":
        for absent in sorted(lacking - said):
            yield (
                "not_found",
                f"a key event without a {ABSENT[absent]}",
                f"add one, or write {absent} where none was found",
            )
    for absent in sorted(said - lacking):
        yield "not_found", f"says that no {ABSENT[absent]} was found, and accounts.csv has one", "take it out"


def _agreement(row: Row, parties: set[str], heard: set[str]) -> Iterator[Breach]:
    """Yield a breach where something is coded or told as agreed on one party's word alone."""
    if row["type"] == "agreement" and len(parties) == 1 and not row["not_found"]:
        yield (
            "type",
            f"coded as an agreement on the word of {parties.copy().pop()} alone",
            "add another party's account, or say in not_found which was looked for",
        )
    if _SAYS_AGREED.search(row["summary"]) and not {"US", "RU"} <= heard:
        missing = " or ".join(sorted({"US", "RU"} - heard))
        yield "summary", f"speaks of both, and there is no account of {missing}", "reword it, or add the account"


def _loose_ends(cells: dict[str, list[Row]]) -> Iterator[Found]:
    """Yield sources that nothing rests on, and originators that say nothing."""
    cited = Counter(
        source_id
        for name, rows in cells.items()
        if name != "sources"
        for row in rows
        for column in ("source_id", "end_source_id", "evidence")
        for source_id in row.get(column, "").split(";")
    )
    for number, row in enumerate(cells["sources"], start=2):
        if not cited[row["source_id"]]:
            yield "sources", number, ("source_id", "no row rests on this source", "use it or remove it")
    speaking = {row["originator"] for name in ("accounts", "channel_states", "rates") for row in cells[name]}
    for number, row in enumerate(cells["originators"], start=2):
        if row["originator_id"] not in speaking:
            yield "originators", number, ("originator_id", "has said nothing", "use it or remove it")
