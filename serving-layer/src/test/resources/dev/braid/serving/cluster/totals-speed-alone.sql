CREATE OR REPLACE VIEW "lake"."braid"."totals" COMMENT 'Merged by Braid from no batch version' AS
WITH latest AS (
  SELECT CAST(json_parse(max_by(_message, ROW(generation, events, _partition_offset))) AS ROW(key ROW("key" varchar), states ROW("_a0_count" bigint, "_a1_sum" decimal(38,0), "_a2_max" bigint))) AS r
  FROM (
    SELECT _key, _message, _partition_offset,
      CAST(json_extract_scalar(_message, '$.generation') AS bigint) AS generation,
      CAST(json_extract_scalar(_message, '$.events') AS bigint) AS events
    FROM "kafka"."default"."braid.shop.speed.totals.0123abcd.g3"
    WHERE _message IS NOT NULL
      AND json_extract_scalar(_key, '$[0]') IS NOT NULL)
  GROUP BY _key
),
states AS (
  SELECT r.key."key" AS _k0, r.states."_a0_count" AS "_a0_count", r.states."_a1_sum" AS "_a1_sum", r.states."_a2_max" AS "_a2_max"
  FROM latest
),
merged AS (
  SELECT _k0,
    sum("_a0_count") AS _m0,
    sum("_a1_sum") AS _m1,
    max("_a2_max") AS _m2
  FROM states
  GROUP BY _k0
),
results AS (
  SELECT _k0,
    _m0 AS _r0,
    TRY(CAST(_m1 AS bigint)) AS _r1,
    _m2 AS _r2
  FROM merged
)
SELECT
  _k0 AS "key",
  _r0 AS "n",
  _r1 AS "total",
  _r2 AS "largest"
FROM results
