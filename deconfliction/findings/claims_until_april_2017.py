"""Official claims about the line from 2016 to the suspension of April 2017, and how each is tested."""

from deconfliction.findings.claim_tests import (
    OFF,
    ON,
    SILENCE,
    USE,
    Claim,
    Seen,
    Test,
    Told,
    declared_off_in,
    use_in,
    weigh,
)

#: Approaches of Russian aircraft to American ones, up to January 2017.
_NEAR_AMERICANS = (
    "2015-09-30-first-close-approaches",
    "2015-09-30-predators-shadowed",
    "2015-10-10-visual-range-encounter",
    "2015-10-15-su-30-approach",
    "2016-09-su-35-follows-f-15s",
    "2016-10-17-near-miss-eastern-syria",
)

_TANF = "2016-06-16-al-tanf-strikes"
_CALL_2016 = "2016-09-17-deir-ez-zor-hotline-call"
_AL_BAB = "2017-01-22-al-bab-targets-claim"


def _off_in(voice: str, first: str, last: str) -> Test:
    """Test a claim that the air-safety line was off: silence in a period, against reports of use in it."""
    needed = f"reports of silence or use between {first} and {last}"
    return weigh(voice, needed, (Seen(SILENCE, ("air-line",), first, last),), (Seen(USE, ("air-line",), first, last),))


def _of_tanf(voice: str, *, answered: bool) -> Test:
    """Test a claim on the strikes at al-Tanf in 2016: calls unanswered, against rules kept and notice given."""
    unanswered = (
        Seen(SILENCE, ("air-line", "pilot-radio"), "2016-06-16", "2016-06-16"),
        Told(("content",), ("line_professionally_used",), ("denies",), (_TANF,)),
        Told(("warning_time",), ("us_call_to_second_wave",), events=(_TANF,)),
    )
    kept = (
        Told(("content",), ("agreed_procedures_kept",), events=(_TANF,)),
        Told(("warning",), ("given",), events=(_TANF,)),
    )
    needed = "accounts of how calls were answered, and of notice given, at al-Tanf on that day"
    return weigh(voice, needed, kept, unanswered) if answered else weigh(voice, needed, unanswered, kept)


