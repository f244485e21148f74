"""Findings of the balance sheet: what became of the claims, the incidents, the times and the headlines."""

import pandas as pd

from deconfliction import selection, severity
from deconfliction.dataset import Dataset
from deconfliction.findings.claim_tests import CONTRADICTED, SUPPORTED, UNTESTABLE, VERDICTS
from deconfliction.findings.finding import Finding, counted, number
from deconfliction.findings.headlines import HEADLINES
from deconfliction.findings.incidents import AFTER, BEFORE, DURING, GRAVE, NOBODY, TIMES, incidents
from deconfliction.findings.robustness import SILENT, TURNS
from deconfliction.findings.waits import lead_times, median, span, times_after_suspension, times_to_contact, turnbull

#: The account of the American inquiry of how long the Russian call at Deir ez-Zor waited.
INQUIRY = "2016-09-17-deir-ez-zor-hotline-call.12"


def _of_claims(found: pd.DataFrame) -> list[Finding]:
    """Findings on the claims, from ``claims.verdicts``."""
    table = found.pivot(index="key", columns="filter", values="verdict")
    whole = found[found["filter"] == "All accounts"].set_index("key")
    side = whole["side"]
    us, ru = table["US accounts"], table["Russian accounts"]
    reversed_ = ((us == SUPPORTED) & (ru == CONTRADICTED)) | ((us == CONTRADICTED) & (ru == SUPPORTED))
    testable = table["All accounts"] != UNTESTABLE
    others = table.where(table != UNTESTABLE)
    turned = testable & (others.notna() & others.ne(table["All accounts"], axis=0)).any(axis=1)
    alone = pd.Series(
        {key: table.loc[key, {"US": "US accounts", "RU": "Russian accounts"}[side[key]]] for key in side.index}
    )

    def keys(kept: pd.Series) -> pd.Series:
        return pd.Series(whole.index[kept.reindex(whole.index)])

    return [
        counted("claims-all", "official claims tested", keys(side.notna())),
        counted("claims-us", "of which American", keys(side == "US")),
        counted("claims-ru", "of which Russian", keys(side == "RU")),
        *(
            counted(f"claims-{name}", f"claims {name} on all accounts", keys(whole["verdict"] == name))
            for name in VERDICTS
        ),
        counted("claims-turned", "testable claims that some filter gives another verdict", keys(turned)),
        counted(
            "claims-held", "testable claims with one verdict wherever they can be tested", keys(testable & ~turned)
        ),
        counted(
            "hotline-off-against",
            "rows against the claim that the hotline was off from 8 April 2017",
            pd.Series(whole.loc["mod-hotline-off", "against"], dtype="string"),
        ),
        counted(
            "claims-reversed",
            "claims supported on one side's accounts alone and contradicted on the other's",
            keys(reversed_),
        ),
        counted(
            "claims-own-supported", "claims supported on their own side's accounts alone", keys(alone == SUPPORTED)
        ),
        counted(
            "claims-both-alone",
            "claims supported on either side's accounts alone",
            keys((us == SUPPORTED) & (ru == SUPPORTED)),
        ),
        counted(
            "claims-agreed-supported",
            "claims supported on what both sides agree on",
            keys(table["Agreed by both sides"] == SUPPORTED),
        ),
    ]


def _of_incidents(data: Dataset) -> list[Finding]:
    found = incidents(data)
    grave = found[found["high"] >= GRAVE]
    deadly = found[found["high"] == max(severity.STEPS)]
    used = found["time"].isin(TIMES[:4])

    met, fired = found["type"] == "encounter", found["high"] >= GRAVE

    def of(kept: pd.Series) -> pd.Series:
        return found.loc[kept, "event_id"]

    return [
        counted("encounters-grave", "encounters with fire or a collision", of(met & fired)),
        counted("encounters-grave-used", "of which with a line in use", of(met & fired & used)),
        counted("encounters-lesser", "other encounters", of(met & ~fired)),
        counted("encounters-lesser-used", "of which with a line in use", of(met & ~fired & used)),
        counted("incidents-all", "incidents", found["event_id"]),
        counted("incidents-encounters", "of which encounters", of(found["type"] == "encounter")),
        counted("incidents-strikes", "of which strikes", of(found["type"] == "strike")),
        counted("incidents-used", "in which somebody reports a line in use", of(used)),
        counted("incidents-used-us", "of which on American accounts alone", of(used & (found["who"] == "US accounts"))),
        counted("incidents-used-both", "of which on both sides' accounts", of(used & (found["who"] == "Both sides"))),
        counted("incidents-disputed", "of which the use is disputed", of(found["who"] == "Disputed")),
        counted("incidents-before", "in which the line was first used before", of(found["time"] == BEFORE)),
        counted("incidents-during", "in which the line was first used during", of(found["time"] == DURING)),
        counted("incidents-after", "in which the line was first used after", of(found["time"] == AFTER)),
        counted("incidents-nobody", "in which nobody speaks of a line", of(found["time"] == NOBODY)),
        counted("incidents-grave", "incidents with fire or a collision", grave["event_id"]),
        counted("incidents-grave-used", "of which with a line in use", grave.loc[used[grave.index], "event_id"]),
        counted("incidents-deadly", "incidents in which some account has people killed", deadly["event_id"]),
        counted("incidents-deadly-used", "of which with a line in use", deadly.loc[used[deadly.index], "event_id"]),
        counted("incidents-deadly-before", "of which before", deadly.loc[deadly["time"] == BEFORE, "event_id"]),
    ]


