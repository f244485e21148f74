-- One row an account, with what it takes to compare it: its side, the proposition it is about, its number in base units.
CREATE VIEW account_told AS
SELECT
  accounts.*,
  parties.side,
  originators.chain,
  sources.kind AS source_kind,
  sources.kind IN (SELECT kind FROM weak_kinds) AS weak,
  CASE
    WHEN accounts.value IS NOT NULL OR accounts.aspect IN (SELECT aspect FROM open_aspects)
    THEN coalesce(accounts.position, '') ELSE ''
  END AS proposition,
  coalesce(accounts.position, '') AS taken,
  accounts.stance <> 'denies' AS holds,
  accounts.value * units.factor AS low,
  coalesce(accounts.value_max, accounts.value) * units.factor AS high,
  units.base
FROM accounts
JOIN parties ON parties.party_id = accounts.party
JOIN originators ON originators.originator_id = accounts.originator
JOIN sources ON sources.source_id = accounts.source_id
LEFT JOIN units ON units.unit = accounts.unit;

-- One row an event, aspect and proposition: agreed, disputed, one-sided or unaddressed between the US and Russia.
CREATE VIEW proposition_status AS
WITH pairs AS (
  SELECT
    us.event_id, us.aspect, us.proposition,
    max(us.value IS NOT NULL AND ru.value IS NOT NULL) AS numbers,
    max(us.base = ru.base AND us.low <= ru.high * 1.05 AND ru.low <= us.high * 1.05) AS numbers_meet,
    max(us.taken = ru.taken AND us.holds <> ru.holds) AS denied,
    max(us.holds AND ru.holds) AS both_hold,
    max(us.holds AND ru.holds AND us.taken = ru.taken) AS hold_the_same
  FROM account_told AS us
  JOIN account_told AS ru USING (event_id, aspect, proposition)
  WHERE us.side = 'US' AND ru.side = 'RU'
  GROUP BY us.event_id, us.aspect, us.proposition
)
SELECT
  told.event_id, told.aspect, told.proposition,
  CASE
    WHEN max(told.side IN ('US', 'RU')) = 0 THEN 'unaddressed'
    WHEN pairs.event_id IS NULL THEN 'one-sided'
    WHEN pairs.numbers THEN CASE WHEN pairs.numbers_meet THEN 'agreed' ELSE 'disputed' END
    WHEN pairs.denied OR (pairs.both_hold AND NOT pairs.hold_the_same) THEN 'disputed'
    ELSE 'agreed'
  END AS status
FROM account_told AS told
LEFT JOIN pairs USING (event_id, aspect, proposition)
GROUP BY told.event_id, told.aspect, told.proposition;

-- One row an event and aspect, with the strongest status among its propositions.
CREATE VIEW aspect_status AS
SELECT
  event_id, aspect,
  CASE min(CASE status WHEN 'disputed' THEN 0 WHEN 'agreed' THEN 1 WHEN 'one-sided' THEN 2 ELSE 3 END)
    WHEN 0 THEN 'disputed' WHEN 1 THEN 'agreed' WHEN 2 THEN 'one-sided' ELSE 'unaddressed'
  END AS status
FROM proposition_status
GROUP BY event_id, aspect;

-- One row an event: who is heard, how many independent originators, how many aspects are agreed and disputed.
CREATE VIEW event_evidence AS
SELECT
  told.event_id,
  event_dates.earliest,
  event_dates.latest,
  count(*) AS accounts,
  count(DISTINCT told.chain) AS originators,
  max(told.side = 'US') AS us_heard,
  max(told.side = 'RU') AS ru_heard,
  max(told.side = 'third') AS third_heard,
  min(told.weak) AS weak_only,
  (SELECT count(*) FROM aspect_status AS a WHERE a.event_id = told.event_id AND a.status = 'agreed') AS agreed,
  (SELECT count(*) FROM aspect_status AS a WHERE a.event_id = told.event_id AND a.status = 'disputed') AS disputed
FROM account_told AS told
JOIN event_dates USING (event_id)
GROUP BY told.event_id;

-- One row a suspension, with its shortest and longest possible length in days; no longest where no end is reported.
CREATE VIEW suspension_length AS
SELECT
  *,
  CASE WHEN end_earliest = '..' THEN 0
       ELSE max(0, CAST(julianday(end_earliest) - julianday(start_latest) AS INTEGER)) END AS shortest,
  CASE WHEN end_latest <> '..' THEN CAST(julianday(end_latest) - julianday(start_earliest) AS INTEGER) END AS longest
FROM suspensions;