EARLY: tuple[Claim, ...] = (
    Claim(
        "antonov-guarantees",
        "2016-02-05-antonov-on-guarantees.01",
        "Washington gave guarantees that the memorandum will be kept.",
        "Whether anyone but Moscow tells of such a guarantee.",
        weigh(
            "Antonov",
            "an account of a guarantee that is not Russian",
            (Told(("in_force", "provisions"), ("us_guarantees_observance",), sides=("US", "third")),),
            (Told(("in_force", "provisions"), ("us_guarantees_observance",), ("denies",)),),
        ),
    ),
    Claim(
        "carter-not-professional",
        f"{_TANF}.07",
        "At al-Tanf the Russians did not use the line professionally.",
        "Whether calls were answered, and notice was given, on that day.",
        _of_tanf("Carter", answered=False),
    ),
    Claim(
        "konashenkov-procedures",
        f"{_TANF}.08",
        "At al-Tanf Russian aircraft kept to the agreed procedures.",
        "Whether calls were answered, and notice was given, on that day.",
        _of_tanf("Konashenkov", answered=True),
    ),
    Claim(
        "gerasimov-coordinates",
        "2016-06-20-gerasimov-patience.05",
        "For three months Russia has sent the Americans coordinates of ISIS and Nusra sites.",
        "Whether an American account tells of coordinates received.",
        weigh(
            "Gerasimov",
            "an American account of coordinates received in the first half of 2016",
            (Told(("content",), ("coordinates_passed_to_us",), first="2016-01-01", last="2016-06-30", sides=("US",)),),
            (Told(("content",), ("coordinates_passed_to_us",), ("denies",), first="2016-01-01", last="2016-06-30"),),
        ),
    ),
    Claim(
        "cook-2016",
        "2016-10-04-s-300-at-tartus.04",
        "The memorandum keeps operations apart amid disagreements and will go on doing so.",
        "Whether the line is told of as open, used, suspended or silent in the rest of 2016.",
        weigh(
            "Cook",
            "states of the line between 2016-10-03 and 2016-12-31",
            (Seen(USE + ON, ("air-line",), "2016-10-03", "2016-12-31"),),
            (Seen(OFF + SILENCE, ("air-line",), "2016-10-03", "2016-12-31"),),
        ),
    ),
    Claim(
        "coe-27-minutes",
        f"{_CALL_2016}.12",
        "The Russian call at Deir ez-Zor waited 27 minutes for its American contact.",
        "Whether others assert or deny that the caller waited for a contact.",
        weigh(
            "Coe",
            "accounts of the wait at Deir ez-Zor",
            (Told(("duration", "cause"), ("wait_for_us_contact", "contact_absent"), events=(_CALL_2016,)),),
            (Told(("duration", "cause"), ("wait_for_us_contact", "contact_absent"), ("denies",), (_CALL_2016,)),),
        ),
    ),
    Claim(
        "konashenkov-close-calls",
        "2017-01-11-close-calls-denied.02",
        "Close calls with American aircraft are a problem that does not exist.",
        "Whether approaches to American aircraft up to that day are asserted or denied.",
        weigh(
            "Konashenkov",
            "accounts that an approach to American aircraft took place, or endangered nobody, up to 2017-01-11",
            (
                Told(("occurred",), (), ("denies",), events=_NEAR_AMERICANS),
                Told(("effect",), ("drones_threatened",), ("denies",), events=_NEAR_AMERICANS),
                Told(("effect",), ("no_incidents",), events=_NEAR_AMERICANS),
            ),
            (Told(("occurred", "responsibility"), events=_NEAR_AMERICANS),),
        ),
    ),
    Claim(
        "mod-targets-passed",
        f"{_AL_BAB}.01",
        "Over the hotline the US side passed targets at al-Bab.",
        "Whether others assert or deny that targets were passed.",
        weigh(
            "ru-mod",
            "accounts that targets were passed, or were not",
            (Told(("content",), ("targets_passed",), events=(_AL_BAB,)),),
            (Told(("content", "occurred"), ("targets_passed", "yes"), ("denies",), (_AL_BAB,)),),
        ),
    ),
    Claim(
        "mfa-suspension",
        "2017-04-07-mfa-suspends-memorandum.01",
        "Russia suspends the memorandum.",
        "Whether others declare it suspended, open or restored from 8 to 12 April 2017.",
        declared_off_in("ru-mfa", "2017-04-08", "2017-04-12"),
    ),
    Claim(
        "mod-hotline-off",
        "2017-04-07-mod-note-hotline-off-at-midnight.01",
        "The hotline is off from midnight, 8 April 2017.",
        "Whether traffic, or silence, is reported from 8 to 12 April 2017, before the first report of a return.",
        _off_in("ru-mod", "2017-04-08", "2017-04-12"),
    ),
    Claim(
        "toner-in-effect",
        "2017-04-13-toner-says-channel-in-effect.01",
        "The channel is intact and in effect.",
        "Whether others declare it suspended, open or restored on 12 to 14 April 2017.",
        weigh(
            "Toner",
            "declarations on the line between 2017-04-12 and 2017-04-14",
            (Seen(("restored", *ON), ("air-line",), "2017-04-12", "2017-04-14"),),
            (Seen(OFF, ("air-line",), "2017-04-12", "2017-04-14"),),
        ),
    ),
    Claim(
        "dorrian-non-stop",
        "2017-04-26-dorrian-line-never-stopped.01",
        "The line has been working without a stop.",
        "Whether use or silence is reported from 8 to 26 April 2017.",
        use_in("Dorrian", "2017-04-08", "2017-04-26"),
    ),
    Claim(
        "shoigu-mechanism",
        "2017-05-03-shoigu-mechanism-works.01",
        "The mechanism cannot but work.",
        "Whether use or silence is reported around 3 May 2017 (26 April to 10 May).",
        use_in("Shoigu", "2017-04-26", "2017-05-10"),
    ),
    Claim(
        "ryabkov-suspended",
        "2017-05-06-ryabkov-confirms-suspension.01",
        "The memorandum is still suspended.",
        "Whether others declare it suspended, open or restored on 1 to 6 May 2017.",
        declared_off_in("Ryabkov", "2017-05-01", "2017-05-06"),
    ),
)