def _by_filter(data: Dataset, verdicts: pd.DataFrame) -> list[Finding]:
    """Findings on how claims and incidents look to a reader who believes some accounts and not others."""
    found = []
    for name in ("us", "ru", "two", "agreed"):
        mine = verdicts[verdicts["filter"] == selection.FILTERS[name]]
        found += [
            counted(f"claims-{kind}-on-{name}", f"claims {kind} there", mine.loc[mine["verdict"] == kind, "key"])
            for kind in VERDICTS
        ]
        part = incidents(selection.selected(data, name))
        used = part["time"].isin(TIMES[:4])
        found += [
            counted(f"incidents-on-{name}", "incidents left", part["event_id"]),
            counted(f"incidents-used-on-{name}", "of which with a line in use", part.loc[used, "event_id"]),
        ]
    return found


def _of_times(data: Dataset) -> list[Finding]:
    notice = lead_times(data)
    wait = number(int(data.accounts.set_index("account_id").loc[INQUIRY, "value"]))
    findings = [
        Finding("inquiry-wait", "minutes that the call at Deir ez-Zor waited, by the inquiry", wait, (INQUIRY,)),
        counted(
            "lead-events", "events for which a lead time is given in numbers", notice["event_id"].drop_duplicates()
        ),
        counted("lead-us", "of which by Americans", notice.loc[notice["side"] == "US", "event_id"]),
        counted("lead-ru", "of which by Russians", notice.loc[notice["side"] == "RU", "event_id"]),
    ]
    for name, same_day in {"contact": True, "contact-later": False}.items():
        found = times_to_contact(data, same_day=same_day)
        steps = turnbull(found["lower"], found["upper"])
        middle, slow = median(steps), found[found["lower"] >= 7]
        keys = tuple(found["event_id"])
        findings += [
            counted(f"{name}-all", "grave incidents of which both sides speak", found["event_id"]),
            Finding(
                f"{name}-median", "median time to the next contact", span(*middle) if middle else "not reached", keys
            ),
            counted(f"{name}-day", "of which within a day", found.loc[found["upper"] <= 1, "event_id"]),
            counted(f"{name}-week", "of which a week or more for certain", slow["event_id"]),
        ]
    for row in times_after_suspension(data).itertuples():
        key = f"use-after-{row.declared:%Y-%m}-{row.side.lower()}"
        findings.append(
            Finding(key, f"time to the next use that {row.side} reports", span(row.lower, row.upper), (row.event_id,))
        )
    return findings


def _of_robustness(summary: pd.DataFrame) -> list[Finding]:
    turning = summary["turns"] != ""
    return [
        counted("headlines-all", "headline findings", summary["key"]),
        counted("headlines-steady", "that turn under no variation", summary.loc[~turning, "key"]),
        counted("headlines-turning", "that turn under some variation", summary.loc[turning, "key"]),
        counted(
            "headlines-silent", "that fall silent under some variation", summary.loc[summary["silent"] != "", "key"]
        ),
    ]


def findings(data: Dataset, verdicts: pd.DataFrame, robust: pd.DataFrame, summary: pd.DataFrame) -> list[Finding]:
    """Return the findings of the chapter.

    Args:
        data: the dataset.
        verdicts: ``claims.verdicts``.
        robust: ``robustness.table``.
        summary: ``robustness.summary`` of it.
    """
    asked = robust[robust["verdict"].isin(["holds", TURNS, SILENT])]
    tried = robust.drop_duplicates(["group", "variation"])
    return [
        *(headline.finding(data) for headline in HEADLINES),
        *_of_claims(verdicts),
        *_of_incidents(data),
        *_by_filter(data, verdicts),
        *_of_times(data),
        *_of_robustness(summary),
        Finding("variations", "variations of the record", number(len(tried)), tuple(tried["variation"])),
        Finding("cells-asked", "headlines times variations asked", number(len(asked)), ()),
        counted("cells-turn", "in which a headline turns", robust.loc[robust["verdict"] == TURNS, "key"]),
    ]
