-- Instants are Unix time: "time" in seconds (a block's own clock), "..._at" in milliseconds (the wall clock).
-- Hashes are 32-byte blobs, addresses EIP-55 text. Raw integers of contracts are exact decimal text (INTEGER only where told), metrics are REAL.
-- The big tables lie in the order in which they are read, by owner and time, and have no other index; their ids refer to the small tables
-- by name: block_id to blocks, and so on. No foreign key watches over them: that would cost a look-up for each on every row of every cycle.

CREATE TABLE chains (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL,
  genesis    BLOB    NOT NULL,
  used_at    INTEGER NOT NULL,        -- of several chains of one name (a local node started anew) the last used is the current one
  unanswered INTEGER,                 -- the highest recorded block that no node could tell of: whether it still stands is to be asked again
  UNIQUE (name, genesis)
) STRICT;

CREATE TABLE blocks (
  id        INTEGER PRIMARY KEY,
  chain_id  INTEGER NOT NULL REFERENCES chains (id),
  number    INTEGER NOT NULL,
  hash      BLOB    NOT NULL,
  time      INTEGER NOT NULL,
  canonical INTEGER NOT NULL DEFAULT 1, -- 0: reorganised away
  filled    INTEGER NOT NULL DEFAULT 0, -- 1: read afterwards by a backfill; no rule has heard of it
  UNIQUE (chain_id, number, hash)
) STRICT;
CREATE INDEX blocks_by_time ON blocks (chain_id, time);

CREATE TABLE wallets (
  id      INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE assets (                 -- as readings name them: another symbol is another row
  id       INTEGER PRIMARY KEY,
  chain_id INTEGER NOT NULL REFERENCES chains (id),
  address  TEXT    NOT NULL,          -- '' is the native asset
  symbol   TEXT,                      -- null: the contract does not tell
  decimals INTEGER
) STRICT;
CREATE UNIQUE INDEX assets_once ON assets (chain_id, address, ifnull('=' || symbol, ''), ifnull(decimals, -1));

CREATE TABLE receipts (               -- lists of tokens that stand for positions and are no balances
  id     INTEGER PRIMARY KEY,
  tokens TEXT NOT NULL UNIQUE         -- JSON array of addresses
) STRICT;

CREATE TABLE revisions (              -- of the configuration
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE deployments (
  id         INTEGER PRIMARY KEY,
  chain_id   INTEGER NOT NULL REFERENCES chains (id),
  protocol   TEXT    NOT NULL,
  deployment TEXT    NOT NULL,
  UNIQUE (chain_id, protocol, deployment)
) STRICT;

CREATE TABLE subjects (               -- one wallet in one deployment
  id            INTEGER PRIMARY KEY,
  deployment_id INTEGER NOT NULL REFERENCES deployments (id),
  wallet_id     INTEGER NOT NULL REFERENCES wallets (id),
  events_from   INTEGER,              -- blocks from this one on were reorganised away: its events in those in their place are still to be read
  UNIQUE (deployment_id, wallet_id)
) STRICT;

CREATE TABLE states (                 -- what a subject has: only what is its own, written only when it changes
  id         INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: unused ones are looked for while others are written
  subject_id INTEGER NOT NULL,
  facts      TEXT    NOT NULL         -- its positions as JSON; the rest of them is in reserves and pools
) STRICT;

CREATE TABLE readings (               -- once per subject, block and configuration
  subject_id  INTEGER NOT NULL,
  time        INTEGER NOT NULL,
  block_id    INTEGER NOT NULL,
  revision_id INTEGER NOT NULL,
  state_id    INTEGER,                -- good: what it had
  failure     TEXT,                   -- unreadable: the reason, and the sentence for people
  why         TEXT,
  PRIMARY KEY (subject_id, time, block_id, revision_id),
  CHECK ((state_id IS NULL) = (failure IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX readings_unreadable ON readings (subject_id, time) WHERE failure IS NOT NULL;

CREATE TABLE reserves (               -- what a lending market says of an asset at a block, once for all wallets
  block_id      INTEGER NOT NULL,
  deployment_id INTEGER NOT NULL,
  asset_id      INTEGER NOT NULL,
  price         TEXT,                 -- the market's own oracle, in its own decimals
  supply_index  TEXT,                 -- what scaled supplies grow by, in ray
  supply_rate   TEXT,                 -- per year, in ray
  debt_index    TEXT,
  debt_rate     TEXT,
  PRIMARY KEY (block_id, deployment_id, asset_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pools (                  -- where a pool stands at a block, once for all positions in it
  block_id      INTEGER NOT NULL,
  deployment_id INTEGER NOT NULL,
  pool          TEXT    NOT NULL,
  curve         TEXT    NOT NULL,     -- JSON
  tick          INTEGER,
  PRIMARY KEY (block_id, deployment_id, pool)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  chain_id INTEGER NOT NULL REFERENCES chains (id),
  id       TEXT    NOT NULL,          -- transaction hash / log index
  kind     TEXT    NOT NULL,
  position TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  hash     BLOB    NOT NULL,
  time     INTEGER NOT NULL,
  summary  TEXT    NOT NULL,
  details  TEXT    NOT NULL,
  PRIMARY KEY (chain_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE prices (                 -- the feeds' answers at a block
  block_id  INTEGER NOT NULL,
  asset_id  INTEGER NOT NULL,
  answer_id INTEGER NOT NULL,
  PRIMARY KEY (block_id, asset_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_answers (          -- written when a feed moves
  id         INTEGER PRIMARY KEY,
  asset_id   INTEGER NOT NULL,
  source     TEXT,
  raw        TEXT,                    -- USD per whole unit = raw / 10^decimals; null where there is no price
  decimals   INTEGER,
  usd        REAL,
  updated_at INTEGER,                 -- in seconds, by the feed
  failure    TEXT,                    -- the feed could not be read
  why        TEXT                     -- why there is no price
) STRICT;
CREATE INDEX price_answers_by_asset ON price_answers (asset_id, updated_at);

CREATE TABLE metrics (                -- the columns of the tables of samples, left to right
  scope TEXT    NOT NULL,             -- loan_samples, ...
  bit   INTEGER NOT NULL,             -- its place; that bit of "unknown" is set where it applies and could not be known
  name  TEXT    NOT NULL,
  unit  TEXT    NOT NULL,
  PRIMARY KEY (scope, bit)
) STRICT, WITHOUT ROWID;
INSERT INTO metrics (scope, bit, name, unit) VALUES
  ('loan', 0, 'healthFactor', 'ratio'), ('loan', 1, 'ltv', 'ratio'), ('loan', 2, 'collateralRatio', 'ratio'),
  ('loan', 3, 'liquidationDistance', 'ratio'), ('loan', 4, 'interestDays', 'days'), ('loan', 5, 'collateralUsd', 'USD'), ('loan', 6, 'debtUsd', 'USD'),
  ('liquidity', 0, 'imbalance', 'ratio'), ('liquidity', 1, 'spotDeviation', 'ratio'), ('liquidity', 2, 'inRange', '0/1'),
  ('liquidity', 3, 'rangeDistance', 'ratio'), ('liquidity', 4, 'share', 'ratio'), ('liquidity', 5, 'valueUsd', 'USD'),
  ('wallet', 0, 'maxDrift', 'ratio'), ('wallet', 1, 'turnover', 'ratio'), ('wallet', 2, 'concentration', 'ratio'),
  ('wallet', 3, 'netUsd', 'USD'), ('wallet', 4, 'assetsUsd', 'USD'), ('wallet', 5, 'totalDebtUsd', 'USD'),
  ('asset', 0, 'balance', 'units'), ('asset', 1, 'value', 'USD'), ('asset', 2, 'weight', 'ratio'), ('asset', 3, 'drift', 'ratio'),
  ('price', 0, 'priceAge', 'seconds'), ('price', 1, 'price', 'USD');

CREATE TABLE series (                 -- what is measured together: a loan, a share of a pool, a wallet or portfolio, an asset of it, a price
  id        INTEGER PRIMARY KEY,
  chain_id  INTEGER REFERENCES chains (id), -- null: of a portfolio over several chains
  wallet_id INTEGER REFERENCES wallets (id),
  subject   TEXT NOT NULL,            -- a position's id, chain/wallet, a portfolio's label, or a chain
  position  TEXT,                     -- the position's id where the subject is one
  scope     TEXT NOT NULL,            -- whose metrics: loan, liquidity, wallet, asset or price
  asset     TEXT                      -- as the metric names it: weight(ETH)
) STRICT;
CREATE UNIQUE INDEX series_once ON series (subject, scope, ifnull(asset, ''), ifnull(chain_id, 0), ifnull(wallet_id, 0));

-- A metric is null where it does not apply or is unknown (then its bit is set), and infinite where it is.

CREATE TABLE loan_samples (
  series_id            INTEGER NOT NULL,
  time                 INTEGER NOT NULL,
  block_id             INTEGER NOT NULL,
  unknown              INTEGER NOT NULL,
  health_factor        ANY,           -- exact, in units of 10^-18: INTEGER, TEXT where that does not hold it, REAL where infinite
  ltv                  REAL,
  collateral_ratio     REAL,
  liquidation_distance REAL,
  interest_days        REAL,
  collateral_usd       REAL,
  debt_usd             REAL,
  PRIMARY KEY (series_id, time, block_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE liquidity_samples (
  series_id      INTEGER NOT NULL,
  time           INTEGER NOT NULL,
  block_id       INTEGER NOT NULL,
  unknown        INTEGER NOT NULL,
  imbalance      REAL,
  spot_deviation REAL,
  in_range       REAL,
  range_distance REAL,
  share          REAL,
  value_usd      REAL,
  PRIMARY KEY (series_id, time, block_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE wallet_samples (
  series_id      INTEGER NOT NULL,
  time           INTEGER NOT NULL,
  block_id       INTEGER NOT NULL,
  unknown        INTEGER NOT NULL,
  max_drift      REAL,
  turnover       REAL,
  concentration  REAL,
  net_usd        REAL,
  assets_usd     REAL,
  total_debt_usd REAL,
  PRIMARY KEY (series_id, time, block_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE asset_samples (
  series_id INTEGER NOT NULL,
  time      INTEGER NOT NULL,
  block_id  INTEGER NOT NULL,
  unknown   INTEGER NOT NULL,
  balance   REAL,
  value     REAL,
  weight    REAL,
  drift     REAL,
  PRIMARY KEY (series_id, time, block_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_samples (
  series_id INTEGER NOT NULL,
  time      INTEGER NOT NULL,
  block_id  INTEGER NOT NULL,
  unknown   INTEGER NOT NULL,
  price_age REAL,
  price     REAL,
  PRIMARY KEY (series_id, time, block_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE fixed_facts (            -- what can never change on a chain: target, calldata -> answer
  genesis  BLOB NOT NULL,
  target   TEXT NOT NULL,
  calldata BLOB NOT NULL,
  answer   BLOB NOT NULL,
  PRIMARY KEY (genesis, target, calldata)
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_states (           -- what the alert machine goes on with after a restart
  rule    TEXT NOT NULL,
  subject TEXT NOT NULL,
  state   TEXT NOT NULL,
  PRIMARY KEY (rule, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
  id              TEXT PRIMARY KEY,
  rule            TEXT NOT NULL,
  subject         TEXT NOT NULL,
  severity        TEXT NOT NULL,
  state           TEXT NOT NULL,      -- inactive, pending, firing, resolved
  chain           TEXT,
  wallet          TEXT,
  label           TEXT,               -- of the wallet or the portfolio
  protocol        TEXT,
  position        TEXT,
  built_in        INTEGER NOT NULL,   -- 1: of the watcher on itself
  metric          TEXT,
  value           TEXT,
  threshold       TEXT,
  started_at      INTEGER NOT NULL,
  fired_at        INTEGER,
  resolved_at     INTEGER,
  unknown_since   INTEGER,
  block_number    INTEGER,
  block_hash      BLOB,
  block_time      INTEGER,
  details         TEXT NOT NULL       -- everything known of it, as JSON, with the position as reported when it fired and now
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_by_start ON alerts (started_at);

CREATE TABLE alert_transitions (
  id           INTEGER PRIMARY KEY,
  alert_id     TEXT NOT NULL,
  at           INTEGER NOT NULL,
  "from"       TEXT NOT NULL,
  "to"         TEXT NOT NULL,
  reason       TEXT NOT NULL,
  block_number INTEGER,
  block_hash   BLOB,
  block_time   INTEGER
) STRICT;
CREATE INDEX alert_transitions_by_alert ON alert_transitions (alert_id);
CREATE INDEX alert_transitions_by_block ON alert_transitions (block_hash) WHERE block_hash IS NOT NULL;

CREATE TABLE acknowledgements (       -- what people say, written beside a running watcher: the alerts themselves know nothing of it
  alert_id TEXT PRIMARY KEY,
  at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE silences (               -- a column that is null takes all; built-in alerts only by their rule
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  rule        TEXT COLLATE NOCASE,
  subject     TEXT,
  wallet      TEXT COLLATE NOCASE,    -- an address, or a portfolio's label
  protocol    TEXT COLLATE NOCASE,
  chain       TEXT COLLATE NOCASE,
  unknown_too INTEGER NOT NULL,       -- 1: holds back UNKNOWN as well
  note        TEXT,
  created_at  INTEGER NOT NULL,
  until_at    INTEGER NOT NULL,
  ended_at    INTEGER                 -- ended by somebody before its time
) STRICT;

CREATE TABLE outbox (
  id              INTEGER PRIMARY KEY,
  channel         TEXT NOT NULL,
  notification_id TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  body            BLOB NOT NULL,      -- rendered once, resent byte for byte
  created_at      INTEGER NOT NULL,
  state           TEXT NOT NULL DEFAULT 'pending', -- pending, delivered, rejected
  attempts        INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  UNIQUE (idempotency_key, channel)
) STRICT;
CREATE INDEX outbox_pending ON outbox (channel, id) WHERE state = 'pending';
CREATE INDEX outbox_rejected ON outbox (channel) WHERE state = 'rejected';

CREATE TABLE outbox_notifications (   -- a message may tell of several alerts: then it waits for, and holds up, the messages of each
  outbox_id       INTEGER NOT NULL REFERENCES outbox (id),
  notification_id TEXT    NOT NULL,
  alert_id        TEXT,
  PRIMARY KEY (outbox_id, notification_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_notifications_by_alert ON outbox_notifications (alert_id, outbox_id);

CREATE TABLE deliveries (             -- every attempt, with what the other side said
  id        INTEGER PRIMARY KEY,
  outbox_id INTEGER NOT NULL REFERENCES outbox (id),
  attempt   INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  took_ms   INTEGER NOT NULL,
  outcome   TEXT NOT NULL,            -- delivered, retry, rejected
  receipt   TEXT NOT NULL
) STRICT;
CREATE INDEX deliveries_by_message ON deliveries (outbox_id);

CREATE TABLE endpoint_calls (         -- what each endpoint was asked, hour by hour of the wall clock, for the budget of a rolling day
  chain    TEXT    NOT NULL,
  endpoint TEXT    NOT NULL,          -- host#index
  hour     INTEGER NOT NULL,          -- since 1970
  calls    INTEGER NOT NULL,
  PRIMARY KEY (chain, endpoint, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_health (
  channel       TEXT PRIMARY KEY,
  failures      INTEGER NOT NULL,     -- in a row; 0 when healthy
  failing_since INTEGER,
  last_error    TEXT,
  last_success  INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE upkeep (                 -- how far the old history is thinned
  tier  TEXT PRIMARY KEY,             -- hourly: one row an hour stays; daily: one a day; gone: none
  until INTEGER NOT NULL              -- what is older is done, in block time
) STRICT, WITHOUT ROWID;

-- The views are a public API: see docs/database.md.

-- Every metric of every series as a row of its own; the arms differ in their table only.
CREATE VIEW every_sample AS
SELECT c.name AS chain, w.address AS wallet, s.subject, s.position, m.name AS metric, m.unit,
       b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, p.time, strftime('%Y-%m-%dT%H:%M:%SZ', p.time, 'unixepoch') AS timestamp,
       CASE m.bit WHEN 0 THEN CAST(p.health_factor AS REAL) / 1e18 WHEN 1 THEN p.ltv WHEN 2 THEN p.collateral_ratio WHEN 3 THEN p.liquidation_distance
         WHEN 4 THEN p.interest_days WHEN 5 THEN p.collateral_usd WHEN 6 THEN p.debt_usd END AS value,
       CASE WHEN m.bit = 0 AND typeof(p.health_factor) <> 'real' THEN rtrim(rtrim(
         CASE WHEN length(p.health_factor) > 18 THEN substr(p.health_factor, 1, length(p.health_factor) - 18) ELSE '0' END
         || '.' || substr('000000000000000000' || p.health_factor, -18), '0'), '.') END AS exact, p.unknown >> m.bit & 1 AS unknown, b.canonical
FROM loan_samples p JOIN metrics m ON m.scope = 'loan' JOIN series s ON s.id = p.series_id JOIN blocks b ON b.id = p.block_id
LEFT JOIN chains c ON c.id = s.chain_id LEFT JOIN wallets w ON w.id = s.wallet_id
UNION ALL
SELECT c.name AS chain, w.address AS wallet, s.subject, s.position, m.name AS metric, m.unit,
       b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, p.time, strftime('%Y-%m-%dT%H:%M:%SZ', p.time, 'unixepoch') AS timestamp,
       CASE m.bit WHEN 0 THEN p.imbalance WHEN 1 THEN p.spot_deviation WHEN 2 THEN p.in_range WHEN 3 THEN p.range_distance WHEN 4 THEN p.share WHEN 5 THEN p.value_usd END AS value,
       NULL AS exact, p.unknown >> m.bit & 1 AS unknown, b.canonical
FROM liquidity_samples p JOIN metrics m ON m.scope = 'liquidity' JOIN series s ON s.id = p.series_id JOIN blocks b ON b.id = p.block_id
LEFT JOIN chains c ON c.id = s.chain_id LEFT JOIN wallets w ON w.id = s.wallet_id
UNION ALL
SELECT c.name AS chain, w.address AS wallet, s.subject, s.position, m.name AS metric, m.unit,
       b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, p.time, strftime('%Y-%m-%dT%H:%M:%SZ', p.time, 'unixepoch') AS timestamp,
       CASE m.bit WHEN 0 THEN p.max_drift WHEN 1 THEN p.turnover WHEN 2 THEN p.concentration WHEN 3 THEN p.net_usd WHEN 4 THEN p.assets_usd WHEN 5 THEN p.total_debt_usd END AS value,
       NULL AS exact, p.unknown >> m.bit & 1 AS unknown, b.canonical
FROM wallet_samples p JOIN metrics m ON m.scope = 'wallet' JOIN series s ON s.id = p.series_id JOIN blocks b ON b.id = p.block_id
LEFT JOIN chains c ON c.id = s.chain_id LEFT JOIN wallets w ON w.id = s.wallet_id
UNION ALL
SELECT c.name AS chain, w.address AS wallet, s.subject, s.position, m.name || '(' || s.asset || ')' AS metric, m.unit,
       b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, p.time, strftime('%Y-%m-%dT%H:%M:%SZ', p.time, 'unixepoch') AS timestamp,
       CASE m.bit WHEN 0 THEN p.balance WHEN 1 THEN p.value WHEN 2 THEN p.weight WHEN 3 THEN p.drift END AS value,
       NULL AS exact, p.unknown >> m.bit & 1 AS unknown, b.canonical
FROM asset_samples p JOIN metrics m ON m.scope = 'asset' JOIN series s ON s.id = p.series_id JOIN blocks b ON b.id = p.block_id
LEFT JOIN chains c ON c.id = s.chain_id LEFT JOIN wallets w ON w.id = s.wallet_id
UNION ALL
SELECT c.name AS chain, w.address AS wallet, s.subject, s.position, m.name || '(' || s.asset || ')' AS metric, m.unit,
       b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, p.time, strftime('%Y-%m-%dT%H:%M:%SZ', p.time, 'unixepoch') AS timestamp,
       CASE m.bit WHEN 0 THEN p.price_age WHEN 1 THEN p.price END AS value,
       NULL AS exact, p.unknown >> m.bit & 1 AS unknown, b.canonical
FROM price_samples p JOIN metrics m ON m.scope = 'price' JOIN series s ON s.id = p.series_id JOIN blocks b ON b.id = p.block_id
LEFT JOIN chains c ON c.id = s.chain_id LEFT JOIN wallets w ON w.id = s.wallet_id;

CREATE VIEW v_history AS
SELECT chain, wallet, subject, position, metric, unit, block, block_hash, time, timestamp, value,
       CASE WHEN value IN (9e999, -9e999) THEN 'Infinity' ELSE ifnull(exact, CAST(value AS TEXT)) END AS exact, canonical
FROM every_sample WHERE value IS NOT NULL OR unknown;

CREATE VIEW v_health_factor AS        -- ratio; below 1 the loan can be liquidated, infinite without debt
SELECT chain, wallet, position, block, block_hash, time, timestamp, value, exact
FROM v_history WHERE metric = 'healthFactor' AND canonical = 1;

CREATE VIEW v_liquidation_distances AS -- distance: ratio, the smallest adverse move of prices; interest_days: days until interest alone does it
SELECT c.name AS chain, w.address AS wallet, s.position, b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, p.time,
       strftime('%Y-%m-%dT%H:%M:%SZ', p.time, 'unixepoch') AS timestamp, p.liquidation_distance AS distance, p.interest_days, CAST(p.health_factor AS REAL) / 1e18 AS health_factor,
       p.collateral_usd, p.debt_usd
FROM loan_samples p JOIN series s ON s.id = p.series_id JOIN blocks b ON b.id = p.block_id
JOIN chains c ON c.id = s.chain_id JOIN wallets w ON w.id = s.wallet_id WHERE b.canonical = 1;

CREATE VIEW v_imbalance AS            -- ratios, range_distance negative when out of range; in_range 0 or 1; value_usd in USD
SELECT c.name AS chain, w.address AS wallet, s.position, b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, p.time,
       strftime('%Y-%m-%dT%H:%M:%SZ', p.time, 'unixepoch') AS timestamp, p.imbalance, p.spot_deviation, p.in_range, p.range_distance, p.share, p.value_usd
FROM liquidity_samples p JOIN series s ON s.id = p.series_id JOIN blocks b ON b.id = p.block_id
JOIN chains c ON c.id = s.chain_id JOIN wallets w ON w.id = s.wallet_id WHERE b.canonical = 1;

CREATE VIEW v_gaps AS                 -- where the watcher was blind: from the first unreadable reading to the next good one, if there is one yet
SELECT c.name AS chain, w.address AS wallet, d.protocol, d.deployment, r.failure AS reason, r.why,
       r.time AS "from", n.time AS until, n.time - r.time AS seconds, strftime('%Y-%m-%dT%H:%M:%SZ', r.time, 'unixepoch') AS from_timestamp, strftime('%Y-%m-%dT%H:%M:%SZ', n.time, 'unixepoch') AS until_timestamp,
       (SELECT count(*) FROM readings m WHERE m.subject_id = r.subject_id AND m.failure IS NOT NULL
        AND m.time >= r.time AND m.time < ifnull(n.time, 9223372036854775807)) AS readings
FROM readings r
JOIN subjects s ON s.id = r.subject_id
JOIN deployments d ON d.id = s.deployment_id
JOIN chains c ON c.id = d.chain_id
JOIN wallets w ON w.id = s.wallet_id
LEFT JOIN readings n ON n.subject_id = r.subject_id AND (n.time, n.block_id, n.revision_id) = (
  SELECT g.time, g.block_id, g.revision_id FROM readings g
  WHERE g.subject_id = r.subject_id AND g.failure IS NULL AND g.time > r.time ORDER BY g.time, g.block_id, g.revision_id LIMIT 1)
WHERE r.failure IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM readings e WHERE e.subject_id = r.subject_id AND e.failure IS NOT NULL AND (e.time, e.block_id, e.revision_id) = (
    SELECT h.time, h.block_id, h.revision_id FROM readings h
    WHERE h.subject_id = r.subject_id AND (h.time, h.block_id, h.revision_id) < (r.time, r.block_id, r.revision_id)
    ORDER BY h.time DESC, h.block_id DESC, h.revision_id DESC LIMIT 1));

-- A leg that grows by an index is kept in its scaled form; its raw amount is scaled * index / 10^27, rounded as the protocol does. Here that is
-- done to the last digit in limbs of nine decimal digits: dividing by 10^27 drops three of them. LIMIT -1 keeps SQLite from computing a limb
-- anew wherever it is used.
CREATE VIEW v_positions_latest AS
SELECT c.name AS chain, w.address AS wallet, d.protocol, d.deployment, p.value ->> '$.id' AS position,
       p.value ->> '$.type' AS kind, b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, r.time,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.time, 'unixepoch') AS timestamp,
       EXISTS (SELECT 1 FROM readings l WHERE l.subject_id = s.id AND l.time > r.time AND l.failure IS NOT NULL) AS unknown_since_then,
       json_set(json_remove(p.value, '$.receipts'), '$.legs', (
         SELECT json_group_array(json_patch('{}', json_object(
           'role', role, 'asset', json_object('chain', c.name, 'address', nullif(address, ''), 'symbol', symbol, 'decimals', decimals),
           'raw', ifnull(raw, ifnull(nullif(ltrim(printf('%d%09d%09d%09d%09d%09d',
             c8 + (c7 + (c6 + (c5 + (c4 + (c3 + (c2 + (c1 + (c0) / e) / e) / e) / e) / e) / e) / e) / e,
             (c7 + (c6 + (c5 + (c4 + (c3 + (c2 + (c1 + (c0) / e) / e) / e) / e) / e) / e) / e) % e,
             (c6 + (c5 + (c4 + (c3 + (c2 + (c1 + (c0) / e) / e) / e) / e) / e) / e) % e,
             (c5 + (c4 + (c3 + (c2 + (c1 + (c0) / e) / e) / e) / e) / e) % e,
             (c4 + (c3 + (c2 + (c1 + (c0) / e) / e) / e) / e) % e,
             (c3 + (c2 + (c1 + (c0) / e) / e) / e) % e), '0'), ''), '0')),
           'oraclePrice', price, 'liquidationThreshold', threshold, 'ratePerYear', rate)))
         FROM (
           SELECT role, address, symbol, decimals, raw, price, threshold, rate, 1000000000 AS e,
                 x0 * y0 + up AS c0, x0 * y1 + x1 * y0 + up AS c1, x0 * y2 + x1 * y1 + x2 * y0 + up + half AS c2,
                 x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0 AS c3, x0 * y4 + x1 * y3 + x2 * y2 + x3 * y1 + x4 * y0 AS c4,
                 x1 * y4 + x2 * y3 + x3 * y2 + x4 * y1 AS c5, x2 * y4 + x3 * y3 + x4 * y2 AS c6, x3 * y4 + x4 * y3 AS c7, x4 * y4 AS c8
           FROM (
             SELECT *, CAST(substr(x, 37, 9) AS INTEGER) AS x0, CAST(substr(x, 28, 9) AS INTEGER) AS x1, CAST(substr(x, 19, 9) AS INTEGER) AS x2,
                   CAST(substr(x, 10, 9) AS INTEGER) AS x3, CAST(substr(x, 1, 9) AS INTEGER) AS x4,
                   CAST(substr(y, 37, 9) AS INTEGER) AS y0, CAST(substr(y, 28, 9) AS INTEGER) AS y1, CAST(substr(y, 19, 9) AS INTEGER) AS y2,
                   CAST(substr(y, 10, 9) AS INTEGER) AS y3, CAST(substr(y, 1, 9) AS INTEGER) AS y4
             FROM (
               SELECT l.value ->> '$.role' AS role, a.address, a.symbol, a.decimals, l.value ->> '$.raw' AS raw,
                      ifnull(l.value ->> '$.oraclePrice', m.price) AS price, l.value ->> '$.liquidationThreshold' AS threshold,
                      ifnull(l.value ->> '$.ratePerYear', iif(l.value ->> '$.role' = 'debt', m.debt_rate, m.supply_rate)) AS rate,
                      iif(l.value ->> '$.rounding' = 'halfUp', 500000000, 0) AS half, iif(l.value ->> '$.rounding' = 'up', 999999999, 0) AS up,
                      substr('000000000000000000000000000000000000000000000' || (l.value ->> '$.scaled'), -45) AS x,
                      substr('000000000000000000000000000000000000000000000'
                        || ifnull(l.value ->> '$.index', iif(l.value ->> '$.role' = 'debt', m.debt_index, m.supply_index)), -45) AS y
               FROM json_each(p.value, '$.legs') l JOIN assets a ON a.id = l.value ->> '$.asset'
               LEFT JOIN reserves m ON m.block_id = r.block_id AND m.deployment_id = d.id AND m.asset_id = a.id
               ORDER BY l.key LIMIT -1)
             LIMIT -1)
           LIMIT -1))) AS facts
FROM subjects s
JOIN deployments d ON d.id = s.deployment_id
JOIN chains c ON c.id = d.chain_id AND c.id = (SELECT n.id FROM chains n WHERE n.name = c.name ORDER BY n.used_at DESC, n.id DESC LIMIT 1)
JOIN wallets w ON w.id = s.wallet_id
CROSS JOIN readings r ON r.subject_id = s.id AND (r.time, r.block_id, r.revision_id) = ( -- CROSS: subjects first, then one look-up for each
  SELECT g.time, g.block_id, g.revision_id FROM readings g JOIN blocks k ON k.id = g.block_id
  WHERE g.subject_id = s.id AND g.state_id IS NOT NULL AND k.canonical = 1 ORDER BY g.time DESC, g.block_id DESC, g.revision_id DESC LIMIT 1)
JOIN blocks b ON b.id = r.block_id
JOIN states f ON f.id = r.state_id
JOIN json_each(f.facts) p;

CREATE VIEW v_legs AS                 -- of v_positions_latest; raw in the token's smallest unit, amount in whole tokens
SELECT p.chain, p.wallet, p.protocol, p.deployment, p.position, p.kind, l.key AS leg, l.value ->> '$.role' AS role,
       l.value ->> '$.asset.symbol' AS symbol, l.value ->> '$.asset.address' AS asset, l.value ->> '$.asset.decimals' AS decimals,
       l.value ->> '$.raw' AS raw, CAST(l.value ->> '$.raw' AS REAL) / CAST('1e' || (l.value ->> '$.asset.decimals') AS REAL) AS amount,
       p.block, p.block_hash, p.time, p.timestamp, p.unknown_since_then
FROM v_positions_latest p JOIN json_each(p.facts, '$.legs') l;

CREATE VIEW v_balances AS             -- what wallets hold themselves: raw in the token's smallest unit, amount in whole tokens
SELECT chain, wallet, symbol, asset, decimals, raw, amount, block, block_hash, time, timestamp, unknown_since_then
FROM v_legs WHERE role = 'balance';

CREATE VIEW v_prices AS               -- market prices: usd per whole token, raw / 10^decimals to the last digit; age in seconds at the block
SELECT c.name AS chain, nullif(a.address, '') AS asset,
       (SELECT n.symbol FROM assets n WHERE n.chain_id = a.chain_id AND n.address = a.address AND n.symbol IS NOT NULL ORDER BY n.id DESC LIMIT 1) AS symbol,
       q.source, b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, b.time, strftime('%Y-%m-%dT%H:%M:%SZ', b.time, 'unixepoch') AS timestamp,
       q.usd, q.raw, q.decimals, strftime('%Y-%m-%dT%H:%M:%SZ', q.updated_at, 'unixepoch') AS updated, b.time - q.updated_at AS age, q.failure, q.why, b.canonical
FROM prices p JOIN price_answers q ON q.id = p.answer_id JOIN assets a ON a.id = p.asset_id
JOIN chains c ON c.id = a.chain_id JOIN blocks b ON b.id = p.block_id;

CREATE VIEW v_silences AS
SELECT id, rule, subject, wallet, protocol, chain, unknown_too, note,
       strftime('%Y-%m-%dT%H:%M:%SZ', created_at / 1000, 'unixepoch') AS created,
       strftime('%Y-%m-%dT%H:%M:%SZ', until_at / 1000, 'unixepoch') AS until,
       strftime('%Y-%m-%dT%H:%M:%SZ', ended_at / 1000, 'unixepoch') AS ended,
       ended_at IS NULL AND until_at / 1000 > CAST(strftime('%s', 'now') AS INTEGER) AS active
FROM silences;

CREATE VIEW v_alerts AS
SELECT id, rule, subject, severity, state, chain, wallet, position, metric, value, threshold,
       strftime('%Y-%m-%dT%H:%M:%SZ', fired_at / 1000, 'unixepoch') AS fired,
       strftime('%Y-%m-%dT%H:%M:%SZ', resolved_at / 1000, 'unixepoch') AS resolved,
       strftime('%Y-%m-%dT%H:%M:%SZ', unknown_since / 1000, 'unixepoch') AS unknown_since,
       EXISTS (SELECT 1 FROM acknowledgements k WHERE k.alert_id = a.id) AS acknowledged,
       (SELECT max(s.until) FROM v_silences s
        WHERE s.active AND CASE WHEN s.rule IS NULL THEN NOT a.built_in ELSE s.rule = a.rule END AND (s.subject IS NULL OR s.subject = a.subject)
          AND (s.wallet IS NULL OR s.wallet = coalesce(a.wallet, a.label)) AND (s.protocol IS NULL OR s.protocol = a.protocol)
          AND (s.chain IS NULL OR s.chain = a.chain)) AS silenced_until,
       block_number AS block, '0x' || lower(hex(block_hash)) AS block_hash
FROM alerts a WHERE state <> 'inactive' OR unknown_since IS NOT NULL;

CREATE VIEW v_deliveries AS
SELECT o.channel, n.notification_id, o.idempotency_key, n.alert_id, o.state, d.attempt, d.outcome, d.receipt,
       strftime('%Y-%m-%dT%H:%M:%SZ', d.at / 1000, 'unixepoch') AS timestamp, d.took_ms
FROM outbox o
JOIN outbox_notifications n ON n.outbox_id = o.id
LEFT JOIN deliveries d ON d.outbox_id = o.id;
