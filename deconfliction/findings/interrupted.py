"""An interrupted series: counts by month around a day, with a change of level and of slope, and how sure they are.

The model is the plain one of segmented regression (Wagner, Soumerai, Zhang and Ross-Degnan 2002): a Poisson count with
a log link, a trend, a step at the day and a change of trend after it. Standard errors are widened by the Pearson
dispersion where the counts scatter more than a Poisson count would (quasi-Poisson); intervals are Wald's at 95 %.
"""

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

from deconfliction import selection
from deconfliction.dataset import Dataset
from deconfliction.findings.after_da_nang import of_the_two
from deconfliction.findings.finding import Finding, counted, number
from deconfliction.findings.headlines import DA_NANG, FEWEST

#: Months compared on either side of the day.
MONTHS = 24

#: Other months at which the break is tried have at least this many months on either side.
MARGIN = 12

#: Series by name, with the kinds of event that each counts; nobody expects the text to change the last.
SERIES = {
    "Encounters and strikes": ("Encounter", "Strike"),
    "Encounters": ("Encounter",),
    "Strikes": ("Strike",),
    "Conversations": ("Conversation",),
    "Statements and disclosures": ("Statement or disclosure",),
}
INCIDENTS, CONTROL = "Encounters and strikes", "Statements and disclosures"

_Z = 1.959964


@dataclass(frozen=True)
class Fit:
    """A fitted series.

    Attributes:
        step: ratio of the rate just after the break to the rate that the trend before it gives, with ``low``, ``high``.
        slope: ratio by which the yearly trend after differs from that before, with ``slope_low``, ``slope_high``.
        dispersion: Pearson's chi-square over its degrees of freedom; 1 for a Poisson count.
        echo: correlation of the residuals of neighbouring months.
        curve: one row a month: ``rate``, ``low`` and ``high`` in events a month, and ``continued``, the rate had the
            trend before gone on (the same as ``rate`` before the break).
    """

    step: float
    low: float
    high: float
    slope: float
    slope_low: float
    slope_high: float
    dispersion: float
    echo: float
    curve: pd.DataFrame


def edges(day: pd.Timestamp, months: int) -> pd.DatetimeIndex:
    """Return the first days of the months counted from a day, from ``months`` before it to ``months`` after it."""
    return pd.DatetimeIndex([day + pd.DateOffset(months=shift) for shift in range(-months, months + 1)])


def month_of(days: pd.Series, day: pd.Timestamp, months: int) -> pd.Series:
    """Return the month of each day, 0 for the earliest, -1 for days outside; months begin on the day's own date."""
    marks = edges(day, months)
    place = pd.Series(marks.searchsorted(days, side="right") - 1, index=days.index)
    return place.where((days >= marks[0]) & (days < marks[-1]), -1)


def monthly(days: pd.Series, day: pd.Timestamp = DA_NANG, months: int = MONTHS) -> np.ndarray:
    """Return how many days fall into each month: ``2 * months`` counts, the second half after the day."""
    place = month_of(days, day, months)
    return np.bincount(place[place >= 0], minlength=2 * months)


def fit(counts: np.ndarray, at: int, covariate: np.ndarray | None = None) -> Fit | None:
    """Fit the series with its break before the month ``at``.

    Args:
        counts: events a month.
        at: index of the first month after the break.
        covariate: one more explanation of the rate, a number a month, or none.

    Returns:
        The fit; ``None`` where fewer than ``FEWEST`` events stand on either side, too few for any rate.

    Raises:
        ValueError: if the break lies outside the series, or the covariate has another length.
    """
    if not 0 < at < len(counts):
        raise ValueError(f"a break before month {at} lies outside a series of {len(counts)}")
    if covariate is not None and len(covariate) != len(counts):
        raise ValueError(f"{len(counts)} months and {len(covariate)} values of the covariate")
    if min(counts[:at].sum(), counts[at:].sum()) < FEWEST:
        return None
    years = (np.arange(len(counts)) + 0.5 - at) / 12
    after = (years > 0).astype(float)
    columns = [np.ones(len(counts)), years, after, after * years]
    if covariate is not None:
        columns.append(covariate - covariate.mean())
    design = np.column_stack(columns)
    model = sm.GLM(counts, design, family=sm.families.Poisson())
    with warnings.catch_warnings():
        # A rate that meets every count is a fit like any other.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        plain = model.fit()
        dispersion = float(plain.pearson_chi2 / plain.df_resid)
        found = model.fit(scale=max(1.0, dispersion))
    errors = np.sqrt(np.diag(found.cov_params()))

    def ratio(place: int, sign: int = 0) -> float:
        return float(np.exp(found.params[place] + sign * _Z * errors[place]))

    linear = design @ found.params
    spread = _Z * np.sqrt(np.einsum("ij,jk,ik->i", design, found.cov_params(), design))
    unbroken = design.copy()
    unbroken[:, 2:4] = 0
    residuals = np.asarray(plain.resid_pearson)
    curve = pd.DataFrame(
        {
            "month": np.arange(len(counts)),
            "rate": np.exp(linear),
            "low": np.exp(linear - spread),
            "high": np.exp(linear + spread),
            "continued": np.exp(unbroken @ found.params),
        }
    )
    echo = float(np.corrcoef(residuals[:-1], residuals[1:])[0, 1])
    return Fit(ratio(2), ratio(2, -1), ratio(2, 1), ratio(3), ratio(3, -1), ratio(3, 1), dispersion, echo, curve)


