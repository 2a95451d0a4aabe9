WITH latest AS (
  SELECT CAST(json_parse(max_by(_message, ROW(generation, events, _partition_offset))) AS ROW(key ROW("bucket" integer), states ROW("_a0_count" bigint, "_a1_count" bigint, "_a2_count" bigint, "_a3_all" boolean, "_a4_all" boolean, "_a5_any" boolean, "_a6_any" boolean, "_a7_all" boolean, "_a8_any" boolean))) AS r
  FROM (
    SELECT _key, _message, _partition_offset,
      CAST(json_extract_scalar(_message, '$.generation') AS bigint) AS generation,
      CAST(json_extract_scalar(_message, '$.events') AS bigint) AS events
    FROM "kafka"."default"."braid.shop.speed.conditions.0123abcd.g3"
    WHERE _message IS NOT NULL
      AND json_extract_scalar(_key, '$[0]') IS NOT NULL
      AND CAST(json_extract_scalar(_key, '$[0]') AS bigint) >= 1795478400000)
  GROUP BY _key
),
states AS (
  SELECT "bucket" AS _k0, "_a0_count" AS "_a0_count", "_a1_count" AS "_a1_count", "_a2_count" AS "_a2_count", "_a3_all" AS "_a3_all", "_a4_all" AS "_a4_all", "_a5_any" AS "_a5_any", "_a6_any" AS "_a6_any", "_a7_all" AS "_a7_all", "_a8_any" AS "_a8_any"
  FROM "lake"."braid"."_batch_conditions_562a77a7" FOR VERSION AS OF 12
  UNION ALL
  SELECT r.key."bucket" AS _k0, r.states."_a0_count" AS "_a0_count", r.states."_a1_count" AS "_a1_count", r.states."_a2_count" AS "_a2_count", r.states."_a3_all" AS "_a3_all", r.states."_a4_all" AS "_a4_all", r.states."_a5_any" AS "_a5_any", r.states."_a6_any" AS "_a6_any", r.states."_a7_all" AS "_a7_all", r.states."_a8_any" AS "_a8_any"
  FROM latest
),
merged AS (
  SELECT _k0,
    sum("_a0_count") AS _m0,
    sum("_a1_count") AS _m1,
    sum("_a2_count") AS _m2,
    bool_and("_a3_all") AS _m3,
    bool_and("_a4_all") AS _m4,
    bool_or("_a5_any") AS _m5,
    bool_or("_a6_any") AS _m6,
    bool_and("_a7_all") AS _m7,
    bool_or("_a8_any") AS _m8
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
    _m6 AS _r6,
    _m7 AS _r7,
    _m8 AS _r8
  FROM merged
)
SELECT
  _k0 AS "bucket",
  _r0 AS "flags",
  _r1 AS "positives",
  _r2 AS "positive_flags",
  _r3 AS "all_flags",
  _r4 AS "all_above",
  _r5 AS "any_flag",
  _r6 AS "any_great",
  _r7 AS "all_flags_at_7",
  _r8 AS "any_flag_at_a"
FROM results
