WITH latest AS (
  SELECT CAST(json_parse(max_by(_message, ROW(generation, events, _partition_offset))) AS ROW(key ROW("flag" boolean, "bucket" integer, "day" bigint), states ROW("_a0_count" bigint, "_a1_max" integer))) AS r
  FROM (
    SELECT _key, _message, _partition_offset,
      CAST(json_extract_scalar(_message, '$.generation') AS bigint) AS generation,
      CAST(json_extract_scalar(_message, '$.events') AS bigint) AS events
    FROM "kafka"."default"."braid.shop.speed.many_keys.0123abcd.g3"
    WHERE _message IS NOT NULL
      AND json_extract_scalar(_key, '$[0]') IS NOT NULL
      AND CAST(json_extract_scalar(_key, '$[0]') AS bigint) >= 1795478400000)
  GROUP BY _key
),
states AS (
  SELECT "flag" AS _k0, "bucket" AS _k1, "day" AS _k2, "_a0_count" AS "_a0_count", "_a1_max" AS "_a1_max"
  FROM "lake"."braid"."_batch_many_keys_a746b9ee" FOR VERSION AS OF 12
  UNION ALL
  SELECT r.key."flag" AS _k0, r.key."bucket" AS _k1, date_add('day', r.key."day", DATE '1970-01-01') AS _k2, r.states."_a0_count" AS "_a0_count", r.states."_a1_max" AS "_a1_max"
  FROM latest
),
merged AS (
  SELECT _k0, _k1, _k2,
    sum("_a0_count") AS _m0,
    max("_a1_max") AS _m1
  FROM states
  GROUP BY _k0, _k1, _k2
),
results AS (
  SELECT _k0, _k1, _k2,
    _m0 AS _r0,
    _m1 AS _r1
  FROM merged
)
SELECT
  _k2 AS "day",
  _r0 AS "events",
  _k0 AS "flag",
  _r1 AS "most",
  _k1 AS "bucket"
FROM results