def steps_elsewhere(counts: np.ndarray) -> dict[int, float]:
    """Return the step that the same model finds at every other month with ``MARGIN`` months on either side."""
    others = [at for at in range(MARGIN, len(counts) - MARGIN + 1) if at != len(counts) // 2]
    found = {at: fit(counts, at) for at in others}
    return {at: fitted.step for at, fitted in found.items() if fitted is not None}


def counted_events(data: Dataset, name: str) -> pd.DataFrame:
    """Return the events of a series within ``MONTHS`` of the statement, with the ``month`` of each."""
    found = of_the_two(data.events)
    found = found[found["kind"].isin(SERIES[name])]
    found = found.assign(month=month_of(found["day"], DA_NANG, MONTHS))
    return found[found["month"] >= 0].reset_index(drop=True)


def reading(data: Dataset, left_out: pd.Series) -> np.ndarray:
    """Return the logarithm of one more than the sources read on each month's events, some events left out.

    The events of the series itself are left out: what was read because they happened is no measure of attention.
    """
    told = data.accounts[~data.accounts["event_id"].isin(left_out)].merge(data.events[["event_id", "day"]])
    told = told.assign(month=month_of(told["day"], DA_NANG, MONTHS))
    read = told[told["month"] >= 0].groupby("month")["source_id"].nunique()
    return np.log1p(read.reindex(range(2 * MONTHS), fill_value=0).to_numpy(dtype=float))


def comparisons(data: Dataset) -> pd.DataFrame:
    """Return the counts and the step of every series, and of the first one under other readings of the record.

    Returns:
        Columns ``group``, ``label``, ``before``, ``after`` (events), ``step``, ``low`` and ``high``; the last three are
        missing where fewer than ``FEWEST`` events stand on either side.
    """
    rows = []

    def add(group: str, label: str, part: Dataset, name: str, *, read: bool = False) -> None:
        found = counted_events(part, name)
        counts = np.bincount(found["month"], minlength=2 * MONTHS)
        fitted = fit(counts, MONTHS, reading(part, found["event_id"]) if read else None)
        bounds = (fitted.step, fitted.low, fitted.high) if fitted else (None, None, None)
        rows.append((group, label, int(counts[:MONTHS].sum()), int(counts[MONTHS:].sum()), *bounds))

    for name in SERIES:
        add("Series", name, data, name)
    add("Encounters and strikes, read otherwise", "with the sources read", data, INCIDENTS, read=True)
    for key, label in selection.FILTERS.items():
        if key != "all":
            add("Encounters and strikes, read otherwise", label, selection.selected(data, key), INCIDENTS)
    for which in ("earliest", "latest"):
        part = selection.with_dates(data, which)
        add("Encounters and strikes, read otherwise", f"uncertain dates {which}", part, INCIDENTS)
    found = pd.DataFrame(rows, columns=["group", "label", "before", "after", "step", "low", "high"])
    return found.astype({"step": float, "low": float, "high": float})


def ratio_text(step: float, low: float, high: float) -> str:
    """Return a ratio with its interval as prose has it."""
    return f"{step:.1f} ({low:.1f} to {high:.1f})"


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the interrupted series."""
    incidents = counted_events(data, INCIDENTS)
    counts = np.bincount(incidents["month"], minlength=2 * MONTHS)
    fitted = fit(counts, MONTHS)
    read = fit(counts, MONTHS, reading(data, incidents["event_id"]))
    told = counted_events(data, CONTROL)
    control = fit(np.bincount(told["month"], minlength=2 * MONTHS), MONTHS)
    others = steps_elsewhere(counts)
    rows = tuple(incidents["event_id"])
    found = [
        Finding("series-months", "months compared on either side of the statement", number(MONTHS), ()),
        counted(
            "series-before",
            "encounters and strikes in the two years before",
            incidents.loc[incidents["month"] < MONTHS, "event_id"],
        ),
        counted(
            "series-after",
            "encounters and strikes in the two years after",
            incidents.loc[incidents["month"] >= MONTHS, "event_id"],
        ),
        Finding("series-others", "other months at which the break was tried", number(len(others)), rows),
    ]
    for key, of, one in (("step", "encounters and strikes", fitted), ("control", "statements", control)):
        text = ratio_text(one.step, one.low, one.high) if one else "too few"
        found.append(Finding(f"series-{key}", f"change of level of {of} at the statement", text, rows))
    text = ratio_text(read.step, read.low, read.high) if read else "too few"
    found.append(Finding("series-read", "the same, with the sources read taken into account", text, rows))
    if fitted:
        larger = [at for at, step in others.items() if abs(np.log(step)) >= abs(np.log(fitted.step))]
        found += [
            Finding("series-slope", "change of the yearly trend", _slope(fitted), rows),
            Finding("series-dispersion", "dispersion of the counts", f"{fitted.dispersion:.1f}", rows),
            Finding("series-echo", "correlation of neighbouring months", f"{fitted.echo:.2f}", rows),
            Finding("series-larger", "of those with a step as large or larger", number(len(larger)), rows),
        ]
    return [*found, *_read_by(data)]


def _read_by(data: Dataset) -> list[Finding]:
    """Return the step of encounters and strikes as the accounts of one side, or those both agree on, have it."""
    result = []
    for key in ("us", "ru", "two", "agreed"):
        events = counted_events(selection.selected(data, key), INCIDENTS)
        fitted = fit(np.bincount(events["month"], minlength=2 * MONTHS), MONTHS)
        text = ratio_text(fitted.step, fitted.low, fitted.high) if fitted else "too few"
        of = selection.FILTERS[key].lower()
        result += [
            Finding(
                f"series-{key}", f"change of level of encounters and strikes, {of}", text, tuple(events["event_id"])
            ),
            counted(f"series-{key}-events", f"encounters and strikes of four years, {of}", events["event_id"]),
        ]
    return result


def _slope(fitted: Fit) -> str:
    return ratio_text(fitted.slope, fitted.slope_low, fitted.slope_high)
