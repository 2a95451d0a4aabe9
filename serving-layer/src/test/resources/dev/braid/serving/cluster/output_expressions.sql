WITH latest AS (
  SELECT CAST(json_parse(max_by(_message, ROW(generation, events, _partition_offset))) AS ROW(key ROW("bucket" integer), states ROW("_a0_count" bigint, "_a1_max" integer, "_a2_min" integer, "_a3_sum" double, "_a4_sum" decimal(38,2), "_a5_sum" decimal(38,4), "_a6_sum" decimal(38,0), "_a7_sum" decimal(38,0)))) AS r
  FROM (
    SELECT _key, _message, _partition_offset,
      CAST(json_extract_scalar(_message, '$.generation') AS bigint) AS generation,
      CAST(json_extract_scalar(_message, '$.events') AS bigint) AS events
    FROM "kafka"."default"."braid.shop.speed.output_expressions.0123abcd.g3"
    WHERE _message IS NOT NULL
      AND json_extract_scalar(_key, '$[0]') IS NOT NULL
      AND CAST(json_extract_scalar(_key, '$[0]') AS bigint) >= 1795478400000)
  GROUP BY _key
),
states AS (
  SELECT "bucket" AS _k0, "_a0_count" AS "_a0_count", "_a1_max" AS "_a1_max", "_a2_min" AS "_a2_min", "_a3_sum" AS "_a3_sum", "_a4_sum" AS "_a4_sum", "_a5_sum" AS "_a5_sum", "_a6_sum" AS "_a6_sum", "_a7_sum" AS "_a7_sum"
  FROM "lake"."braid"."_batch_output_expressions_74425f14" FOR VERSION AS OF 12
  UNION ALL
  SELECT r.key."bucket" AS _k0, r.states."_a0_count" AS "_a0_count", r.states."_a1_max" AS "_a1_max", r.states."_a2_min" AS "_a2_min", r.states."_a3_sum" AS "_a3_sum", r.states."_a4_sum" AS "_a4_sum", r.states."_a5_sum" AS "_a5_sum", r.states."_a6_sum" AS "_a6_sum", r.states."_a7_sum" AS "_a7_sum"
  FROM latest
),
merged AS (
  SELECT _k0,
    sum("_a0_count") AS _m0,
    max("_a1_max") AS _m1,
    min("_a2_min") AS _m2,
    sum("_a3_sum") AS _m3,
    sum("_a4_sum") AS _m4,
    sum("_a5_sum") AS _m5,
    sum("_a6_sum") AS _m6,
    sum("_a7_sum") AS _m7
  FROM states
  GROUP BY _k0
),
results AS (
  SELECT _k0,
    _m0 AS _r0,
    _m1 AS _r1,
    _m2 AS _r2,
    _m3 AS _r3,
    _m4 AS _r4,
    _m5 AS _r5,
    TRY(CAST(_m6 AS bigint)) AS _r6,
    TRY(CAST(_m7 AS bigint)) AS _r7
  FROM merged
)
SELECT
  _k0 AS "bucket",
  TRY(CAST(_k0 + CAST('1' AS integer) AS integer)) AS "next_bucket",
  TRY(CAST(_r0 * CAST('2' AS bigint) AS bigint)) AS "twice",
  TRY(CAST(_r1 - _r2 AS integer)) AS "spread",
  _r3 + CAST('1.0' AS double) AS "more",
  TRY(CAST(_r4 - _r5 AS decimal(38,4))) AS "difference",
  TRY(CAST(CAST('-1' AS bigint) * _r6 AS bigint)) AS "negative",
  (_r0 > CAST('60' AS bigint)) AND (NOT (_r6 IS NULL)) AS "many",
  _r6 = _r7 AS "equal_sums",
  TRY(CAST(_r0 + (TRY(CAST(_k0 AS bigint))) AS bigint)) AS "mixed",
  CAST('v1' AS varchar) AS "label"
FROM results
