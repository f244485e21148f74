"""Findings on the record itself: what was read, whom it lets speak, how soon, and what that does to every count."""

import pandas as pd

from deconfliction import accounts as standing
from deconfliction import evidence, reliability, selection
from deconfliction.dataset import Dataset
from deconfliction.findings import headlines
from deconfliction.findings.finding import Finding, counted, number
from deconfliction.findings.headlines import FEWEST, Headline
from deconfliction.findings.reading import (
    absences,
    equal_reading,
    language_groups,
    of_period,
    one_voice_on_many_pages,
    pages,
)

#: Krippendorff's bounds for alpha: firm conclusions, tentative ones (*Content Analysis*, 4th edition, 2019).
FIRM, TENTATIVE = 0.8, 0.667

#: Fields on which agreed and disputed turn.
DECIDING = ("aspect", "stance", "position")

#: Headlines of the report that the chapter names.
HEADLINES = (
    "mostly-one-sided",
    "use-by-americans",
    "encounters-without-line",
    "no-change-after-da-nang",
    "used-while-suspended",
    "no-end-announced",
)


def shares_left(data: Dataset) -> pd.DataFrame:
    """Return how the years weigh under each evidence filter.

    Returns:
        One row a filter: ``filter`` (its key), ``label``, ``events`` left in the period, ``busiest`` (events left of
        2017) and ``encounters_2020``, ``encounters`` (left in all).
    """
    rows = []
    for key, label in selection.FILTERS.items():
        events, _ = of_period(selection.selected(data, key))
        met = events[events["type"] == "encounter"]
        rows.append(
            (key, label, len(events), int((events["year"] == 2017).sum()), int((met["year"] == 2020).sum()), len(met))
        )
    return pd.DataFrame(rows, columns=["filter", "label", "events", "busiest", "encounters_2020", "encounters"])


def headline(key: str) -> Headline:
    """Return one headline finding of the report.

    Raises:
        KeyError: if there is none of that key.
    """
    return {found.key: found for found in headlines.HEADLINES}[key]


def percent(part: int, whole: int) -> str:
    """Return a share as prose has it, in whole per cent; ``too few`` below five."""
    return f"{100 * part / whole:.0f} %" if whole >= FEWEST else "too few"


def _text(key: str, statement: str, text: str, rows: pd.Series | tuple = ()) -> Finding:
    return Finding(f"limits-{key}", statement, text, tuple(rows))


def _loss(year: pd.Series) -> str:
    return percent(year["found"] - year["thinned"], year["found"])


def _of_reading(data: Dataset) -> list[Finding]:
    events, accounts = of_period(data)
    sources = data["sources"]
    group = language_groups(accounts["source_id"], sources)
    russian = accounts["side"] == "RU"
    read = accounts["source_id"].drop_duplicates()
    of_read = language_groups(read, sources)
    told = accounts.merge(events[["event_id", "year"]], on="event_id")
    per_year = told.groupby("year")["source_id"].nunique()
    by_pages = pages(events, accounts, sources)
    exact = by_pages[by_pages["days"].notna()]
    weak = evidence.on_weak_pages(accounts)
    attested = evidence.of_events(accounts)
    years, least = equal_reading(by_pages)
    met, _ = equal_reading(by_pages[by_pages["type"] == "encounter"])
    by_year, met_by_year = years.set_index("year"), met.set_index("year")
    weak_sources = sources[sources["source_id"].isin(read) & sources["kind"].isin(evidence.WEAK_KINDS)]
    loud = one_voice_on_many_pages(accounts)
    notes = sources.set_index("source_id").loc[read, "note"].fillna("")
    lost = notes.index[notes.str.contains("not re-found")]
    undated = sources.loc[sources["source_id"].isin(read) & sources["published"].isna(), "source_id"]
    return [
        counted("limits-events", "events of the period", events["event_id"]),
        counted("limits-accounts", "accounts of them", accounts["account_id"]),
        counted("limits-sources", "sources that they rest on", read),
        _text("english", "share of these sources in English", percent((of_read == "English").sum(), len(read))),
        counted("limits-arabic", "sources in Arabic", read[of_read == "Arabic"]),
        counted("limits-russian", "sources in Russian", read[of_read == "Russian"]),
        _text(
            "russian-in-english",
            "share of Russian accounts read on pages in English",
            percent((russian & (group == "English")).sum(), russian.sum()),
        ),
        _text(
            "russian-in-russian",
            "share of Russian accounts read on pages in Russian",
            percent((russian & (group == "Russian")).sum(), russian.sum()),
        ),
        _text("sources-2017", "sources read on events of 2017", number(int(per_year[2017]))),
        _text("sources-2020", "sources read on events of 2020", number(int(per_year[2020]))),
        _text("thinned-pages", "pages to which each year is thinned", number(least)),
        _text("found-2017", "events of 2017", number(int(by_year.loc[2017, "found"]))),
        _text("found-2020", "events of 2020", number(int(by_year.loc[2020, "found"]))),
        _text("thinned-2017", "events of 2017 with equal reading", f"{by_year.loc[2017, 'thinned']:.0f}"),
        _text("thinned-2020", "events of 2020 with equal reading", f"{by_year.loc[2020, 'thinned']:.0f}"),
        _text("met-2017", "encounters of 2017", number(int(met_by_year.loc[2017, "found"]))),
        _text("met-2020", "encounters of 2020", number(int(met_by_year.loc[2020, "found"]))),
        _text("met-thinned-2017", "encounters of 2017, equal reading", f"{met_by_year.loc[2017, 'thinned']:.0f}"),
        _text("met-thinned-2020", "encounters of 2020, equal reading", f"{met_by_year.loc[2020, 'thinned']:.0f}"),
        _text("drop-2017", "share of them lost", _loss(by_year.loc[2017])),
        _text("drop-met-2020", "share of the encounters of 2020 lost", _loss(met_by_year.loc[2020])),
        _text("pairs", "pages, counted once for each event they tell of", number(len(by_pages))),
        _text("dated-pairs", "of which both dates are known to the day", number(len(exact))),
        _text("within-day", "share published by the day after", percent((exact["days"] <= 1).sum(), len(exact))),
        _text("late", "share published over a month later", percent((exact["days"] > 30).sum(), len(exact))),
        _text("older", "pages older than their event", number(int((exact["days"] < 0).sum()))),
        _text("weak-sources", "share of sources that are weak", percent(len(weak_sources), len(read))),
        _text("weak-accounts", "share of accounts on weak pages", percent(int(weak.sum()), len(accounts))),
        counted("limits-lost", "sources that could not be found again at checking", lost.to_series()),
        counted("limits-undated", "sources that show no date", undated),
        counted("limits-corrections", "faults found in sources", data["corrections"]["correction_id"]),
        counted("limits-weak-only", "events on weak pages alone", attested.index[attested["weak_only"]].to_series()),
        counted("limits-loud", "events told by one originator on three or more pages", loud.index.to_series()),
    ]


