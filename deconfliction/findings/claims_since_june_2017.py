"""Official claims about the line from the shooting down of the Su-22 in June 2017 to 2020, and how each is tested."""

from deconfliction.findings.claim_tests import (
    MILITARY,
    SILENCE,
    USE,
    Claim,
    Seen,
    Test,
    Told,
    compare,
    declared_off_in,
    use_in,
    weigh,
)

_BOTH_LINES = ("air-line", "ground-line")
_IN_THE_AIR = ("close_pass", "intercept", "shadowing")

_CALL_2016 = "2016-09-17-deir-ez-zor-hotline-call"
_SU22 = ("2017-06-18-su-22-shot-down", "2017-06-18-ja-din-call")
_DEIR_EZ_ZOR = "2017-09-16-sdf-struck-deir-ez-zor"
_RAID = "2019-10-26-raid-on-al-baghdadi"
_COLLISION = "2020-08-25-collision-near-dayrick"

#: Positions that tell of fire or an advance that ended, or went on, after the other side was called.
_ENDED = ("strikes_stopped_by_call", "bombing_stopped", "areas_spared", "force_withdrew_on_russian_direction")
_WENT_ON = ("call_did_not_stop_convoy", "strikes_continued_after_notice", "us_call_to_second_wave")


#: Accounts of the seven months after the protocols of December 2019 that Russians kept to them, or broke them.
_AFTER_PROTOCOLS = ("2019-12-09", "2020-07-31")
_OBSERVANCE = (
    Told(("effect", "content"), ("russians_mostly_comply",), first=_AFTER_PROTOCOLS[0], last=_AFTER_PROTOCOLS[1]),
)
_BREACHES = (
    Told(
        ("count", "effect", "cause"),
        ("breaches_routine", "breaches_increasing", "russians_broke_protocols", "run_ins_mounting"),
        first=_AFTER_PROTOCOLS[0],
        last=_AFTER_PROTOCOLS[1],
    ),
)


def _prevented(voice: str, first: str, last: str) -> Test:
    """Test a claim of prevention as far as it can be: fire or an advance that ended, or went on, after contact."""
    return weigh(
        voice,
        f"accounts that fire or an advance ended, or went on, after a call, {first} to {last}",
        (Told(("effect",), _ENDED, first=first, last=last),),
        (Told(("effect", "content", "warning_time"), _WENT_ON, first=first, last=last),),
    )


