WITH latest AS (
  SELECT CAST(json_parse(max_by(_message, ROW(generation, events, _partition_offset))) AS ROW(key ROW("bucket" integer), states ROW("_a0_sum" decimal(38,0), "_a0_count" bigint, "_a1_sum" decimal(38,0), "_a1_count" bigint, "_a2_sum" double, "_a2_count" bigint, "_a3_sum" decimal(38,2), "_a3_count" bigint, "_a4_sum" decimal(38,4), "_a4_count" bigint, "_a5_sum" decimal(38,0), "_a5_count" bigint))) AS r
  FROM (
    SELECT _key, _message, _partition_offset,
      CAST(json_extract_scalar(_message, '$.generation') AS bigint) AS generation,
      CAST(json_extract_scalar(_message, '$.events') AS bigint) AS events
    FROM "kafka"."default"."braid.shop.speed.averages.0123abcd.g3"
    WHERE _message IS NOT NULL
      AND json_extract_scalar(_key, '$[0]') IS NOT NULL
      AND CAST(json_extract_scalar(_key, '$[0]') AS bigint) >= 1795478400000)
  GROUP BY _key
),
states AS (
  SELECT "bucket" AS _k0, "_a0_sum" AS "_a0_sum", "_a0_count" AS "_a0_count", "_a1_sum" AS "_a1_sum", "_a1_count" AS "_a1_count", "_a2_sum" AS "_a2_sum", "_a2_count" AS "_a2_count", "_a3_sum" AS "_a3_sum", "_a3_count" AS "_a3_count", "_a4_sum" AS "_a4_sum", "_a4_count" AS "_a4_count", "_a5_sum" AS "_a5_sum", "_a5_count" AS "_a5_count"
  FROM "lake"."braid"."_batch_averages_227e2e75" FOR VERSION AS OF 12
  UNION ALL
  SELECT r.key."bucket" AS _k0, r.states."_a0_sum" AS "_a0_sum", r.states."_a0_count" AS "_a0_count", r.states."_a1_sum" AS "_a1_sum", r.states."_a1_count" AS "_a1_count", r.states."_a2_sum" AS "_a2_sum", r.states."_a2_count" AS "_a2_count", r.states."_a3_sum" AS "_a3_sum", r.states."_a3_count" AS "_a3_count", r.states."_a4_sum" AS "_a4_sum", r.states."_a4_count" AS "_a4_count", r.states."_a5_sum" AS "_a5_sum", r.states."_a5_count" AS "_a5_count"
  FROM latest
),
merged AS (
  SELECT _k0,
    sum("_a0_sum") AS _m0,
    sum("_a0_count") AS _m0_1,
    sum("_a1_sum") AS _m1,
    sum("_a1_count") AS _m1_1,
    sum("_a2_sum") AS _m2,
    sum("_a2_count") AS _m2_1,
    sum("_a3_sum") AS _m3,
    sum("_a3_count") AS _m3_1,
    sum("_a4_sum") AS _m4,
    sum("_a4_count") AS _m4_1,
    sum("_a5_sum") AS _m5,
    sum("_a5_count") AS _m5_1
  FROM states
  GROUP BY _k0
),
results AS (
  SELECT _k0,
    CAST(_m0 AS double) / _m0_1 AS _r0,
    CAST(_m1 AS double) / _m1_1 AS _r1,
    CAST(_m2 AS double) / _m2_1 AS _r2,
    CAST(_m3 / CAST(_m3_1 AS decimal(19,0)) AS decimal(18,2)) AS _r3,
    CAST(_m4 / CAST(_m4_1 AS decimal(19,0)) AS decimal(5,4)) AS _r4,
    CAST(_m5 / CAST(_m5_1 AS decimal(19,0)) AS decimal(28,0)) AS _r5
  FROM merged
)
SELECT
  _k0 AS "bucket",
  _r0 AS "small_avg",
  _r1 AS "big_avg",
  _r2 AS "measure_avg",
  _r3 AS "amount_avg",
  _r4 AS "rate_avg",
  _r5 AS "whole_avg"
FROM results
