WITH latest AS (
  SELECT CAST(json_parse(max_by(_message, ROW(generation, events, _partition_offset))) AS ROW(key ROW("flag" boolean), states ROW("_a0_hll" varchar, "_a1_hll" varchar, "_a2_hll" varchar, "_a3_hll" varchar, "_a4_hll" varchar))) AS r
  FROM (
    SELECT _key, _message, _partition_offset,
      CAST(json_extract_scalar(_message, '$.generation') AS bigint) AS generation,
      CAST(json_extract_scalar(_message, '$.events') AS bigint) AS events
    FROM "kafka"."default"."braid.shop.speed.distinct_counts_by_error.0123abcd.g3"
    WHERE _message IS NOT NULL
      AND json_extract_scalar(_key, '$[0]') IS NOT NULL
      AND CAST(json_extract_scalar(_key, '$[0]') AS bigint) >= 1795478400000)
  GROUP BY _key
),
states AS (
  SELECT "flag" AS _k0, "_a0_hll" AS "_a0_hll", "_a1_hll" AS "_a1_hll", "_a2_hll" AS "_a2_hll", "_a3_hll" AS "_a3_hll", "_a4_hll" AS "_a4_hll"
  FROM "lake"."braid"."_batch_distinct_counts_by_error_a1b10f1d" FOR VERSION AS OF 12
  UNION ALL
  SELECT r.key."flag" AS _k0, from_base64(r.states."_a0_hll") AS "_a0_hll", from_base64(r.states."_a1_hll") AS "_a1_hll", from_base64(r.states."_a2_hll") AS "_a2_hll", from_base64(r.states."_a3_hll") AS "_a3_hll", from_base64(r.states."_a4_hll") AS "_a4_hll"
  FROM latest
),
merged AS (
  SELECT _k0,
    CAST(merge(CAST("_a0_hll" AS HyperLogLog)) AS varbinary) AS _m0,
    CAST(merge(CAST("_a1_hll" AS HyperLogLog)) AS varbinary) AS _m1,
    CAST(merge(CAST("_a2_hll" AS HyperLogLog)) AS varbinary) AS _m2,
    CAST(merge(CAST("_a3_hll" AS HyperLogLog)) AS varbinary) AS _m3,
    CAST(merge(CAST("_a4_hll" AS HyperLogLog)) AS varbinary) AS _m4
  FROM states
  GROUP BY _k0
),
results AS (
  SELECT _k0,
    coalesce((SELECT cardinality(merge(CAST(h AS HyperLogLog))) FROM UNNEST(IF(substr(_m0, 1, 1) = X'02' AND length(_m0) > bitwise_left_shift(1, CAST(from_base(to_hex(substr(_m0, 2, 1)), 16) AS integer)) / 2 - 27, ARRAY[_m0, from_hex(concat('03', to_hex(substr(_m0, 2, 1)), lpad('', CAST(6 + bitwise_left_shift(1, CAST(from_base(to_hex(substr(_m0, 2, 1)), 16) AS integer)) AS integer), '0')))], ARRAY[_m0])) AS u (h)), 0) AS _r0,
    coalesce((SELECT cardinality(merge(CAST(h AS HyperLogLog))) FROM UNNEST(IF(substr(_m1, 1, 1) = X'02' AND length(_m1) > bitwise_left_shift(1, CAST(from_base(to_hex(substr(_m1, 2, 1)), 16) AS integer)) / 2 - 27, ARRAY[_m1, from_hex(concat('03', to_hex(substr(_m1, 2, 1)), lpad('', CAST(6 + bitwise_left_shift(1, CAST(from_base(to_hex(substr(_m1, 2, 1)), 16) AS integer)) AS integer), '0')))], ARRAY[_m1])) AS u (h)), 0) AS _r1,
    coalesce((SELECT cardinality(merge(CAST(h AS HyperLogLog))) FROM UNNEST(IF(substr(_m2, 1, 1) = X'02' AND length(_m2) > bitwise_left_shift(1, CAST(from_base(to_hex(substr(_m2, 2, 1)), 16) AS integer)) / 2 - 27, ARRAY[_m2, from_hex(concat('03', to_hex(substr(_m2, 2, 1)), lpad('', CAST(6 + bitwise_left_shift(1, CAST(from_base(to_hex(substr(_m2, 2, 1)), 16) AS integer)) AS integer), '0')))], ARRAY[_m2])) AS u (h)), 0) AS _r2,
    coalesce((SELECT cardinality(merge(CAST(h AS HyperLogLog))) FROM UNNEST(IF(substr(_m3, 1, 1) = X'02' AND length(_m3) > bitwise_left_shift(1, CAST(from_base(to_hex(substr(_m3, 2, 1)), 16) AS integer)) / 2 - 27, ARRAY[_m3, from_hex(concat('03', to_hex(substr(_m3, 2, 1)), lpad('', CAST(6 + bitwise_left_shift(1, CAST(from_base(to_hex(substr(_m3, 2, 1)), 16) AS integer)) AS integer), '0')))], ARRAY[_m3])) AS u (h)), 0) AS _r3,
    coalesce((SELECT cardinality(merge(CAST(h AS HyperLogLog))) FROM UNNEST(IF(substr(_m4, 1, 1) = X'02' AND length(_m4) > bitwise_left_shift(1, CAST(from_base(to_hex(substr(_m4, 2, 1)), 16) AS integer)) / 2 - 27, ARRAY[_m4, from_hex(concat('03', to_hex(substr(_m4, 2, 1)), lpad('', CAST(6 + bitwise_left_shift(1, CAST(from_base(to_hex(substr(_m4, 2, 1)), 16) AS integer)) AS integer), '0')))], ARRAY[_m4])) AS u (h)), 0) AS _r4
  FROM merged
)
SELECT
  _k0 AS "flag",
  _r0 AS "finest_ids",
  _r1 AS "ids",
  _r2 AS "coarse_ids",
  _r3 AS "coarsest_ids",
  _r4 AS "flags"
FROM results
