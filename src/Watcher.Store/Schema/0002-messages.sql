-- A message may tell of several alerts: then it waits for, and holds up, the messages of each of them.
CREATE TABLE outbox_notifications (
  outbox_id       INTEGER NOT NULL REFERENCES outbox (id),
  notification_id TEXT    NOT NULL,
  alert_id        TEXT,
  PRIMARY KEY (outbox_id, notification_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_notifications_by_alert ON outbox_notifications (alert_id, outbox_id);
INSERT INTO outbox_notifications (outbox_id, notification_id, alert_id) SELECT id, notification_id, alert_id FROM outbox;

DROP VIEW v_deliveries;
DROP INDEX outbox_pending_by_alert;
DROP INDEX outbox_by_alert;
ALTER TABLE outbox DROP COLUMN alert_id;

CREATE VIEW v_deliveries AS
SELECT o.channel, n.notification_id, o.idempotency_key, n.alert_id, o.state, d.attempt, d.outcome, d.receipt,
       strftime('%Y-%m-%dT%H:%M:%SZ', d.at / 1000, 'unixepoch') AS timestamp, d.took_ms
FROM outbox o
JOIN outbox_notifications n ON n.outbox_id = o.id
LEFT JOIN deliveries d ON d.outbox_id = o.id;
