-- Instants are Unix time: "time" in seconds (a block's own clock), "..._at" in milliseconds (the wall clock).
-- Hashes are 32-byte blobs, addresses EIP-55 text, amounts and prices exact decimal text with a REAL beside them for charts.

CREATE TABLE chains (
  id       INTEGER PRIMARY KEY,
  name     TEXT    NOT NULL,
  genesis  BLOB    NOT NULL,
  used_at  INTEGER NOT NULL,          -- of several chains of one name (a local node started anew) the last used is the current one
  UNIQUE (name, genesis)
) STRICT;

CREATE TABLE blocks (
  id        INTEGER PRIMARY KEY,
  chain_id  INTEGER NOT NULL REFERENCES chains (id),
  number    INTEGER NOT NULL,
  hash      BLOB    NOT NULL,
  time      INTEGER NOT NULL,
  canonical INTEGER NOT NULL DEFAULT 1, -- 0: reorganised away
  UNIQUE (chain_id, number, hash)
) STRICT;

CREATE TABLE wallets (
  id      INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE assets (
  id       INTEGER PRIMARY KEY,
  chain_id INTEGER NOT NULL REFERENCES chains (id),
  address  TEXT    NOT NULL,          -- '' is the native asset
  UNIQUE (chain_id, address)
) STRICT;

CREATE TABLE revisions (              -- of the configuration
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE subjects (
  id         INTEGER PRIMARY KEY,
  chain_id   INTEGER NOT NULL REFERENCES chains (id),
  wallet_id  INTEGER NOT NULL REFERENCES wallets (id),
  protocol   TEXT    NOT NULL,
  deployment TEXT    NOT NULL,
  UNIQUE (chain_id, wallet_id, protocol, deployment)
) STRICT;

CREATE TABLE readings (
  id          INTEGER PRIMARY KEY,
  subject_id  INTEGER NOT NULL REFERENCES subjects (id),
  time        INTEGER NOT NULL,
  block_id    INTEGER NOT NULL REFERENCES blocks (id),
  revision_id INTEGER NOT NULL REFERENCES revisions (id),
  facts       TEXT,                   -- good: the positions as JSON, null where same_as has them
  same_as     INTEGER,                -- the earlier reading of the subject that has the very same facts
  failure     TEXT,                   -- unreadable: the reason, and the sentence for people
  why         TEXT,
  CHECK ((facts IS NOT NULL) + (same_as IS NOT NULL) + (failure IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX readings_once ON readings (block_id, subject_id, revision_id);
CREATE INDEX readings_by_time ON readings (subject_id, time);

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

CREATE TABLE prices (
  block_id   INTEGER NOT NULL REFERENCES blocks (id),
  asset_id   INTEGER NOT NULL REFERENCES assets (id),
  source     TEXT,
  raw        TEXT,                    -- USD per whole unit = raw / 10^decimals; null where there is no price
  decimals   INTEGER,
  usd        REAL,
  updated_at INTEGER,
  failure    TEXT,                    -- the feed could not be read
  why        TEXT,                    -- why there is no price
  PRIMARY KEY (block_id, asset_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
  id        INTEGER PRIMARY KEY,
  chain_id  INTEGER REFERENCES chains (id), -- null: of a portfolio over several chains
  wallet_id INTEGER REFERENCES wallets (id),
  subject   TEXT NOT NULL,            -- a position's id, chain/wallet, a portfolio's label, or a chain
  position  TEXT,                     -- the position's id where the subject is one
  metric    TEXT NOT NULL,
  unit      TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX series_once ON series (subject, metric, ifnull(chain_id, 0), ifnull(wallet_id, 0));

CREATE TABLE samples (
  series_id INTEGER NOT NULL REFERENCES series (id),
  time      INTEGER NOT NULL,
  block_id  INTEGER NOT NULL REFERENCES blocks (id),
  value     REAL,                     -- null: unknown at this block
  exact     TEXT,                     -- the same to the last digit; 'Infinity' where infinite
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
  alert_id        TEXT,
  body            BLOB NOT NULL,      -- rendered once, resent byte for byte
  created_at      INTEGER NOT NULL,
  state           TEXT NOT NULL DEFAULT 'pending', -- pending, delivered, rejected
  attempts        INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  UNIQUE (idempotency_key, channel)
) STRICT;
CREATE INDEX outbox_pending ON outbox (channel, id) WHERE state = 'pending';
CREATE INDEX outbox_pending_by_alert ON outbox (channel, alert_id, id) WHERE state = 'pending';
CREATE INDEX outbox_rejected ON outbox (channel) WHERE state = 'rejected';
CREATE INDEX outbox_by_alert ON outbox (alert_id);

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

CREATE TABLE channel_health (
  channel       TEXT PRIMARY KEY,
  failures      INTEGER NOT NULL,     -- in a row; 0 when healthy
  failing_since INTEGER,
  last_error    TEXT,
  last_success  INTEGER
) STRICT, WITHOUT ROWID;

-- The views are a public API: see docs/database.md.

CREATE VIEW v_history AS
SELECT c.name AS chain, w.address AS wallet, s.subject, s.position, s.metric, s.unit,
       b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, p.time,
       strftime('%Y-%m-%dT%H:%M:%SZ', p.time, 'unixepoch') AS timestamp, p.value, p.exact, b.canonical
FROM samples p
JOIN series s ON s.id = p.series_id
JOIN blocks b ON b.id = p.block_id
LEFT JOIN chains c ON c.id = s.chain_id
LEFT JOIN wallets w ON w.id = s.wallet_id;

CREATE VIEW v_health_factor AS
SELECT chain, wallet, position, block, block_hash, time, timestamp, value, exact
FROM v_history WHERE metric = 'healthFactor' AND canonical = 1;

CREATE VIEW v_positions_latest AS
SELECT c.name AS chain, w.address AS wallet, s.protocol, s.deployment, json_extract(p.value, '$.id') AS position,
       json_extract(p.value, '$.type') AS kind, b.number AS block, '0x' || lower(hex(b.hash)) AS block_hash, r.time,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.time, 'unixepoch') AS timestamp,
       EXISTS (SELECT 1 FROM readings l WHERE l.subject_id = s.id AND l.time > r.time AND l.failure IS NOT NULL) AS unknown_since_then,
       p.value AS facts
FROM subjects s
JOIN chains c ON c.id = s.chain_id AND c.id = (SELECT d.id FROM chains d WHERE d.name = c.name ORDER BY d.used_at DESC, d.id DESC LIMIT 1)
JOIN wallets w ON w.id = s.wallet_id
JOIN readings r ON r.id = (
  SELECT g.id FROM readings g JOIN blocks k ON k.id = g.block_id
  WHERE g.subject_id = s.id AND g.failure IS NULL AND k.canonical = 1 ORDER BY g.time DESC, g.id DESC LIMIT 1)
JOIN blocks b ON b.id = r.block_id
LEFT JOIN readings f ON f.id = r.same_as
JOIN json_each(coalesce(r.facts, f.facts)) p;

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
SELECT o.channel, o.notification_id, o.idempotency_key, o.alert_id, o.state, d.attempt, d.outcome, d.receipt,
       strftime('%Y-%m-%dT%H:%M:%SZ', d.at / 1000, 'unixepoch') AS timestamp, d.took_ms
FROM outbox o LEFT JOIN deliveries d ON d.outbox_id = o.id;