def _of_hearing(data: Dataset) -> list[Finding]:
    events, accounts = of_period(data)
    heard = standing.sides_heard(accounts).reindex(events["event_id"], fill_value=False)
    found: list[Finding] = []
    spans = {"early": range(2014, 2019), "late": range(2019, 2020), "last": range(2020, 2021)}
    for name, years in spans.items():
        mine = heard[events["year"].isin(years).to_numpy()]
        found += [
            _text(f"{name}-events", "events of those years", number(len(mine))),
            _text(f"{name}-us", "of which with a US account", percent(int(mine["US"].sum()), len(mine))),
            _text(f"{name}-ru", "of which with a Russian account", percent(int(mine["RU"].sum()), len(mine))),
        ]
    neither = ~heard["US"] & ~heard["RU"]
    found.append(counted("limits-neither", "events with neither side’s account", heard.index[neither].to_series()))
    encounters = (events["type"] == "encounter").to_numpy() & (events["year"] == 2020).to_numpy()
    found.append(
        counted(
            "limits-met-2020-unheard",
            "encounters of 2020 that neither side speaks of",
            heard.index[neither.to_numpy() & encounters].to_series(),
        )
    )
    for row in absences(events, accounts).itertuples():
        slug = row.absent.split()[0].lower()
        found += [
            _text(f"lacking-{slug}", f"events without a {row.absent}", number(row.lacking)),
            _text(f"looked-{slug}", f"of which a {row.absent} was looked for in vain", number(row.looked), row.events),
        ]
    return found


def _of_coding(data: Dataset) -> list[Finding]:
    fields = reliability.by_field(data["recodings"])
    ranked = fields.sort_values("alpha", kind="stable")
    worst, best = ranked.iloc[0], ranked.iloc[-1]
    deciding = fields.loc[fields["field"].isin(DECIDING), "alpha"]
    settled = reliability.differences(data["recodings"])["resolution"].value_counts()
    found = [
        ("coded-twice", "accounts coded twice", number(int(fields["accounts"].max()))),
        ("fields", "fields coded", number(len(fields))),
        ("alpha-lowest", "lowest alpha", f"{worst['alpha']:.2f}"),
        ("alpha-lowest-field", "field with the lowest alpha", str(worst["field"])),
        ("alpha-lowest-alike", "share of that field coded alike", f"{100 * worst['agreement']:.0f} %"),
        ("alpha-highest", "highest alpha", f"{best['alpha']:.2f}"),
        ("alpha-highest-field", "field with the highest alpha", str(best["field"])),
        ("alpha-deciding-lowest", "lowest alpha of the deciding fields", f"{deciding.min():.2f}"),
        ("alpha-deciding-highest", "highest alpha of the deciding fields", f"{deciding.max():.2f}"),
        ("alpha-firm", "Krippendorff’s bound for firm conclusions", f"{FIRM:.1f}"),
        ("alpha-firm-fields", "fields at or above it", number(int((fields["alpha"] >= FIRM).sum()))),
        ("alpha-tentative", "his bound for tentative conclusions", f"{TENTATIVE:.3f}"),
        ("alpha-below", "fields below the bound for tentative ones", number(int((fields["alpha"] < TENTATIVE).sum()))),
        ("differences", "values on which the codings differ", number(int(settled.sum()))),
        ("settled-both", "of which both hold", number(int(settled.get("both", 0)))),
        ("settled-first", "of which the first holds", number(int(settled.get("first", 0)))),
        ("settled-second", "of which the second holds", number(int(settled.get("second", 0)))),
    ]
    return [_text(*row) for row in found]


def _of_believing(data: Dataset) -> list[Finding]:
    found = []
    for row in shares_left(data).itertuples():
        found += [
            _text(f"left-{row.filter}", f"events left: {row.label}", number(row.events)),
            _text(f"busiest-{row.filter}", f"share of 2017 in them: {row.label}", percent(row.busiest, row.events)),
            _text(f"met-{row.filter}", f"encounters left: {row.label}", number(row.encounters)),
            _text(f"met-2020-{row.filter}", f"of which of 2020: {row.label}", number(row.encounters_2020)),
        ]
    return found


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the chapter on method and limits, with the headlines that it names."""
    return [
        *_of_reading(data),
        *_of_hearing(data),
        *_of_coding(data),
        *_of_believing(data),
        *(headline(key).finding(data) for key in HEADLINES),
    ]
