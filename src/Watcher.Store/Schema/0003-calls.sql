-- What each endpoint was asked, hour by hour of the wall clock, for the budget of a rolling day.
CREATE TABLE endpoint_calls (
  chain    TEXT    NOT NULL,
  endpoint TEXT    NOT NULL,          -- host#index
  hour     INTEGER NOT NULL,          -- since 1970
  calls    INTEGER NOT NULL,
  PRIMARY KEY (chain, endpoint, hour)
) STRICT, WITHOUT ROWID;