LATE: tuple[Claim, ...] = (
    Claim(
        "coalition-called",
        "2017-06-18-ja-din-call.01",
        "Before the Su-22 was shot down the Coalition called the Russians.",
        "Whether others say that a line was used that afternoon.",
        weigh(
            "cjtf-oir",
            "accounts that a line was used, or was not, before the shot",
            (Told(("line_used",), ("yes",), events=_SU22),),
            (Told(("line_used",), ("no",), events=_SU22),),
        ),
    ),
    Claim(
        "mod-not-used",
        "2017-06-18-su-22-shot-down.28",
        "Before the Su-22 was shot down the Coalition did not use the line.",
        "Whether others say that a line was used that afternoon.",
        weigh(
            "ru-mod",
            "accounts that a line was used, or was not, before the shot",
            (Told(("line_used",), ("no",), events=_SU22),),
            (Told(("line_used",), ("yes",), ("asserts", "qualifies"), _SU22),),
        ),
    ),
    Claim(
        "dunford-link-open",
        "2017-06-19-dunford-link-in-use.01",
        "The link still works; the two sides spoke in the last hours.",
        "Whether use or silence is reported from 18 to 20 June 2017.",
        use_in("Dunford", "2017-06-18", "2017-06-20"),
    ),
    Claim(
        "mod-ends-interaction",
        "2017-06-19-russia-ends-interaction.01",
        "Interaction under the memorandum has ended as of 19 June 2017.",
        "Whether others declare it suspended, open or restored from 20 June to 31 August 2017.",
        declared_off_in("ru-mod", "2017-06-20", "2017-08-31"),
    ),
    Claim(
        "lavrov-never-broken",
        "2017-08-06-lavrov-contacts-never-broken.01",
        "Contacts on Syria, the military ones included, were never interrupted.",
        "Whether use or silence of a military channel is reported from 8 April to 6 August 2017.",
        use_in("Lavrov", "2017-04-08", "2017-08-06", MILITARY),
    ),
    Claim(
        "konashenkov-limits",
        f"{_DEIR_EZ_ZOR}.12",
        "The limits of the operation at Deir ez-Zor were passed to the Americans ahead.",
        "Whether anyone but Moscow asserts or denies such notice.",
        weigh(
            "ru-mod",
            "an account of notice, or of none, that is not Russian",
            (Told(("warning", "line_used"), ("given", "yes"), events=(_DEIR_EZ_ZOR,), sides=("US", "third")),),
            (Told(("warning", "line_used"), ("not_given", "no"), events=(_DEIR_EZ_ZOR,), sides=("US", "third")),),
        ),
    ),
    Claim(
        "mattis-no-call-unanswered",
        "2017-12-29-mattis-line-never-down.01",
        "The line has never gone down and no call was left unanswered.",
        "Whether calls that got through, or did not at once, are reported up to that day.",
        weigh(
            "Mattis",
            "reports of use, and of calls not answered at once, up to 2017-12-29",
            (Seen(USE, _BOTH_LINES, "2015-10-20", "2017-12-29"),),
            (
                Seen(SILENCE, ("air-line",), "2016-06-16", "2016-06-16"),
                Told(("duration",), ("wait_for_us_contact",), events=(_CALL_2016,)),
            ),
        ),
    ),
    Claim(
        "lavrov-isis",
        "2018-01-19-lavrov-credits-line.01",
        "Cooperation over the channel did much to destroy the ISIS caliphate.",
        "Whether anyone but Moscow tells of such an effect.",
        weigh(
            "Lavrov",
            "an account of what the channel did against ISIS that is not Russian",
            (Told(("effect", "cause"), ("channel_helped_defeat_isis",), sides=("US", "third")),),
            (Told(("effect", "cause"), ("channel_helped_defeat_isis",), ("denies",)),),
        ),
    ),
    Claim(
        "harrigian-fewer",
        "2018-02-13-harrigian-fewer-encounters.01",
        "Close approaches are clearly fewer than two months earlier.",
        "Encounters in the air in the two months before 13 February 2018 and in the two before those.",
        compare("2018-02-13", 61, _IN_THE_AIR, grows=False),
    ),
    Claim(
        "peskov-active",
        "2018-04-12-kremlin-line-active.01",
        "The line is active and used from both ends.",
        "Whether use or silence is reported from 8 to 16 April 2018.",
        use_in("Peskov", "2018-04-08", "2018-04-16"),
    ),
    Claim(
        "mattis-never-interrupted",
        "2018-04-26-mattis-testimony.01",
        "The line was never interrupted.",
        "Whether use or silence is reported from 8 April to 31 August 2017.",
        use_in("Mattis", "2017-04-08", "2017-08-31", _BOTH_LINES),
    ),
    Claim(
        "shoigu-without-break",
        "2018-10-23-bolton-shoigu-moscow.02",
        "The military hotline runs without a break.",
        "Whether use or silence is reported from 1 January to 23 October 2018.",
        use_in("Shoigu", "2018-01-01", "2018-10-23", _BOTH_LINES),
    ),
    Claim(
        "shoigu-prevented",
        "2018-10-23-bolton-shoigu-moscow.01",
        "Constant contact has prevented grave incidents.",
        "Not prevention itself: whether fire or an advance ended, or went on, after a call, up to that day.",
        _prevented("Shoigu", "2015-10-20", "2018-10-23"),
    ),
    Claim(
        "trump-airspace",
        f"{_RAID}.02",
        "Russia opened the areas that it held to the flight of the raid.",
        "Whether others assert or deny it.",
        weigh(
            "Trump",
            "accounts that the airspace was opened, or was not",
            (Told(("effect",), ("airspace_opened",), events=(_RAID,)),),
            (Told(("effect",), ("airspace_opened",), ("denies",), (_RAID,)),),
        ),
    ),
    Claim(
        "jeffrey-increasing",
        "2020-02-05-jeffrey-on-russian-breaches.01",
        "The Russians break the deconfliction agreement more and more.",
        "Whether others tell of breaches by Russians, or of observance, from 9 December 2019 to July 2020.",
        weigh("Jeffrey", "accounts of observance or of breaches after the protocols", _BREACHES, _OBSERVANCE),
    ),
    Claim(
        "syromolotov-ongoing",
        "2020-05-15-syromolotov-on-channels.01",
        "Contact for the safety of both forces goes on.",
        "Whether use or silence of a military channel is reported within 90 days of 15 May 2020.",
        use_in("Syromolotov", "2020-02-15", "2020-08-13", MILITARY),
    ),
    Claim(
        "syromolotov-prevented",
        "2020-05-15-syromolotov-on-channels.03",
        "Contact has prevented dangerous incidents.",
        "Not prevention itself: whether fire or an advance ended, or went on, after a call, from October 2019 on.",
        _prevented("Syromolotov", "2019-10-01", "2020-12-31"),
    ),
    Claim(
        "ekman-comply",
        "2020-07-22-ekman-russians-keep-protocols.01",
        "By and large the Russians keep the protocols.",
        "Whether others tell of observance by Russians, or of breaches, from 9 December 2019 to July 2020.",
        weigh("Ekman", "accounts of observance or of breaches after the protocols", _OBSERVANCE, _BREACHES),
    ),
    Claim(
        "gerasimov-warned",
        f"{_COLLISION}.15",
        "The Coalition had been warned of the patrol that met the Americans near Dayrick.",
        "Whether others say that notice was given or not.",
        weigh(
            "Gerasimov",
            "accounts that notice was given, or was not",
            (Told(("warning",), ("given",), events=(_COLLISION,)),),
            (Told(("warning",), ("not_given",), ("asserts", "qualifies"), (_COLLISION,)),),
        ),
    ),
    Claim(
        "ullyot-struck",
        f"{_COLLISION}.04",
        "Near Dayrick a Russian vehicle struck the Coalition’s, in breach of the protocols.",
        "Whom others hold responsible.",
        weigh(
            "Ullyot",
            "accounts of who was responsible",
            (Told(("responsibility",), ("ru",), events=(_COLLISION,)),),
            (Told(("responsibility",), ("us", "both"), ("asserts", "qualifies"), (_COLLISION,)),),
        ),
    ),
)
